"""What a direction means to people, given which way is better."""

HIGHER, SIMILAR, LOWER = "higher", "similar", "lower"
RISING, FALLING = "rising", "falling"
FAVOURABLE, UNFAVOURABLE, NEUTRAL = "favourable", "unfavourable", "neutral"


def judge(direction: str | None, polarity: int) -> str | None:
    """What a direction (`higher`, `lower`, `rising`, `falling`) means given the polarity of its indicator.

    `favourable` or `unfavourable` only where the catalogue states a polarity (+1 or -1); otherwise `neutral`.
    None for a direction that is similar, unclear or unknown.
    """
    if direction not in (HIGHER, LOWER, RISING, FALLING):
        return None
    if polarity == 0:
        return NEUTRAL
    upwards = direction in (HIGHER, RISING)
    return FAVOURABLE if upwards == (polarity > 0) else UNFAVOURABLE
