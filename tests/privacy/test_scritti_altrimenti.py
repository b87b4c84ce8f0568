"""What is personal is found also where YAML lets its characters be written otherwise."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rete.privacy import findings
from tests.privacy.test_privacy import EXAMPLE_IBAN, INVENTED_CODE


def found(text: str) -> list[tuple[str, int | None, int | None]]:
    return [
        (one.code, one.fault.mark and one.fault.mark.line, one.fault.mark and one.fault.mark.column)
        for one in findings("data/enti/x.yaml", text.encode())
    ]


DATA = [
    *("333\u00a01234567", "+39\u00a0333\u00a01234567", "è qui\n3331234567", "a\t3331234567"),
    *("333\u22121234567", "333\u30001234567", "https://wa.me/393331234567"),
    *(f"cf:\n{INVENTED_CODE}", f"cf\t{INVENTED_CODE}", f"\u00a0{INVENTED_CODE}"),
    *("\u3000".join((INVENTED_CODE[:6], INVENTED_CODE[6:11], INVENTED_CODE[11:])),),
    *("\u200e".join((INVENTED_CODE[:6], INVENTED_CODE[6:11], INVENTED_CODE[11:])),),
    *(f"conto\n{EXAMPLE_IBAN}", f"{EXAMPLE_IBAN[:14]}\u00a0{EXAMPLE_IBAN[14:]}"),
    *("scrivi a:\nnome.cognome@gmail.com", "perché\u00a0nome.cognome@gmail.com"),
]


@pytest.mark.parametrize("datum", DATA)
def test_what_a_program_writes_with_escapes_is_found_as_what_a_person_writes(datum: str) -> None:
    told = found(f"note: |\n  {datum}\n".replace("\n3", "\n  3"))
    assert len(told) == 1
    for written in (
        yaml.safe_dump({"note": datum}, default_style='"', width=1000),
        json.dumps({"note": datum}),
        json.dumps({"note": datum}, ensure_ascii=False),
        json.dumps({"note": datum}).replace("/", "\\/"),
    ):
        assert [code for code, *_ in found(written)] == [told[0][0]], written


def test_every_character_may_be_written_otherwise() -> None:
    for datum in (INVENTED_CODE, EXAMPLE_IBAN, "333 1234567", "nome.cognome@gmail.com"):
        for form in ("\\x{:02x}", "\\u{:04X}", "\\U{:08x}"):
            hidden = "".join(form.format(ord(char)) for char in datum)
            assert len(found(f'note: "{hidden}"\n')) == 1, hidden


def test_the_place_told_is_that_in_the_file_as_it_is_written() -> None:
    title = 'titolo: "a\\u00e0 \\\\ \\t"\n'
    text = title + 'note: "\\u00c8 qui:\\n\\x333\\x33\\_1234567 e \\n nome@gmail.com"\n'
    assert found(text) == [("PRI003", 2, 21), ("PRI004", 2, 45)]


@pytest.mark.parametrize(
    "text",
    [
        'note: "CIG\\_3331234567"\n',
        'note: "protocollo\\u00a0n. 3451234567"\n',
        'note: "\\\\x333331234567"\n',  # a backslash, and what follows it
        'contatti: {telefono: "333\\_1234567", email: "nome\\x40gmail.com"}\n',
        'titolo: "a\\nb"\ncontatti:\n  email: nome@gmail.com\nnote: [\n',  # broken
        'note: "\\U0fffffff \\ud83d"\n',
        "note: prot n 3451234567\n",
        "note: C.U.P. 3451234567\n",
    ],
)
def test_what_only_looks_personal_is_let_be_however_it_is_written(text: str) -> None:
    assert found(text) == []


@given(st.text(st.sampled_from("\\xuUtn_0123456789abAB\n@é\u00a0"), max_size=60))
def test_no_escape_makes_it_fail_or_moves_what_follows(text: str) -> None:
    assert found(f"{text}\nnote: 333 1234567\n")[-1] == ("PRI003", text.count("\n") + 2, 7)
