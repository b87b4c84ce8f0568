"""Where the schemas and templates shipped with the program are, and their texts."""

from pathlib import Path

from rete.errors import ReteError

_PACKAGE = Path(__file__).resolve().parent


def schemas_dir() -> Path:
    """The folder of the JSON Schemas, one per kind of file."""
    return shipped_folder("schemas", package=_PACKAGE)


def templates_dir() -> Path:
    """The folder of the documents' templates."""
    return shipped_folder("templates", package=_PACKAGE)


def schema_text(kind: str) -> str:
    """The text of the schema of one kind of file (``ente``, ``patto``…)."""
    path = schemas_dir() / f"{kind}.schema.json"
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise _incomplete(f"lo schema «{path.name}»") from error


def shipped_folder(name: str, *, package: Path) -> Path:
    """The folder ``name`` that goes with ``package``: the checkout's own, else the wheel's.

    The checkout comes first because an editable install leaves a copy beside the package, and that
    copy is not renewed when a schema changes; ``importlib.resources`` would find the copy.
    """
    folder = (package.parents[1] if _in_a_checkout(package) else package) / name
    if not folder.is_dir():
        raise _incomplete(f"la cartella «{name}»")
    return folder


def _in_a_checkout(package: Path) -> bool:
    root = package.parents[1]
    return (
        package.parent.name == "src"
        and (root / "pyproject.toml").is_file()
        and (root / "schemas").is_dir()
    )


def _incomplete(what: str) -> ReteError:
    return ReteError(
        f"l'installazione di rete è incompleta: manca {what}. Installa di nuovo il programma."
    )
