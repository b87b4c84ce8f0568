"""Names of bodies: which are nearly the same, and which are named in a text."""

import string
import unicodedata
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rete.model import lettere
from rete.model.ente import DenominazionePrecedente, Ente, Sede
from rete.model.lettere import strangers
from rete.model.ricerca import plain
from rete.model.tempo import partial_date
from rete.reckoning.named_in_texts import NamesIndex
from rete.reckoning.nomi import SMALL_WORDS, core, is_one_slip, nearly_the_same, words
from tests.conftest import Said

Nature = Literal["pubblico", "privato-sociale"]


def body(
    identifier: str,
    name: str,
    *,
    sigla: str | None = None,
    code: str | None = None,
    town: str | None = None,
    former: str | None = None,
    nature: Nature = "privato-sociale",
) -> Ente:
    end = partial_date("2020-12-31")
    assert end is not None
    return Ente(
        id=identifier,
        file=f"data/enti/{identifier}.yaml",
        denominazione=name,
        natura=nature,
        adesioni=(),
        sigla=sigla,
        codice_fiscale=code,
        sede=Sede(comune=town) if town else None,
        denominazioni_precedenti=(
            (DenominazionePrecedente(denominazione=former, al=end),) if former else ()
        ),
    )


def alike(one: str, other: str) -> bool:
    return bool(nearly_the_same([body("a", one), body("b", other)]))


# --- nearly the same ---


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Associazione Il Ponte", "IL PONTE A.P.S."),
        ("Associazione Il Ponte", "Fondazione Ponte ETS"),
        ("Città Aperta", "Citta' aperta"),
        ("Amici del Fiume", "Del fiume, gli amici"),
        ("Società cooperativa sociale Insieme", "Insieme s.c.s. onlus"),
        ("Auto-Aiuto", "Autoaiuto"),
        ("Orizzonti", "Orizonti"),
        ("Orizzonti", "Orizzzonti"),
        ("Orizzonti", "Orizzonto"),
        ("Orizzonti", "Orizznoti"),
        ("Asociazione Il Ponte", "Associazione Il Ponte"),
        ("Nuovi Orizzonti", "Orizonti nuovi APS"),
        ("Comitato", "COMITATO"),
        ("La Bussola", "La Buss\u043ela"),  # the o of Cyrillic
        ("La Bussola", "La \u0392ussola"),  # the B of Greek
        ("La Bussola", "La Bus\u200bsola"),
        ("La Bussola", "La Bussola\U000e0041\U000e007f"),  # tags, which nothing shows
        ("La Bussola", "La Bus\u00adsola"),
        ("La Bussola", "\uff2c\uff41 Bussola"),  # wide letters
    ],
)
def test_the_same_name_is_known_however_it_is_written(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Circolo 1", "Circolo 2"),
        ("Circolo 12345", "Circolo 12346"),
        ("Circolo didattico I", "Circolo didattico II"),
        ("Scuola A", "Scuola E"),
        ("Comune di Roccaverde", "Comune di Roccabruna"),
        ("Comune di Roccaverde", "Provincia di Roccaverde"),
        ("Amici della Casa", "Amici della Cosa"),
        ("Cooperativa Sociale Sole", "Cooperativa Sociale Mare"),
        ("Associazione", "Fondazione"),
        ("Orizzonti", "Orizzont3"),
        ("Orizzonti", "Orzonti"),
        ("Orizzonti lontani", "Orizonti lontano"),
        ("...", "---"),
    ],
)
def test_names_that_differ_in_a_number_a_short_word_or_more_than_a_slip_are_two(
    one: str, other: str
) -> None:
    assert not alike(one, other)


def test_a_letter_makes_another_town() -> None:
    public = [
        body("a", "Comune di Casale", nature="pubblico"),
        body("b", "Comune di Canale", nature="pubblico"),
    ]
    private = [
        body("a", "Amici di Casale", town="Casale"),
        body("b", "Amici di Canale", town="Canale"),
    ]
    assert nearly_the_same(public) == ()
    assert nearly_the_same(private) == ()


def test_two_tax_codes_are_two_bodies_unless_the_name_is_the_very_same() -> None:
    one = body("a", "Associazione Il Ponte", code="90000019993")
    assert not nearly_the_same([one, body("b", "Cooperativa Il Ponte", code="90000029992")])
    assert not nearly_the_same([one, body("b", "Associazione Il Pomte", code="90000029992")])
    assert nearly_the_same([one, body("b", "Associazione il ponte", code="90000029992")])
    assert nearly_the_same([one, body("b", "Cooperativa Il Ponte", code="90000019993")])
    assert nearly_the_same([one, body("b", "Cooperativa Il Ponte")])


def test_acronyms_and_former_names_count_but_two_former_names_do_not() -> None:
    assert nearly_the_same([body("a", "Uno", sigla="CSVX"), body("b", "Due", sigla="C.S.V.X.")])
    assert not nearly_the_same([body("a", "Uno", sigla="CSVXY"), body("b", "Due", sigla="CSVXZ")])
    (twins,) = nearly_the_same([body("a", "Uno", former="Il Ponte"), body("b", "Ponte")])
    assert (twins.name.ente.id, twins.other.ente.id) == ("b", "a")
    assert not nearly_the_same([body("a", "Uno", former="Ponte"), body("b", "Due", former="Ponte")])


def test_a_body_is_not_like_itself() -> None:
    assert not nearly_the_same([body("a", "Il Ponte", sigla="PONTE", former="Ponte APS")])


def test_a_pair_is_told_once() -> None:
    pair = [body("a", "Nuovi Ponti", sigla="NPT"), body("b", "NUOVI PONTI", sigla="N.P.T.")]
    assert len(nearly_the_same(pair)) == 1


WORD = st.text(string.ascii_lowercase, min_size=5, max_size=9).filter(
    lambda word: word not in SMALL_WORDS  # «dalla» is not a word that names anything
)


@given(WORD, st.integers(0, 8), st.sampled_from(string.ascii_lowercase))
def test_one_change_of_a_letter_is_a_slip_and_two_words_with_a_slip_are_alike(
    word: str, at: int, letter: str
) -> None:
    at = min(at, len(word) - 1)
    swapped = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    for other in (
        word[:at] + letter + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + word[at + 1 :],
        swapped,
    ):
        assert is_one_slip(word, other) == (word != other)
        assert is_one_slip(other, word) == (word != other)
        if len(other) >= 5:
            assert alike(f"{word} qqqqq", f"qqqqq {other}")


@given(WORD, WORD)
def test_a_slip_is_what_the_plain_definition_says(one: str, other: str) -> None:
    def edited(word: str) -> set[str]:
        cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
        letters = string.ascii_lowercase
        return {
            *(a + b[1:] for a, b in cuts if b),
            *(a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1),
            *(a + c + b[1:] for a, b in cuts if b for c in letters),
            *(a + c + b for a, b in cuts for c in letters),
        } - {word}

    assert is_one_slip(one, other) == (other in edited(one))


@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_text_can_be_a_name(names: list[str]) -> None:
    enti = [body(f"e{n}", name, sigla=name, former=name) for n, name in enumerate(names)]
    nearly_the_same(enti)
    index = NamesIndex(enti)
    for name in names:
        assert set(index.named_in(name, doubtful=True)) <= {ente.id for ente in enti}


@given(st.permutations(["Amici", "del", "Fiume", "Verde"]))
def test_the_order_of_the_words_does_not_count(order: list[str]) -> None:
    if order[-1] != "del":
        assert core(words(" ".join(order))) == ("amici", "fiume", "verde")


@pytest.mark.parametrize(
    "name",
    [
        lambda n: f"Associazione Amici {n % 71} {word_of(n)} {word_of(n * 7 + 1)}",
        lambda n: word_of(n) + word_of(n + 13),  # all in one group
        lambda n: f"Associazione Il Ponte{'.' * n}",  # all the same
        lambda n: f"Ponte{chr(0x4E00 + n)}",  # all a slip away from all
    ],
)
def test_thousands_of_names_are_not_compared_pair_by_pair(name: Callable[[int], str]) -> None:
    enti = [body(f"e{n:05}", name(n), sigla=f"S{n}") for n in range(5000)]
    start = process_time()
    nearly_the_same(enti)
    assert process_time() - start < 5  # all pairs would be 12 million: minutes


def word_of(number: int) -> str:
    """A different word for each number up to some thousands."""
    return "".join("bcdfgl"[number // 30**i % 6] + "aeiou"[number // 6 % 5] for i in range(4))


# --- named in a text ---

BODIES = [
    body("il-ponte", "Associazione Il Ponte"),
    body("la-soglia", "Cooperativa La Soglia"),
    body("comune", "Comune di Roccaverde", nature="pubblico"),
    body("provincia", "Provincia di Roccaverde", nature="pubblico"),
    body("centro", "Centro Servizi per il Volontariato", sigla="CSVX"),
    body("insieme", "Insieme APS"),
    body("amici", "Amici del Ponte Vecchio ODV"),
    body("roccaverde", "Associazione Roccaverde"),
    body("quercia", "ASSOCIAZIONE SPORTIVA LA QUERCIA"),
    body("albero", "L'Albero ODV", former="Germogli di Pace"),
    body("doppio-1", "Casa Doppia"),
    body("doppio-2", "Fondazione Casa Doppia"),
    body("libera", "libera"),
]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Il Ponte propone una data.", ["il-ponte"]),
        ("Parla il referente del Ponte, poi la Soglia.", ["il-ponte", "la-soglia"]),
        ("Il\nPonte e l'associazione Il Ponte", ["il-ponte", "il-ponte"]),
        ("Varcare la soglia del ponte", []),
        ("Si passa il Ponte Tiziano, sul Ponte; Ponte", []),
        ("della Soglia e dell’Albero", ["la-soglia", "albero"]),
        ("il comune di Roccaverde e la Provincia di Roccaverde", ["comune", "provincia"]),
        ("nel territorio di Roccaverde", []),
        ("l'associazione Roccaverde", ["roccaverde"]),
        ("CSVX chiede, csvx no", ["centro"]),
        ("il CSVXY e lo _CSVX_", []),
        ("il Centro Servizi per il Volontariato, il centro servizi", ["centro"]),
        ("Insieme si decide.", []),
        ("Il referente di Insieme parla", ["insieme"]),
        ("gli Amici del Ponte Vecchio", ["amici"]),
        ("la Sportiva la Quercia", ["quercia"]),
        ("la Casa Doppia", []),  # two bodies have this name
        ("i Germogli di Pace", ["albero"]),
        ("libera di parlare, Libera", []),
        ("", []),
    ],
)
def test_a_body_is_named_by_its_name_and_not_by_ordinary_words(text: str, named: list[str]) -> None:
    assert list(NamesIndex(BODIES).named_in(text)) == named


def test_where_doubt_is_wanted_common_words_and_shared_names_are_found() -> None:
    index = NamesIndex(BODIES)
    assert set(index.named_in("Insieme; Casa Doppia", doubtful=True)) == {
        "insieme",
        "doppio-1",
        "doppio-2",
    }


def test_a_long_text_is_read_in_one_pass() -> None:
    enti = [body(f"e{n}", f"Amici {word_of(n)} {n}") for n in range(5000)]
    index = NamesIndex(enti)
    text = " ".join(f"gli Amici {word_of(n)} {n} con gli Amici di tutti" for n in range(5000))
    start = process_time()
    assert len(list(index.named_in(text))) == 5000
    assert process_time() - start < 5  # every name against every word would take minutes


MINUTES = """\
inizio: "17:30"
fine: "19:00"
luogo: Sala consiliare
convocazione: {{inviata: "2024-03-01", mezzo: PEC}}
presiede: comune-di-roccaverde
verbalizza: la segreteria
{present}
odg:
  - punto: 1
    titolo: {title}
    discussione: Interviene la Soglia sul bilancio.
{more}"""


@pytest.mark.parametrize(
    ("present", "title", "more", "warned"),
    [
        ("presenti: [il-ponte]", "Avvio", "", True),
        ("presenti: [il-ponte, la-soglia]", "Avvio", "", False),
        ("presenti: [il-ponte]\ngiustificati: [la-soglia]", "Avvio", "", False),
        ("presenti: [il-ponte]\ncollegati: [la-soglia]", "Avvio", "", False),
        ("presenti: [il-ponte]\nospiti: [la-soglia]", "Avvio", "", False),
        ("presenti: [il-ponte]\nospiti: [Una persona di La Soglia]", "Avvio", "", False),
        ("presenti: [il-ponte]\ndeleghe: [{di: la-soglia, a: il-ponte}]", "Avvio", "", False),
        ("presenti: [il-ponte]", "Relazione della Soglia", "", False),
        ("", "Avvio", "", False),  # only planned
        (
            "presenti: [il-ponte]",
            "Avvio",
            'azioni:\n  - {n: 1, testo: x, responsabili: [la-soglia], entro: "2024-06-01"}\n',
            False,
        ),
        (
            "presenti: [il-ponte]",
            "Avvio",
            """decisioni:
  - n: 1
    oggetto: x
    testo: x
    esito: respinta
    effetti: [{tipo: cessazione, ente: la-soglia, al: "2024-05-01"}]
""",
            False,
        ),
    ],
)
def test_whoever_is_named_and_is_in_no_list_of_the_minutes_is_told(
    rete: Callable[..., Said],
    register: Path,
    *,
    present: str,
    title: str,
    more: str,
    warned: bool,
) -> None:
    folder = register / "data" / "verbali" / "2024"
    folder.mkdir(parents=True, exist_ok=True)
    text = MINUTES.format(present=present, title=title, more=more)
    (folder / "2024-04-15-plenaria.yaml").write_text(text, encoding="utf-8")
    said = rete("controlla", folder=register)
    assert "[YAM" not in said.out
    assert "[SCH" not in said.out
    assert ("[VER030]" in said.out) == warned
    assert ":11:18: avviso: «Cooperativa La Soglia» è nominato" in said.out or not warned


# --- letters that are not what they look like ---


@pytest.mark.parametrize(
    ("name", "signs"),
    [
        ("La Buss\u043ela", ["\u043e"]),
        ("Citt\u0430 P\u0430rtecip\u0430t\u0430", ["\u0430"]),
        ("Associazione \u0421\u041e\u0421", ["\u0421", "\u041e"]),  # beside words of ours
        ("La Bussola\U000e0041", ["\U000e0041"]),
        ("Bus\u200bso\u00adla", ["\u200b", "\u00ad"]),
    ],
)
def test_a_sign_that_is_not_what_it_looks_like_is_told(name: str, signs: list[str]) -> None:
    assert [one.segno for one in strangers(name)] == signs


@pytest.mark.parametrize(
    "name",
    [
        "La Bussola",
        "Città è più Žižek Y\u0131ld\u0131z Ngũ Việt",
        "\u0421\u041e\u0421",  # all in another alphabet
        "Україна Разом",
        "Associazione Україна Разом",
        "Ελλάδα",
        "«Cuore» d’oro – n° 1 & C.",
    ],
)
def test_a_name_in_another_alphabet_is_what_it_is(name: str) -> None:
    assert strangers(name) == ()


def test_what_is_typed_with_the_keyboard_finds_a_name_that_only_looks_like_it() -> None:
    assert plain("La Buss\u043ela\u200b") == plain("la bussola")


@pytest.mark.parametrize("theirs", lettere._LOOK_ALIKE)
def test_each_look_alike_is_a_letter_of_another_alphabet_or_drawn_otherwise(
    theirs: tuple[str, str],
) -> None:
    strange, ours = theirs
    assert len(strange) == len(ours) == len(set(strange))
    assert ours.isascii()
    assert not strange.isascii()
    for letter in strange:
        # Else Unicode says it already, and the table would say it twice.
        assert not unicodedata.normalize("NFKD", letter).isascii()
