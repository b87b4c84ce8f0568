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


def test_the_templates_of_a_register_serve_nothing_but_documents(
    rete: Rete, register: Path
) -> None:
    own_template(register, "{% if %}")

    assert rete("controlla", folder=register).code == 0
