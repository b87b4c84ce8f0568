"""A register's own template for a document, and what is told when it has a fault."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Said

Rete = Callable[..., Said]

NAME = "elenco-aderenti"


def own_template(register: Path, text: str) -> None:
    (register / "templates").mkdir(exist_ok=True)
    (register / "templates" / f"{NAME}.md.j2").write_text(text, encoding="utf-8")


def test_a_register_may_have_its_own_template(rete: Rete, register: Path) -> None:
    own_template(
        register, "{% for r in righe %}\n{{ r.denominazione }}  \n{% endfor %}\n\n\n\nfine"
    )

    said = rete("documento", NAME, folder=register)

    text, _, foot = said.out.rpartition("\n---\n\n")
    assert text == "Associazione Il Ponte\nComune di Roccaverde\nCooperativa La Soglia\n\nfine\n"
    assert foot.startswith("Fatto da rete ")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("uno\n{{ boh }}", "alla riga 2, usa un nome che questo documento non ha"),
        ("uno\n\n{% if %}", "alla riga 3, non è scritto come vuole Jinja"),
        ("{{ ''.__class__.__mro__ }}", "alla riga 1, fa una cosa non ammessa in un modello"),
        ("{{ titolo | safe }}", "alla riga 1, non è scritto come vuole Jinja"),
        ("{{ 1 / 0 }}", "alla riga 1, non si può usare"),
        ("{% include 'altro' %}", "chiede una cosa che non c'è"),
        ("{% include '/etc/passwd' %}", "chiede una cosa che non c'è"),
        ("{% include '../data/patto.yaml' %}", "chiede una cosa che non c'è"),
        ("{% include 'elenco-aderenti.md.j2' %}", "alla riga 1, non si può usare"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "alla riga 1, non si può usare"),
        ("{% for n in range(9) %}{% endfor %}", "usa un nome che questo documento non ha"),
        ("{{ lipsum() }}", "usa un nome che questo documento non ha"),
        ("{% set n = 9 %}{{ n ** n ** n ** n }}", "fa una cosa non ammessa in un modello"),
        ("{% set n = 'a' %}{{ n * 9000000000 }}", "fa una cosa non ammessa in un modello"),
    ],
)
def test_a_template_with_a_fault_is_told_in_italian(
    rete: Rete, register: Path, text: str, words: str
) -> None:
    own_template(register, text)

    said = rete("documento", NAME, folder=register)

    assert (said.code, said.out) == (3, "")
    assert said.err.startswith("errore: il modello «templates/elenco-aderenti.md.j2»")
    assert words in said.err


@pytest.mark.parametrize("name", [f"{NAME}.md.j2", "parte.md.j2"])
def test_a_template_does_not_bring_in_what_is_outside_its_folder(
    rete: Rete, register: Path, name: str
) -> None:
    (register.parent / "segreto").write_text("segreto", encoding="utf-8")
    own_template(register, "{% include 'parte.md.j2' %}")
    link = register / "templates" / name
    link.unlink(missing_ok=True)
    link.symlink_to(register.parent / "segreto")

    said = rete("documento", NAME, folder=register)

    assert (said.code, said.out) == (3, "")
    assert f"il modello «templates/{name}» è un collegamento a un file di un'altra" in said.err


def test_templates_may_be_kept_together_elsewhere(rete: Rete, register: Path) -> None:
    own_template(register, "uno")
    (register / "templates").rename(register.parent / "modelli")
    (register / "templates").symlink_to(register.parent / "modelli")

    assert rete("documento", NAME, folder=register).out.startswith("uno\n")


def test_the_templates_of_a_register_serve_nothing_but_documents(
    rete: Rete, register: Path
) -> None:
    own_template(register, "{% if %}")

    assert rete("controlla", folder=register).code == 0
