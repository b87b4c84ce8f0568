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
        ("{{ patto | safe }}", "alla riga 1, non è scritto come vuole Jinja"),
        ("{{ giorno.today() }}", "alla riga 1, fa una cosa non ammessa in un modello"),
        (
            "{{ righe[0].dal.of_day(giorno) }}",
            "alla riga 1, fa una cosa non ammessa in un modello",
        ),
        ("{{ 1 / 0 }}", "alla riga 1, non si può usare"),
        ("{% include 'altro' %}", "chiede una cosa che non c'è"),
        ("{% include '/etc/passwd' %}", "chiede una cosa che non c'è"),
        ("{% include '../data/patto.yaml' %}", "chiede una cosa che non c'è"),
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


def test_it_may_look_at_all_that_a_record_says(rete: Rete, register: Path) -> None:
    own_template(
        register,
        "{% for r in righe %}{{ r.ente.id }} ({{ r.ente.natura }}, {{ r.adesione.dal | breve }}, "
        "{{ r.ente.nome_breve }}); {% endfor %}{{ patto.nome }} {{ giorno.isoformat() }}",
    )

    said = rete("documento", NAME, "--al", "2026-06-01", folder=register)

    assert said.out.startswith("il-ponte (privato-sociale, 15/01/2024, Associazione Il Ponte); "), (
        said
    )
    assert "2026-06-01\n" in said.out


def test_what_it_includes_is_ours_and_none_of_the_registers(rete: Rete, register: Path) -> None:
    ours = rete("documento", NAME, folder=register).out.partition("\n---\n")[0]
    own_template(register, f"{{% include '{NAME}.md.j2' %}}\n\nin più\n")
    (register / "templates/parte.md.j2").write_text("della rete", encoding="utf-8")

    said = rete("documento", NAME, folder=register)
    assert said.out.partition("\n---\n")[0] == f"{ours}\nin più\n"

    for name in ("parte.md.j2", "./parte.md.j2", "templates/parte.md.j2", "parti/../parte.md.j2"):
        own_template(register, f"{{% include '{name}' %}}")
        said = rete("documento", NAME, folder=register)
        assert (said.code, said.out) == (3, "")
        assert "chiede una cosa che non c'è" in said.err


def test_the_digest_of_the_templates_takes_in_its_own_and_the_parts_of_ours(
    rete: Rete, register: Path
) -> None:
    def digest(text: str) -> str:
        own_template(register, text)
        out = rete("documento", NAME, folder=register).out
        return out.rpartition("modelli ")[2].partition(".")[0]

    with_part = "{% from 'parti/scheda.md.j2' import scheda %}uno"
    every = {digest("uno"), digest("uno "), digest(with_part)}

    assert len(every) == 3
    assert digest("uno") in every


def test_it_may_work_on_texts_as_long_as_nothing_grows(rete: Rete, register: Path) -> None:
    own_template(
        register,
        "{% set n = righe[0].denominazione %}{{ n | upper }}; {{ n.split(' ')[0] }}; "
        "{{ n.replace('Il', 'La') }}; {{ ', '.join(['a', 'b']) }}; {{ 'x'.center(5) ~ n }}; "
        "{{ '%s, %s' % (n, 1) }}; {{ '{} e {}'.format(n, 2) }}; {{ 'a' + 'b' }}; {{ 3 % 2 }}; "
        "{{ [1, 2] + [3] }}; {{ '_' * 5 }}{% set tutto %}{{ n }}{{ n }}{% endset %}; {{ tutto }}",
    )

    said = rete("documento", NAME, folder=register)

    assert said.out.startswith(
        "ASSOCIAZIONE IL PONTE; Associazione; Associazione La Ponte; a, b; x  Associazione Il "
        "Ponte; Associazione Il Ponte, 1; Associazione Il Ponte e 2; ab; 1; \\[1, 2, 3\\]; "
        "\\_\\_\\_\\_\\_; Associazione Il PonteAssociazione Il Ponte\n"
    ), said


def test_the_templates_of_a_register_serve_nothing_but_documents(
    rete: Rete, register: Path
) -> None:
    own_template(register, "{% if %}")

    assert rete("controlla", folder=register).code == 0
