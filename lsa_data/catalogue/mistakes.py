"""What is wrong in a file that people edit, in words for who edits it: the only place that knows those of pydantic.

What a value must be is said by the description of its field in the model, by the choices of its type, or here.
"""

from collections.abc import Collection, Mapping
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, ValidationInfo
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from lsa_data.problem import Problem

Filled = Annotated[
    str, Field(pattern=r"^\S([\s\S]*\S)?$", description="a text that is not empty, without spaces around it")
]
MaybeEmpty = Annotated[str, Field(pattern=r"^(\S([\s\S]*\S)?)?$", description="a text without spaces around it")]
EXPECTED = {
    "string_type": "a text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "model_type": "a table",
}
"""What pydantic calls a mistake -> what is expected instead, where the field itself does not say it."""
LONGEST_VALUE = 80
NOT_ONE_OF = "not_one_of"


class CatalogueError(Problem):
    """A file of the catalogue is not as it must be; a line per mistake: file, place, value, what is expected."""


class Checked(BaseModel):
    """One entry of a file: cannot be changed, and has no other keys than these."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Mistake(NamedTuple):
    """One mistake: the keys (or the column) that lead to it, and what is wrong there."""

    where: tuple[str, ...]
    what: str


def wrong(where: tuple[str, ...], value: object, expected: str) -> Mistake:
    """The mistake that a value is not what is expected."""
    shown = str(value).lower() if isinstance(value, bool) else repr(value)
    if len(shown) > LONGEST_VALUE:
        shown = shown[:LONGEST_VALUE] + "..."
    return Mistake(where, f"is {shown}; expected is {expected}")


def known(name: str) -> AfterValidator:
    """For a text that must be one of those that the context of the check holds under `name`."""

    def check(value: str, info: ValidationInfo) -> str:
        choices: Collection[str] = (info.context or {})[name]
        if value not in choices:
            raise PydanticCustomError(NOT_ONE_OF, "{choices}", {"choices": ", ".join(choices)})
        return value

    return AfterValidator(check)


def of(
    model: type[BaseModel], given: Mapping[str, Any], context: Mapping[str, Collection[str]] | None = None
) -> tuple[Any, list[Mistake]]:
    """What the model makes of what was given, and every mistake in it; None when there are mistakes."""
    try:
        return model.model_validate(given, context=context), []
    except ValidationError as invalid:
        return None, [_mistake(model, error) for error in invalid.errors(include_url=False)]


def _mistake(model: type[BaseModel], error: ErrorDetails) -> Mistake:
    where = tuple(part for part in error["loc"] if isinstance(part, str))
    if error["type"] in ("missing", "extra_forbidden"):
        what = "is missing" if error["type"] == "missing" else "is not a known key"
        return Mistake(where, f"{what}; expected are {', '.join(_keys(_model(model, where[:-1])))}")
    return wrong(where, error["input"], _expected(_field(model, where), error))


def _expected(field: FieldInfo, error: ErrorDetails) -> str:
    annotation = field.annotation
    if error["type"] == NOT_ONE_OF:
        words = f"one of {error['ctx']['choices']}"
    elif field.description:
        words = field.description
    elif get_origin(annotation) is Literal:
        words = "one of " + ", ".join(str(choice) for choice in get_args(annotation))
    else:
        words = EXPECTED[error["type"]]
    return f"{words}, or nothing" if type(None) in get_args(annotation) else words


def _field(model: type[BaseModel], where: tuple[str, ...]) -> FieldInfo:
    fields = _model(model, where[:-1]).model_fields
    return next(field for name, field in fields.items() if where[-1] in (name, field.alias))


def _model(model: type[BaseModel], where: tuple[str, ...]) -> type[BaseModel]:
    for name in where:
        inside = model.model_fields[name].annotation
        assert isinstance(inside, type) and issubclass(inside, BaseModel)
        model = inside
    return model


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items() if name != "id"]
