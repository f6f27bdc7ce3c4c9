"""What a person needs to write a scenario: one to start from, and the schema for an editor's completion."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any, TypeAlias, cast

Scalar: TypeAlias = str | int | float | bool | None


def template(name: str) -> str:
    """Return a small commented scenario that runs, with the name as its title."""
    title = name.replace("-", " ").replace("_", " ")
    title = title[:1].upper() + title[1:]
    text = files(__package__ or "model.scenario").joinpath("template.yaml").read_text(encoding="utf-8")
    return text.replace("title: {title}", f"title: {flow(title)}").replace("{title}", title)


def json_schema() -> dict[str, Any]:
    """Return the JSON schema of scenario files."""
    from pydantic.json_schema import GenerateJsonSchema

    from ..policies.units import NO_LIMIT
    from .schema.fields import PerTime, Span
    from .schema.root import Root
    from .schema.texts import meaning
    from .schema.walk import name_in_file

    class Generator(GenerateJsonSchema):
        """Shows durations and rates by the text they are written with, and what each field means."""

        def encode_default(self, dft: Any) -> Any:
            """Return a default as a file would have it."""
            if isinstance(dft, (Span, PerTime)):
                return dft.written
            return "no limit" if dft == NO_LIMIT else super().encode_default(dft)

        def model_schema(self, schema: Any) -> dict[str, Any]:
            """Return a block's schema, with the text under each of its fields."""
            shown, block = super().model_schema(schema), schema["cls"]
            for name in block.model_fields:
                shown["properties"][name_in_file(block, name)]["description"] = meaning(block, name)
            return shown

    schema = Root.model_json_schema(schema_generator=Generator)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "backorder-sim scenario",
    }


def as_yaml(form: dict[str, Any], origins: dict[str, str]) -> str:
    """Return a resolved scenario as YAML, each value with its origin behind it."""
    lines = list(_lines(form, origins, (), 0))
    wide = min(max((len(line) for line, _ in lines), default=0), 80)
    return "".join(f"{line:<{wide}}  # {origin}\n" if origin else f"{line}\n" for line, origin in lines)


def _lines(form: dict[str, Any], origins: dict[str, str], path: tuple[str, ...], depth: int) -> Any:
    for name, value in form.items():
        below = (*path, name)
        head = f"{'  ' * depth}{flow(name, key=True)}:"
        if isinstance(value, dict) and value:
            yield head, ""
            yield from _lines(value, origins, below, depth + 1)  # pyright: ignore[reportUnknownArgumentType]
        else:
            yield f"{head} {flow(value)}", origins.get(".".join(below), "")


_PLAIN = re.compile(r"[\w*./+-]([\w .*/+%@()-]*[\w.*/+%@()-])?")


def flow(value: Any, *, key: bool = False) -> str:
    """Return a value as YAML in one line."""
    if isinstance(value, str):
        from .document import plain_scalar

        keeps = key or plain_scalar(value) == value
        safe = _PLAIN.fullmatch(value) and keeps and value[0] not in "*-" and not value.startswith("---")
        return value if safe else json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        named = cast("dict[str, Any]", value)
        return f"{{{', '.join(f'{flow(name, key=True)}: {flow(child)}' for name, child in named.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(flow(child) for child in cast('list[Any]', value))}]"
    return _scalar(value)


def _scalar(value: Scalar) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    whole = isinstance(value, float) and abs(value) < 1e15 and value.is_integer()
    return repr(int(value) if whole else value)
