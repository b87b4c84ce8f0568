"""What anybody would write first: CSafeLoader and jsonschema over every file, one process."""

import json
import sys
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator


def faulty_files(schemas: Path, lists: dict[str, list[str]]) -> int:
    """How many files their schema refuses; one validator per schema."""
    faulty = 0
    for kind, paths in lists.items():
        schema = json.loads((schemas / f"{kind}.schema.json").read_text(encoding="utf-8"))
        validator = Draft202012Validator(schema)
        for path in paths:
            with Path(path).open("rb") as file:
                value = yaml.load(file, Loader=yaml.CSafeLoader)
            faulty += not validator.is_valid(value)
    return faulty


def main() -> int:
    """Arguments: the folder of the schemas, and a JSON file with the paths of each kind."""
    schemas, listing = sys.argv[1:]
    lists = json.loads(Path(listing).read_text(encoding="utf-8"))
    return 1 if faulty_files(Path(schemas), lists) else 0


if __name__ == "__main__":
    sys.exit(main())
