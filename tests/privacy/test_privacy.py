"""Personal data in files: what is found, what is let be, and that nothing found is repeated."""

import re
import string
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban as stdnum_iban

from rete.load.loader import load
from rete.model.identificativi import person_code_is_valid
from rete.privacy import MAX_FINDINGS, findings, findings_in_names
from rete.privacy.codes import IBAN_LENGTHS, ibans, person_codes
from rete.privacy.glance import may_have_codes
from rete.store import Folder
from tests.conftest import Said

# Invented: the surname and the name of nobody give these letters, and no place has the code Z999.
INVENTED_CODE = "RVRRVR80A01Z999V"
EXAMPLE_IBAN = "IT60X0542811101000000123456"
NBSP = "\u00a0"


def omocode(code: str) -> str:
    """The same code with letters for all its figures, and its own check letter."""
    letters = dict(zip(string.digits, "LMNPQRSTUV", strict=True))
    stem = "".join(letters.get(c, c) for c in code[:-1])
    (whole,) = [stem + c for c in string.ascii_uppercase if person_code_is_valid(stem + c)]
    return whole


ALL_LETTERS = omocode(INVENTED_CODE)


# One letter for a figure, the last, as the law wants where two persons have the same code.
PARTLY_LETTERS = next(
    f"RVRRVR80A01Z99V{c}"
    for c in string.ascii_uppercase
    if person_code_is_valid(f"RVRRVR80A01Z99V{c}")
)


def dressed(code: str, base: int) -> str:
    """The same code with figures of another script, which begins there."""
    return "".join(chr(base + int(c)) if c.isdigit() else c for c in code)


def grouped(code: str, ends: tuple[int, ...], between: str) -> str:
    """A code with something after so many of its characters."""
    return "".join(c + (between if n in ends else "") for n, c in enumerate(code, start=1))


def found(text: str) -> list[tuple[str, int, int]]:
    """Code, line and column of what is found in a text."""
    answer = []
    for finding in findings("data/enti/x.yaml", text.encode()):
        assert finding.fault.mark is not None
        answer.append((finding.code, finding.fault.mark.line, finding.fault.mark.column))
    return answer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"note: {INVENTED_CODE}\n", ("PRI001", 1, 7)),
        (f"note: è {INVENTED_CODE.lower()}.\n", ("PRI001", 1, 9)),
        (f"a: b\n# {INVENTED_CODE}\n", ("PRI001", 2, 3)),
        (f"{INVENTED_CODE}: x\n", ("PRI001", 1, 1)),
        (f"note: cf_{INVENTED_CODE}_1\n", ("PRI001", 1, 10)),
        ("note: RVRRVR80A4MZ999R\n", ("PRI001", 1, 7)),  # a digit replaced by a letter
        (f"note: {EXAMPLE_IBAN}\n", ("PRI002", 1, 7)),
        (f"note: {EXAMPLE_IBAN.lower()}\n", ("PRI002", 1, 7)),
        ("note: IT60 X054 2811 1010 0000 0123 456 presso\n", ("PRI002", 1, 7)),
        ("note: IT 60 X 05428 11101 000000123456\n", ("PRI002", 1, 7)),
        ("note: ES91 2100 0418 4502 0005 1332 alla banca\n", ("PRI002", 1, 7)),
        ("note: GB82 WEST 1234 5698 7654 32\n", ("PRI002", 1, 7)),
        ("note: 333 0000000\n", ("PRI003", 1, 7)),
        ("note: 3330000000\n", ("PRI003", 1, 7)),
        ("note: cell.333-0000000.\n", ("PRI003", 1, 12)),
        ("note: (+39 333.000.0000)\n", ("PRI003", 1, 8)),
        ("note: 0039 333 00 00 000\n", ("PRI003", 1, 7)),
        ("note: 333/000000\n", ("PRI003", 1, 7)),
        ("note: tale@gmail.com\n", ("PRI004", 1, 7)),
        ("note: <tale.altro+x@Yahoo.it>\n", ("PRI004", 1, 8)),
        ("contatti: {email: a@x.it}\nnote: tale@hotmail.com\n", ("PRI004", 2, 7)),
        ("contatti: [\nnote: tale@hotmail.com\n", ("PRI004", 2, 7)),  # broken
        *[
            (f"note: {grouped(code, ends, between)}\n", ("PRI001", 1, 7))
            for code in (INVENTED_CODE, "RVRRVR80A4MZ999R")
            for ends in ((3, 6, 11), (6, 11), (3, 6), (3, 6, 8, 9, 11, 12, 15), tuple(range(1, 16)))
            for between in (" ", "-", ".", NBSP)
            # Of letters and figures mixed only the usual groups are told at a glance.
            if code == INVENTED_CODE or len(ends) < 4
        ],
        ("note: RVRRVR80A01\n  Z999V\n", ("PRI001", 1, 7)),
        ("# RVR RVR 80A01\n# Z999V\n", ("PRI001", 1, 3)),
        (f"note: {ALL_LETTERS}\n", ("PRI001", 1, 7)),
        (f"note: {ALL_LETTERS.lower()}\n", ("PRI001", 1, 7)),
        (f"note: {grouped(ALL_LETTERS, (3, 6, 11), ' ')}\n", ("PRI001", 1, 7)),
        (f"note: {grouped(ALL_LETTERS, (6, 11), '-')}\n", ("PRI001", 1, 7)),
        *[
            (f"note: {grouped(EXAMPLE_IBAN, ends, between)}\n", ("PRI002", 1, 7))
            for ends in ((4, 8, 12, 16, 20, 24), (2, 4, 5, 10, 15), (4,), (15,))
            for between in (
                " ",
                "-",
                ".",
                "/",
                NBSP,
                "  ",
                " - ",
                "\n  ",
                "\\\n  ",
                "\n# ",
                "\r\n ",
            )
        ],
        ("note: al 15 IT60X0542811101000000123456\n", ("PRI002", 1, 13)),
        ("note: |\n  DE89 3704 0044\n  0532 0130 00\n", ("PRI002", 2, 3)),
        ("note: GB82.WEST.1234.5698.7654.32\n", ("PRI002", 1, 7)),
        ("note: (333) 1234567\n", ("PRI003", 1, 7)),
        ("note: (333)1234567\n", ("PRI003", 1, 7)),
        ("note: +39(333)123.456\n", ("PRI003", 1, 7)),
        ("note: 333.123.45.67\n", ("PRI003", 1, 7)),
        ("note: 333-12-34-567\n", ("PRI003", 1, 7)),
        (f"note: 333{NBSP}1234567\n", ("PRI003", 1, 7)),
        ("note: 39 333 1234567\n", ("PRI003", 1, 7)),
        ("note: 393331234567\n", ("PRI003", 1, 7)),
        ("note: +39 333 123 456\n", ("PRI003", 1, 7)),
        ("note: scrivere a wa.me/393331234567\n", ("PRI003", 1, 18)),
        ("note: https://wa.me/+393331234567?text=x\n", ("PRI003", 1, 15)),
        ("note: https://api.whatsapp.com/send?phone=393331234567\n", ("PRI003", 1, 19)),
        ("note: <tel:3331234567>\n", ("PRI003", 1, 8)),
        ("note: tel. n. 333 1234567\n", ("PRI003", 1, 15)),
        ("note: 333 1234567/0131 223344\n", ("PRI003", 1, 7)),
        ("note: prot. 12, cell. 3331234567\n", ("PRI003", 1, 23)),
        # One or two letters for figures, as those who share a code get: grouped anyhow.
        *[
            (f"note: {grouped(code, ends, between)}\n", ("PRI001", 1, 7))
            for code in (PARTLY_LETTERS, PARTLY_LETTERS.lower())
            for ends in ((3, 6, 11), (4, 8, 12), (3, 6, 8, 9, 11, 12, 15), tuple(range(1, 16)))
            for between in (" ", " - ", "_", "\t", "\u2009", "\u2014", "\u00b7", "\u2060", "\n  ")
        ],
        (f"note: {grouped(EXAMPLE_IBAN, tuple(range(1, 27)), ' ')}\n", ("PRI002", 1, 7)),
        ("note: NO93 8601 1117 947\n", ("PRI002", 1, 7)),
        *[
            (f"note: {dressed(code, base)}\n", (check, 1, 7))
            for code, check in ((INVENTED_CODE, "PRI001"), (EXAMPLE_IBAN, "PRI002"))
            for base in (0xFF10, 0x0660, 0x1D7CE)
        ],
        (f"note: {dressed('3331234567', 0xFF10)}\n", ("PRI003", 1, 7)),
        ("note: chiamare il numero 3331234567\n", ("PRI003", 1, 26)),
        ("note: numero: 3331234567\n", ("PRI003", 1, 15)),
        ("nota: 333 1234567\n", ("PRI003", 1, 7)),
        ('nota: "3331234567"\n', ("PRI003", 1, 8)),
        ("nota:\n  3331234567 la sera\n", ("PRI003", 2, 3)),
        ("  - {n: 1, nota: 333 1234567}\n", ("PRI003", 1, 18)),
        ("note: la referente del progetto 3331234567\n", ("PRI003", 1, 33)),
        ("oggetto: Fattura\nnote: 3331234567\n", ("PRI003", 2, 7)),
        ("note: 333 - 1234567\n", ("PRI003", 1, 7)),
        ("note: 333  1234567\n", ("PRI003", 1, 7)),
        ("note: 333_1234567\n", ("PRI003", 1, 7)),
        ("note: 333\u20141234567\n", ("PRI003", 1, 7)),
        ("note: chiamare il 333\n  1234567\n", ("PRI003", 1, 19)),
        ("note: tale@hotmail.fr\n", ("PRI004", 1, 7)),
        ("note: tale@tiscalinet.it\n", ("PRI004", 1, 7)),
        ("note: tale@vodafone.it\n", ("PRI004", 1, 7)),
        ("note: tale@aol.it\n", ("PRI004", 1, 7)),
        ("note: tale @ gmail.com\n", ("PRI004", 1, 7)),
        ("note: tale[at]gmail.com\n", ("PRI004", 1, 7)),
        ("note: tale (chiocciola) libero.it\n", ("PRI004", 1, 7)),
        ("note: tale [at] gmail [dot] com\n", ("PRI004", 1, 7)),
        ("note: tale(at)yahoo(punto)it\n", ("PRI004", 1, 7)),
        # What is pasted often loses the space after its name.
        (f"note: CF{INVENTED_CODE}\n", ("PRI001", 1, 9)),
        (f"note: codice fiscale{INVENTED_CODE}\n", ("PRI001", 1, 21)),
        (f"note: IBAN{EXAMPLE_IBAN}\n", ("PRI002", 1, 11)),
        ("note: cell3331234567\n", ("PRI003", 1, 11)),
        ("note: Tel3331234567\n", ("PRI003", 1, 10)),
        ("note: whatsapp=3331234567\n", ("PRI003", 1, 16)),
        *[
            (f"note: {before} 3331234567\n", ("PRI003", 1, 8 + len(before)))
            for before in (
                "ore 18:00",
                "via Roma, 12",
                "nato nel 1980",
                "15121 Città",
                "0131 223344",
            )
        ],
        ("note: la persona di riferimento, 3331234567\n", ("PRI003", 1, 34)),
        ("note: persona di riferimento: 3331234567\n", ("PRI003", 1, 31)),
        *[
            (f"note: 3331{rest}\n", ("PRI003", 1, 7))
            for rest in (" 234567", "-234567", "/234567", " 234 567", " 23 45 67")
        ],
    ],
)
def test_what_is_personal_is_found_where_it_stands(
    text: str, expected: tuple[str, int, int]
) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "note: RVRRVR80A01Z999W\n",  # wrong check letter
        f"note: X{INVENTED_CODE}\n",
        f"note: {INVENTED_CODE}9\n",
        "note: rappresentatività dell'amministrazione e capovolgimento\n",
        "note: IT61X0542811101000000123456\n",  # wrong check characters
        f"note: {EXAMPLE_IBAN}7\n",
        f"sha256: {'ab12' * 16}\n",
        "note: al 15 gennaio 2025 alla casa ogni mese sono le otto e trenta minuti\n",
        'codice_fiscale: "33300000008"\n',
        'codice_fiscale: "90000039991"\n',
        'runts: {repertorio: "345678", iscritto_il: "2023-03-31"}\n',
        "protocollo: 345 123456/2024\n",
        "protocollo: 12-345-1234567\n",
        "note: euro 350.000.000 e 350 000 000\n",
        "note: 0131 3331234 e 131 333 123\n",
        "url: https://esempio.it/gruppi/3331234567?id=3331234567\n",
        "note: IT6003 3331 2345 6733\n",
        "note: info@gmail.company.it e info@pec.libero.it e info@libero.it.esempio.org\n",
        "note: scrivere a @gmail.com\n",
        "note: CIG 3331234567\n",
        "cig: 3331234567\n",
        'cig: "3331234567"\n',
        "note: prot. n. 3451234567\n",
        "note: protocollo n° 345 1234567\n",
        "note: (Prot. nr. 3451234567)\n",
        "note: capitolo 350 1234567\n",
        "note: cap. 350 1234567 del bilancio\n",
        "note: fattura n. 3331234567\n",
        "note: impegno di spesa, euro 3501234567\n",
        "note: € 350 1234567\n",
        "note: 345 123456/24\n",
        "note: repertorio 3451234567\n",
        *[
            f"note: {before} 3331234567\n"
            for before in (
                *("C.I.G.", "prot. gen.", "Protocollo generale n.", "P.G. n.", "DGR n."),
                *("capitolo di spesa n.", "cap. PEG", "missione 12 programma", "subimpegno"),
                *("accertamento n.", "mandato di pagamento n.", "liquidazione n.", "reversale"),
                *("iscritto al RUNTS al n.", "foglio 12 mappale", "partita catastale"),
                *("Importo:", "Totale:", "lire", "codice ISTAT", "matricola INPS", "PDR"),
                *("posizione INAIL", "tessera n.", "contratto n.", "assegno n.", "codice cliente"),
                *("domanda n.", "SUAP", "raccomandata", "DURC", "sentenza n.", "bollettino n."),
                *("conto corrente postale n.", "ID riunione", "del presidente, nota prot. n."),
                *("il presidente con nota prot. n.", "la fattura\n  n."),
            )
        ],
        *[
            f"note: {before} 3331234567\n"
            for before in (
                *("CIG -", "CIG –", "CIG padre", "CIG derivato", "CIG 9345678901 e", "codice ente"),
                *("protocollo in arrivo", "protocollo PEC", "determina dirigenziale n.", "D.D. n."),
                *("delib. n.", "polizza assicurativa n.", "ISBN", "codice AUSA", "PEG", "845"),
                *("protocollo in ingresso n.", "det. n.", "RDO", "MEPA n.", "numero gara ANAC"),
                *("con nota n.", "bolla n.", "DDT", "commessa", "CPV", "pratica edilizia n."),
            )
        ],
        "note: (CIG: 3331234567)\n",
        "note: CIG (3331234567)\n",
        "note: 3331234567 euro e 350 000 0000 €\n",
        "righe: 320\n# 1234567\n",
        "note: rev. 339/2019 281\n",
        "note: 350 123 4567,50\n",
        "righe:\n  - 333\n  - 1234567\n",
        'codice_fiscale: "39333000000"\n',
        f"note: {ALL_LETTERS[:-1]}{'A' if ALL_LETTERS[-1] != 'A' else 'B'}\n",
        f"note: {grouped(ALL_LETTERS.lower(), (3, 6, 11), ' ')}\n",  # four words
        "note: RVRRVR80A01\n\n\nZ999V\n",  # two things
        "note: IT60X0542811101\n\n\n000000123456\n",
        "note: info@vodafone.it.esempio.org e pec@poste.italiane.it\n",
        "contatti:\n  telefono: 333 0000000\n  email: ente@gmail.com\n",
        "contatti: {email: ente@gmail.com, telefono: '+39 333 0000000'}\n",
        "contatti:\n  email: ente@gmail.com\nnote: [\n",  # broken
        "",
    ],
)
def test_what_only_looks_personal_is_let_be(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("code", [INVENTED_CODE, EXAMPLE_IBAN])
def test_a_code_is_an_error_even_among_the_contacts(code: str) -> None:
    text = f"contatti: {{email: a@x.it, telefono: {code}}}\n".encode()
    assert [finding.severity for finding in findings("data/enti/x.yaml", text)] == ["errore"]


@pytest.mark.parametrize(
    "datum", [INVENTED_CODE, EXAMPLE_IBAN, "333 0000000", "nome.cognome@gmail.com"]
)
def test_what_is_found_is_never_repeated_whole(datum: str) -> None:
    for finding in findings("data/enti/x.yaml", f"note: {datum}\n".encode()):
        said = finding.message + finding.fault.remedy
        assert datum not in said
        assert not re.search(r"[0-9]{6}|cognome", said)


def test_a_file_full_of_numbers_where_they_may_be_takes_no_longer_for_each() -> None:
    def seconds(many: int) -> float:
        lines = "".join(f"  t{n}: 333 {n:07d}\n" for n in range(many))
        began = time.process_time()
        assert found(f"contatti:\n{lines}") == []
        return time.process_time() - began

    assert seconds(6000) < 12 * max(seconds(1000), 0.01)  # squared, it is 36 times as long


def test_what_stands_before_a_number_is_looked_at_once() -> None:
    def seconds(times: int) -> float:
        line = f"cap {'nr.' * times}+ 3331234567\n"
        began = time.process_time()
        assert found("note: |\n" + f"  {line}" * 20) != []
        return time.process_time() - began

    assert seconds(16) < 20 * max(seconds(4), 0.01)  # tried anew at each, thousands of times


def test_a_file_full_of_personal_data_is_told_once_for_many() -> None:
    text = f"- {INVENTED_CODE}\n" * 1000
    assert len(found(text)) == MAX_FINDINGS


@pytest.mark.parametrize(
    "content", [b"\xff\xfe" + INVENTED_CODE.encode(), f"a: [{INVENTED_CODE}".encode()]
)
def test_a_file_that_cannot_be_read_is_searched_all_the_same(content: bytes) -> None:
    assert [finding.code for finding in findings("data/enti/x.yaml", content)] == ["PRI001"]


def test_names_of_files_are_searched_too() -> None:
    paths = [f"data/allegati/a/{INVENTED_CODE.lower()}.pdf", "data/enti/il-ponte.yaml"]
    (finding,) = findings_in_names(paths)
    assert (finding.code, finding.file) == ("PRI001", paths[0])
    assert INVENTED_CODE.lower() not in finding.message


def test_the_name_of_what_has_a_date_is_searched_after_its_date() -> None:
    named = f"data/verbali/2024/2024-05-16-{INVENTED_CODE.lower()}.yaml"
    (finding,) = findings_in_names([named, "data/verbali/2024/2024-05-16-plenaria.yaml"])
    assert (finding.code, finding.file) == ("PRI001", named)


def test_personal_data_does_not_make_a_record_unread(register: Path) -> None:
    file = register / "data" / "enti" / "il-ponte.yaml"
    file.write_text(file.read_text(encoding="utf-8") + f"note: {INVENTED_CODE}\n", encoding="utf-8")
    loaded = load(Folder(register))
    assert [finding.code for finding in loaded.findings] == ["PRI001"]
    assert loaded.rete.enti["il-ponte"].note == INVENTED_CODE


def test_a_name_of_a_file_in_the_register_is_told_by_the_check(
    rete: Callable[..., Said], register: Path
) -> None:
    folder = register / "data" / "allegati" / "2024-01-15-stipula"
    folder.mkdir(parents=True)
    (folder / f"delega-{INVENTED_CODE}.pdf").write_bytes(b"%PDF")
    said = rete("controlla", folder=register)
    assert "[PRI001]" in said.out
    assert said.code == 1


def test_no_country_of_the_register_of_ibans_is_left_out() -> None:
    every = (a + b for a in string.ascii_uppercase for b in string.ascii_uppercase)
    known = {c for c in every if "bban" in dict(stdnum_iban._ibandb.info(c + "00")[0][1])}
    assert known == set(IBAN_LENGTHS)


@pytest.mark.parametrize(("country", "length"), sorted(IBAN_LENGTHS.items()))
def test_the_lengths_of_ibans_are_those_of_stdnum(country: str, length: int) -> None:
    (_, row), *_ = stdnum_iban._ibandb.info(country + "00")
    parts = re.findall(r"([0-9]+)!", row.get("bban", ""))
    assert 4 + sum(int(part) for part in parts) == length


CHECKABLE = st.from_regex(r"[A-Z]{6}[0-9]{2}[ABCDEHLMPRST][0-7][0-9][A-Z][0-9]{3}", fullmatch=True)
AROUND = st.text(st.sampled_from(" .,;:«»()'\"\n\t#/-_à"), max_size=5)


@given(CHECKABLE, AROUND, AROUND, st.booleans())
def test_any_code_with_its_check_letter_is_found_whatever_stands_around_it(
    stem: str, before: str, after: str, lower: bool
) -> None:
    before, after = before.replace("à", "è "), after.replace("à", " è")
    (code,) = [stem + c for c in string.ascii_uppercase if person_code_is_valid(stem + c)]
    written = code.lower() if lower else code
    codes = [one.code for one in findings("x", f"{before}{written}{after}".encode())]
    assert codes.count("PRI001") == 1


@given(
    st.sampled_from([INVENTED_CODE, ALL_LETTERS, EXAMPLE_IBAN, "DE89370400440532013000"]),
    st.sampled_from(["", " ", "-", ".", NBSP, "\u2009", "\u202f", "\n  "]),
    st.sets(st.integers(1, 15)),
    st.sampled_from(["", "è ", "note: ", "del 15 ", "«"]),
)
def test_what_a_close_look_finds_a_glance_has_let_through(
    code: str, between: str, ends: set[int], before: str
) -> None:
    text = f"{before}{grouped(code, tuple(ends), between)} è\n"
    if [*person_codes(text), *ibans(text)]:
        assert may_have_codes(text.encode())


@pytest.mark.parametrize(
    "gap", [" ", "-", ".", *"\u00a0\u00ad\u2009\u202f\u2011\u2212\u3000\ufeff"]
)
def test_a_code_all_of_letters_is_seen_at_a_glance_whatever_stands_between_its_groups(
    gap: str,
) -> None:
    assert may_have_codes(f"è {ALL_LETTERS[:6]}{gap}{ALL_LETTERS[6:]} è".encode())


@given(
    st.sampled_from(["", "+39", "+39 ", "0039", "39 "]),
    st.sampled_from(
        ["333 1234567", "(333) 1234567", "333.123.45.67", "333-1234-567", "333/1234567"]
    ),
    st.sampled_from([" ", NBSP, "\u2009", ".", "-"]),
)
def test_a_mobile_is_found_however_it_is_written(abroad: str, number: str, space: str) -> None:
    assert [code for code, _, _ in found(f"note: {abroad}{number.replace(' ', space)}\n")] == [
        "PRI003"
    ]


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(content: bytes) -> None:
    findings("x", content)


@given(st.text(st.sampled_from("3 02/+.-@gmail.comIT60X\n:{}contatti"), max_size=200))
def test_no_text_makes_it_fail(text: str) -> None:
    findings("x", text.encode())
