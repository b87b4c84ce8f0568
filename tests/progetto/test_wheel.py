"""The wheel carries all that the program needs: built, installed alone, run in an empty folder."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from rete import __version__
from tests.aiuti.luoghi import ROOT

PACT = """\
titolo: Patto di prova
nome: Rete di prova
elenco: parziale
vocabolari:
  ambiti:
    - {id: abitare, nome: Abitare}
  comunita:
    - {id: roccaverde, nome: Roccaverde}
periodi:
  - id: primo
    dal: "2025-01-01"
    al: "2028-12-31"
    atto: fonte
    fonti:
      - {titolo: Comunicato del Comune di Roccaverde, data: "2025-01-10"}
"""


@dataclass(frozen=True, kw_only=True)
class Installed:
    """A wheel and the bare environment in which it was installed."""

    wheel: Path
    environment: Path

    @property
    def scripts(self) -> Path:
        return self.environment / ("Scripts" if os.name == "nt" else "bin")

    def run(self, program: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.scripts / program, *arguments],
            cwd=cwd,
            env=outside_of_the_checkout(),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


def outside_of_the_checkout() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return kept | {"PYTHONUTF8": "1"}


def build_wheel(into: Path) -> Path:
    options = ["--wheel", "--no-isolation", "--outdir", str(into)]
    checked([sys.executable, "-m", "build", *options, str(ROOT)])
    (wheel,) = into.glob("*.whl")
    return wheel


def install(wheel: Path, environment: Path) -> None:
    """The wheel alone goes in; its dependencies are borrowed from here, so nothing is fetched.

    A path in a ``.pth`` file does not bring that folder's own ``.pth`` files with it: the editable
    install of the checkout stays out of sight.
    """
    checked([sys.executable, "-m", "venv", "--without-pip", str(environment)])
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    options = ["--no-deps", "--no-index", "--quiet", "--disable-pip-version-check"]
    checked([sys.executable, "-m", "pip", "--python", str(python), "install", *options, str(wheel)])
    (package,) = environment.rglob("rete/__init__.py")
    site_packages = package.parents[1]
    (site_packages / "dipendenze.pth").write_text(
        sysconfig.get_path("purelib") + "\n", encoding="utf-8"
    )


def checked(command: list[str]) -> None:
    done = subprocess.run(
        command, env=outside_of_the_checkout(), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("wheel")
    wheel = build_wheel(folder / "dist")
    install(wheel, folder / "ambiente")
    return Installed(wheel=wheel, environment=folder / "ambiente")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "patto.yaml").write_text(PACT, encoding="utf-8")
    return tmp_path


def test_the_wheel_holds_every_schema_and_every_template(installed: Installed) -> None:
    held = set(zipfile.ZipFile(installed.wheel).namelist())
    wanted = {
        f"rete/{path.relative_to(ROOT).as_posix()}"
        for name in ("schemas", "templates")
        for path in (ROOT / name).rglob("*")
        if path.is_file()
    }

    assert wanted
    assert wanted - held == set()


def test_the_installed_program_uses_its_own_schemas(installed: Installed, tmp_path: Path) -> None:
    question = "from rete.resources import schemas_dir; print(schemas_dir())"

    done = installed.run("python", "-c", question, cwd=tmp_path)

    assert Path(done.stdout.strip()).is_relative_to(installed.environment.resolve())


def test_the_installed_program_says_its_version(installed: Installed, tmp_path: Path) -> None:
    done = installed.run("rete", "--version", cwd=tmp_path)

    assert (done.returncode, done.stdout) == (0, f"rete {__version__}\n")


def test_python_with_m_is_the_same_program(installed: Installed, tmp_path: Path) -> None:
    done = installed.run("python", "-m", "rete", "--version", cwd=tmp_path)

    assert (done.returncode, done.stdout) == (0, f"rete {__version__}\n")


def test_in_an_empty_folder_it_says_that_there_is_no_register(
    installed: Installed, tmp_path: Path
) -> None:
    done = installed.run("rete", "controlla", cwd=tmp_path)

    assert (done.returncode, done.stdout) == (3, "")
    assert "data/patto.yaml" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_small_sound_register_passes(installed: Installed, register: Path) -> None:
    done = installed.run("rete", "controlla", cwd=register)

    assert (done.returncode, done.stdout, done.stderr) == (0, "errori: 0, avvisi: 0\n", "")


def test_a_fault_of_shape_is_found_with_the_schemas_of_the_wheel(
    installed: Installed, register: Path
) -> None:
    pact = register / "data" / "patto.yaml"
    pact.write_text(PACT.replace("titolo: Patto", "titollo: Patto"), encoding="utf-8")

    done = installed.run("rete", "controlla", cwd=register)

    assert done.returncode == 1
    assert "data/patto.yaml:1:1: errore: " in done.stdout
    assert "«titolo»" in done.stdout
