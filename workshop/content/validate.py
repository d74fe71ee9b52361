"""Turns a tree into a model, or into problems with their lines, all at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from workshop.content.reader import Place, Tree, Value
from workshop.errors import Problem, WorkshopError, suggest_name

M = TypeVar("M", bound=BaseModel)

_TYPES = {
    "int_parsing": "a whole number",
    "float_parsing": "a number",
    "bool_parsing": "yes or no",
    "tuple_type": "a list, one item a line beginning with a hyphen",
    "list_type": "a list, one item a line beginning with a hyphen",
    "dict_type": "fields of its own, indented below it",
    "mapping_type": "fields of its own, indented below it",
    "model_type": "fields of its own, indented below it",
    "model_attributes_type": "fields of its own, indented below it",
    "string_type": "text",
}


def build(model: type[M], tree: Tree, value: Value | None = None) -> M:
    """The model of a tree's value; raises WorkshopError with every problem and its line."""
    raw = tree.value if value is None else value
    if not isinstance(raw, dict):
        what = "The file is empty or not made of fields."
        raise WorkshopError(tree.problem((), "C102", what, "Start from an example."))
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise WorkshopError(_problem(model, tree, found) for found in error.errors() if not _is_echo(found)) from None


def _is_echo(found: Any) -> bool:
    """True for "too few items" of a list that is long enough: pydantic does not count items that have problems."""
    return bool(found["type"] == "too_short" and len(found["input"]) >= found["ctx"]["min_length"])


def _name_of(place: Place) -> str:
    """What to call a place: its field, or the list it stands in and which item it is."""
    fields = [part for part in place if isinstance(part, str)]
    if not fields:
        return "The file"
    return fields[-1] if place[-1] == fields[-1] else f"{fields[-1]}, item {int(place[-1]) + 1}"


def _problem(model: type[BaseModel], tree: Tree, found: Any) -> Problem:
    place: Place = tuple(part for part in found["loc"] if part != "[key]")
    name = _name_of(place)
    kind, context = found["type"], found.get("ctx", {})
    if kind == "missing":
        what = f'The field "{name}" is missing{_within(place)}.'
        return tree.problem(place[:-1], "C101", what, f'Add "{name}:" here.')
    if kind == "extra_forbidden":
        todo = suggest_name(name, _fields_at(model, place[:-1]))
        return tree.problem(place, "C103", f'"{name}" is not a field here.', todo)
    if kind in ("too_short", "too_long"):
        side = f"at least {context['min_length']}" if kind == "too_short" else f"at most {context['max_length']}"
        return tree.problem(place, "C102", f'"{name}" has {len(found["input"])} item(s).', f"It needs {side}.")
    shown = _shown(found.get("input"))
    if kind in _TYPES:
        return tree.problem(place, "C102", f'"{name}" is {shown}.', f"It must be {_TYPES[kind]}.")
    if kind in ("literal_error", "enum"):
        allowed = [part.strip().strip("'") for part in str(context["expected"]).replace(" or ", ",").split(",")]
        return tree.problem(place, "C102", f'"{name}" cannot be {shown}.', suggest_name(str(found["input"]), allowed))
    return tree.problem(place, "C102", f'"{name}" cannot be {shown}.', _limit(kind, context, found["msg"]))


def _limit(kind: str, context: dict[str, Any], message: str) -> str:
    if kind == "string_pattern_mismatch":
        return "Use small letters, digits and hyphens only."
    if kind == "string_too_short":
        return "Write some text."
    if kind == "string_too_long":
        return f"Use at most {context['max_length']} characters."
    if kind.startswith("greater_than"):
        return f"Use {context.get('ge', context.get('gt'))} or more."
    if kind.startswith("less_than"):
        return f"Use {context.get('le', context.get('lt'))} or less."
    text = message.removeprefix("Value error, ")
    return text if text.endswith(".") else f"{text}."


def _within(place: Place) -> str:
    names = [str(part + 1) if isinstance(part, int) else part for part in place[:-1]]
    return f" in {' '.join(names)}" if names else ""


def _shown(value: object) -> str:
    if isinstance(value, str):
        text = value if len(value) <= 60 else value[:57] + "…"
        return f'"{text}"' if text else "empty"
    if isinstance(value, list | tuple):
        return "a list"
    return "a group of fields" if isinstance(value, dict) else str(value)


def _fields_at(model: type[BaseModel], place: Place) -> Iterable[str]:
    """The names of the fields that stand at a place of a model."""
    current: Any = model
    for part in place:
        if isinstance(current, type) and issubclass(current, BaseModel) and part in current.model_fields:
            current = _innermost(current.model_fields[str(part)].annotation)
    if not (isinstance(current, type) and issubclass(current, BaseModel)):
        return ()
    return [field.alias or name for name, field in current.model_fields.items()]


def _innermost(annotation: Any) -> Any:
    """The model inside a type such as tuple[Choice, ...] or Mapping[str, Scene]; the type itself if there is none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        inner = _innermost(argument)
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            return inner
    return annotation
