"""The JSON Schemas of the repository, and validation against them: shared by the tests of this folder.

Works with jsonschema 4.10 (Debian 12) and later ones.
"""
import json
import pathlib

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "schemas"
SUFFIX = ".schema.json"

SCHEMAS = {path.name[:-len(SUFFIX)]: json.loads(path.read_text(encoding="utf-8"))
           for path in sorted(FOLDER.glob("*" + SUFFIX))}


def _validator(schema):
    """References between schemas go by $id and never leave the repository."""
    try:
        import referencing  # jsonschema 4.18 and later
    except ImportError:
        store = {s["$id"]: s for s in SCHEMAS.values()}
        resolver = jsonschema.RefResolver(schema["$id"], schema, store=store)
        return jsonschema.Draft202012Validator(schema, resolver=resolver)
    resources = [(s["$id"], referencing.Resource.from_contents(s)) for s in SCHEMAS.values()]
    registry = referencing.Registry().with_resources(resources)
    return jsonschema.Draft202012Validator(schema, registry=registry)


def validator(name):
    """The validator of schemas/NAME.schema.json."""
    return _validator(SCHEMAS[name])


def problems(check, instance, most=5):
    """What is wrong with `instance`, one line each: where, and what."""
    out = []
    for error in check.iter_errors(instance):
        deepest = error
        while deepest.context:
            deepest = max(deepest.context, key=lambda e: len(e.absolute_path))
        where = "/".join(str(step) for step in deepest.absolute_path)
        out.append(f"/{where}: {deepest.message[:300]}")
        if len(out) == most:
            break
    return out


def objects(instance):
    """Every object in `instance`, itself included."""
    if isinstance(instance, dict):
        yield instance
        for value in instance.values():
            yield from objects(value)
    elif isinstance(instance, list):
        for value in instance:
            yield from objects(value)
