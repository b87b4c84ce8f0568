"""The schemas and templates come from the checkout first, then from the installed package."""

from pathlib import Path

import pytest

from rete import resources
from rete.errors import ReteError


def folder(*parts: Path | str) -> Path:
    path = Path(*parts)
    path.mkdir(parents=True)
    return path


def test_a_checkout_wins_over_the_copy_that_an_editable_install_left_beside(tmp_path: Path) -> None:
    package = folder(tmp_path, "src", "rete")
    folder(package, "schemas")
    ours = folder(tmp_path, "schemas")
    (tmp_path / "pyproject.toml").touch()

    assert resources.shipped_folder("schemas", package=package) == ours


def test_an_installed_package_uses_its_own_folders(tmp_path: Path) -> None:
    package = folder(tmp_path, "site-packages", "rete")
    folder(package, "schemas")
    own = folder(package, "templates")

    assert resources.shipped_folder("templates", package=package) == own


def test_folders_of_somebody_else_above_the_package_are_not_taken_for_ours(tmp_path: Path) -> None:
    package = folder(tmp_path, "lib", "rete")
    own = folder(package, "schemas")
    folder(tmp_path, "schemas")
    (tmp_path / "pyproject.toml").touch()

    assert resources.shipped_folder("schemas", package=package) == own


def test_a_missing_folder_is_told_with_what_to_do(tmp_path: Path) -> None:
    package = folder(tmp_path, "site-packages", "rete")

    with pytest.raises(ReteError, match=r"manca la cartella «templates»\. Installa di nuovo"):
        resources.shipped_folder("templates", package=package)


def test_a_missing_schema_is_told_by_the_name_of_its_file() -> None:
    with pytest.raises(ReteError, match=r"manca lo schema «unicorno\.schema\.json»"):
        resources.schema_text("unicorno")


def test_the_schema_of_a_kind_is_the_text_of_its_file() -> None:
    found = resources.schemas_dir().glob("*.schema.json")
    kinds = [path.name.removesuffix(".schema.json") for path in found]

    assert kinds
    for kind in kinds:
        path = resources.schemas_dir() / f"{kind}.schema.json"
        assert resources.schema_text(kind) == path.read_text(encoding="utf-8")
