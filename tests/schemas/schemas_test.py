#!/usr/bin/env python3
"""The schemas themselves: well formed, closed, described; and the gold annotation keeps to its own."""
import json
import unittest

import jsonschema

from schemas import ROOT, SCHEMAS, SUFFIX, problems, validator

COMMON = SCHEMAS["common"]
# Parts of objects: who uses one closes it (unevaluatedProperties).
OPEN = {"located", "reference", "time"}


ONE = ("items", "additionalProperties", "unevaluatedProperties", "propertyNames", "not", "if", "then", "else")
LIST = ("prefixItems", "allOf", "anyOf", "oneOf")
NAMED = ("properties", "$defs")


def nodes(schema, path=""):
    """(path, subschema) of every subschema, `schema` included."""
    if not isinstance(schema, dict):
        return
    yield path, schema
    for key in ONE:
        yield from nodes(schema.get(key), f"{path}/{key}")
    for key in LIST:
        for i, member in enumerate(schema.get(key, [])):
            yield from nodes(member, f"{path}/{key}/{i}")
    for key in NAMED:
        for name, member in schema.get(key, {}).items():
            yield from nodes(member, f"{path}/{key}/{name}")


def target(schema, reference):
    """The subschema that a $ref names, in this schema or in the common one."""
    document, _, pointer = reference.partition("#")
    at = COMMON if document else schema
    for step in pointer.strip("/").split("/"):
        at = at[step]
    return at


class Schemas(unittest.TestCase):
    def test_are_valid_and_named_after_their_file(self):
        for name, schema in SCHEMAS.items():
            with self.subTest(name):
                jsonschema.Draft202012Validator.check_schema(schema)
                self.assertTrue(schema["$id"].endswith("/" + name + SUFFIX))
                self.assertTrue(schema["title"])

    def test_every_object_is_closed(self):
        for name, schema in SCHEMAS.items():
            for path, node in nodes(schema):
                if "properties" not in node:
                    continue
                if path.endswith(("/if", "/then", "/else")) or ("then" in node and "$ref" in node["then"]):
                    continue  # conditions on an object that is described beside them
                if name == "common" and path.removeprefix("/$defs/") in OPEN:
                    continue
                with self.subTest(f"{name}#{path}"):
                    closed = node.get("additionalProperties", node.get("unevaluatedProperties"))
                    self.assertIs(closed, False)

    def test_every_property_of_a_command_is_described(self):
        for name, schema in SCHEMAS.items():
            if name.startswith("gold-"):
                continue  # told in docs/CORPUS.md
            for path, node in nodes(schema):
                if path.endswith(("/if", "/then", "/else")):
                    continue
                for key, value in node.get("properties", {}).items():
                    with self.subTest(f"{name}#{path}/{key}"):
                        if "description" not in value:
                            value = target(schema, value["$ref"])
                        self.assertTrue(value.get("description"))

    def test_every_ref_leads_somewhere(self):
        for name, schema in SCHEMAS.items():
            for path, node in nodes(schema):
                if "$ref" in node:
                    with self.subTest(f"{name}#{path}"):
                        self.assertTrue(target(schema, node["$ref"]))


class Gold(unittest.TestCase):
    def test_every_line_is_valid(self):
        files = sorted((ROOT / "corpus" / "gold").rglob("*.jsonl"))
        kinds = {path.stem for path in files}
        self.assertEqual(kinds, {name[5:] for name in SCHEMAS if name.startswith("gold-")})
        checks = {kind: validator("gold-" + kind) for kind in kinds}
        for path in files:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                found = problems(checks[path.stem], json.loads(line))
                self.assertFalse(found, f"{path.relative_to(ROOT)}:{number}")


if __name__ == "__main__":
    unittest.main()
