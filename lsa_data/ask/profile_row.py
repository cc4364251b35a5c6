"""The shape of what is known of one figure of an area."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One figure of an area with all that it is compared with: a row of `queries/profile.sql`, which says what each
    column is. What is not known is None. `peers` is the middle value of the similar areas, where that was added."""

    indicator_id: str
    theme: str
    year: int
    value: float | None
    ci_lower: float | None
    ci_upper: float | None
    status: str
    coverage: float | None
    provisional: bool
    percentile: float | None
    noise: float | None
    position: str | None
    unusual: bool | None
    size_class: str | None
    measured_code: str
    measured_vintage: int
    link: str
    national: float | None
    national_method: str | None
    similar_within: float | None
    p10: float | None
    p25: float | None
    p50: float | None
    p75: float | None
    p90: float | None
    n: int | None
    wijk: float | None
    gemeente: float | None
    regional: float | None
    direction: str | None
    gap: str | None
    ratio_agrees: bool | None
    from_year: int | None
    to_year: int | None
    points: int | None
    from_value: float | None
    to_value: float | None
    national_from: float | None
    national_to: float | None
    change: float | None
    national_change: float | None
    difference_change: float | None
    scale: str | None
    peers: float | None = None
