"""The shape of content as JSON Schema (draft 2020-12), one for each file, from which an editor of TOML completes.

A file names its own in its first line: `#:schema schema/steps.json`. It says as much of the models as a schema can:
what only code can tell, such as that a piece shows exactly one thing, `lg-wizard check` tells.
"""

from types import GenericAlias
from typing import Any

from pydantic import TypeAdapter, create_model
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from linkedin_guard.model.text import ContentModel, Id
from linkedin_guard.rules.shapes import Shape, shapes, spoken

DIALECT = GenerateJsonSchema.schema_dialect
_SENTENCES = {
    "$schema": DIALECT,
    "title": "Sentences",
    "description": "Sentences and lists of sentences, in tables within tables. A sentence is found by its keys.",
    "type": "object",
    "additionalProperties": {"$ref": "#/$defs/words"},
    "$defs": {
        "words": {
            "type": ["string", "array", "object"],
            "items": {"type": "string"},
            "additionalProperties": {"$ref": "#/$defs/words"},
        }
    },
}


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of every file of facts, of a language and of sentences, by the name of the schema's file."""
    files: dict[str, list[Shape]] = {}
    for shape in (*shapes(), *spoken("en")):
        files.setdefault(shape.file.rpartition("/")[2], []).append(shape)
    found = {f"{file.removesuffix('.toml')}.json": _schema(file, parts) for file, parts in files.items()}
    return {**found, "words.json": _SENTENCES}


def _schema(file: str, parts: list[Shape]) -> dict[str, Any]:
    schema = TypeAdapter(_kind(file, parts)).json_schema(by_alias=True, schema_generator=_AsTomlIs)
    return {"$schema": DIALECT, **schema, "title": file}


def _kind(file: str, parts: list[Shape]) -> Any:
    """The type of a whole file."""
    first = parts[0]
    match first.kind:
        case "whole":
            return first.model
        case "keyed":
            return GenericAlias(dict, (Id, first.model))
        case "rows":
            tables: dict[str, Any] = {part.table: (GenericAlias(tuple, (part.model, ...)), ()) for part in parts}
            return create_model(file, __base__=ContentModel, **tables)


class _AsTomlIs(GenerateJsonSchema):
    """TOML has no null, and a table has no keys but those that are ids; titles that repeat a name are left out."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Never."""
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """What may be absent is written like what may not."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Only a default that says something is said."""
        found = super().default_schema(schema)
        if found.get("default") in (None, []):
            found.pop("default", None)
        return found

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """A key that is no id is refused, as the model refuses it."""
        found = super().dict_schema(schema)
        return {**found, "additionalProperties": False} if "patternProperties" in found else found
