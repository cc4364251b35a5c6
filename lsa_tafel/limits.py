"""How often somebody may do something: so many at once, and then one per so many seconds. In memory."""

import time
from collections import OrderedDict
from threading import Lock


class Limit:
    """`burst` at once and `per_second` after that, for every name apart; remembers at most `names` names."""

    def __init__(self, burst: int, per_second: float, names: int = 20_000) -> None:
        self._burst, self._rate, self._names = burst, per_second, names
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def allows(self, name: str, spend: bool = True) -> bool:
        """Whether `name` may now; that counts, unless `spend` is False."""
        now = time.monotonic()
        with self._lock:
            left, since = self._left.pop(name, (float(self._burst), now))
            left = min(self._burst, left + (now - since) * self._rate)
            allowed = left >= 1
            self._left[name] = (left - 1 if allowed and spend else left, now)
            while len(self._left) > self._names:
                self._left.popitem(last=False)
            return allowed
