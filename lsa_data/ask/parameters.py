"""The parameters of an address: one table that checks what somebody asks and describes what may be asked.

What a value must be is a pydantic type or a list of choices; from that same type or list the description is made.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter, ValidationError

from lsa_data.problem import Problem

FORMER_NAMES = {"region": "regio"}
"""What a parameter was called in addresses that people may have kept -> what it is called now."""
LONGEST_SHOWN = 40


class SelectionError(Problem):
    """Something asked for is not possible; says which parameter, and what is allowed."""

    def __init__(self, message: str, parameter: str, allowed: Iterable[Any] = ()) -> None:
        super().__init__(message)
        self.parameter = parameter
        self.allowed = tuple(allowed)


class UnknownParameter(SelectionError):
    """A parameter that there is not."""


@dataclass(frozen=True)
class Parameter:
    """One parameter. `of` is the type of a value; `choices`, where there are any, give every value that is allowed.

    `several`: values with commas between them, at most `most`. `refusal` is what is said of another value.
    """

    name: str
    about: str
    of: Any = str
    choices: Callable[[], Iterable[Any]] | None = None
    several: bool = False
    most: int | None = None
    required: bool = False
    refusal: str = "{name} {value!r} does not exist."

    def allowed(self) -> list[Any]:
        """Every value that is allowed; empty when that is not a list."""
        return list(self.choices()) if self.choices else []

    def value(self, text: str) -> Any:
        """What the text in an address means: a value, or a tuple of them. Raises `SelectionError`."""
        if not self.several:
            return self._one(text, self.allowed())
        parts = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
        allowed = self.allowed()
        if not parts:
            raise SelectionError(f"{self.name} is empty.", self.name, allowed)
        if self.most and len(parts) > self.most:
            raise SelectionError(f"{self.name} has at most {self.most} values at once.", self.name)
        return tuple(self._one(part, allowed) for part in parts)

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of the parameter."""
        one = {"enum": self.allowed()} if self.choices else self._type.json_schema()
        if not self.several:
            return one
        return {"type": "array", "items": one, "minItems": 1} | ({"maxItems": self.most} if self.most else {})

    def _one(self, text: str, allowed: list[Any]) -> Any:
        for choice in allowed:
            if str(choice) == text:
                return choice
        try:
            if self.choices is None:
                return self._type.validate_python(text)
        except ValidationError:
            pass
        raise SelectionError(self.refusal.format(name=self.name, value=text[:LONGEST_SHOWN]), self.name, allowed)

    @cached_property
    def _type(self) -> TypeAdapter[Any]:
        return TypeAdapter(self.of)


def present(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The parameters of an address under the names they have now; what is named twice is joined with a comma."""
    query: dict[str, str] = {}
    for name, value in pairs:
        name = FORMER_NAMES.get(name, name)
        query[name] = f"{query[name]},{value}" if name in query else value
    return query


def checked(query: Mapping[str, str], known: Iterable[Parameter]) -> dict[str, Any]:
    """The values of a query by name, in the order of the table, those that are not asked left out.

    Raises `SelectionError` for a name that is not in the table, a value that is not allowed, and one that is missing.
    """
    table = {parameter.name: parameter for parameter in known}
    for name in query:
        if name not in table:
            raise UnknownParameter(f"There is no parameter {name[:LONGEST_SHOWN]!r} here.", name[:LONGEST_SHOWN], table)
    for name, parameter in table.items():
        if parameter.required and name not in query:
            raise SelectionError(parameter.refusal.format(name=name, value=""), name)
    return {name: parameter.value(query[name]) for name, parameter in table.items() if name in query}
