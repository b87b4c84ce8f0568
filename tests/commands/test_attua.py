"""`rete verbale attua`: every kind of effect, from a register where only the act is."""

import copy
from datetime import date

import pytest

from rete.edits.opera import is_open_after
from rete.model.comuni import Incarico
from rete.model.tempo import partial_date
from tests.aiuti.archivio import git
from tests.aiuti.coppie import ACT, COPPIE, DAY, FOUNDERS, SITTING, Coppia, base, decided
from tests.aiuti.mano import Mano, contents
from tests.aiuti.mano_atti import TEXT, Hand, hand
from tests.aiuti.registro import STIPULA, Data, Records, approved, body, minutes
from tests.aiuti.tastiera import typed

__all__ = ["hand"]

PACT = "data/patto.yaml"
READ = "20/05/2024"
SEAT: Data = {"tipo": "ingresso", "tavolo": "abitare", "ente": "colle", "dal": DAY}
WRONG: Data = {"tipo": "uscita", "tavolo": "abitare", "ente": "colle", "al": "2024-05-12"}
ARTICLE: Data = {"tipo": "modifica-articolo", "articolo": "1", "dal": DAY}
NEW_ARTICLE: Data = {"tipo": "modifica-articolo", "articolo": "1-bis", "dal": DAY}
TERM: Data = {"tipo": "rinnovo", "periodo": "secondo", "dal": "2028-01-01"}
SIGNED: Data = {"tipo": "ammissione", "ente": "dente", "decorrenza": "firma"}


def only_the_act(pair: Coppia) -> Records:
    """The register in which an act lays this down, and nobody has carried it out."""
    records = base()
    if pair.tipo == "avvio-progetto":
        pair.put(records, "fonte", pair.effetto)
        records[("progetto", "mappa")]["fasi"] = [{"stato": "idea", "dal": "2024-02-01"}]
    if pair.tipo == "fine-sospensione":
        begun = [{"dal": "2024-03-01", "atto": "fonte", "fonti": [{"titolo": "Lettera"}]}]
        records[("ente", "colle")]["sospensioni"] = begun
    return decided(records, pair.effetto)


def options(pair: Coppia) -> tuple[str, ...]:
    return ("--testo", "../testo.txt") if pair.tipo == "modifica-articolo" else ()


def undone(mano: Mano) -> list[str]:
    return [one for one in mano.call("controlla").out.splitlines() if "non ancora attuata" in one]


# --- every kind of effect ---


@pytest.mark.parametrize("pair", COPPIE, ids=lambda pair: pair.tipo)
def test_every_kind_of_effect_is_carried_out_once(hand: Hand, pair: Coppia) -> None:
    mano = hand(only_the_act(pair))
    assert [one.endswith(f"(«{ACT}») [VER066]") for one in undone(mano)] == [True]
    assert f"«rete verbale attua {ACT}»" in mano.call("controlla").out

    mano.writes("verbale", "attua", ACT, *options(pair))
    assert mano.is_sound(), mano.call("controlla").out
    assert undone(mano) == []
    cited = sum(text.count(ACT.encode()) for text in contents(mano.register).values())
    assert cited == pair.voci

    before, head = contents(mano.register), git(mano.register, "rev-parse", "HEAD")
    again = mano.call("verbale", "attua", SITTING, "--si")
    assert (again.code, contents(mano.register)) == (0, before)
    assert again.out == f"non c'è niente da attuare: il registro riporta già «{SITTING}»\n"
    assert git(mano.register, "rev-parse", "HEAD") == head


def test_every_kind_of_effect_that_the_register_answers_to_is_tried() -> None:
    from rete.model.effetti import ROWS
    from rete.reckoning.acts_that_hold import SENZA_RISCONTRO

    assert {pair.tipo for pair in COPPIE} == set(ROWS) - SENZA_RISCONTRO


def test_all_of_them_in_one_decision_are_one_operation(hand: Hand) -> None:
    effects = [SEAT, {"tipo": "segreteria", "ente": "bosco", "dal": DAY}]
    mano = hand(decided(base(), *effects))
    mano.writes("verbale", "attua", SITTING)
    assert undone(mano) == []
    assert f"Atto: {ACT}" in mano.last_message()
    assert mano.last_message().splitlines()[0] == f"Attuazione di «{ACT}»"


def test_an_effect_that_needs_another_waits_for_it(hand: Hand) -> None:
    seat = {**SEAT, "tavolo": "giovani"}
    table = {"tipo": "istituzione", "tavolo": "giovani", "nome": "Giovani", "dal": DAY}
    mano = hand(decided(base(), seat, {**table, "genere": "tavolo-tematico"}))
    mano.writes("verbale", "attua", ACT)
    assert mano.is_sound()
    assert undone(mano) == []


def test_an_act_of_its_own_and_who_signs_are_carried_out_too(hand: Hand) -> None:
    records = base()
    records[("atto", STIPULA)]["firmatari"].append("dente")
    gone: Data = {"tipo": "cessazione", "ente": "colle", "al": "2024-06-30", "causa": "recesso"}
    act: Data = {"tipo": "recesso", "oggetto": "Recesso", "effetti": [gone]}
    mano = hand({**records, ("atto", "2024-05-01-recesso"): act})
    assert len(undone(mano)) == 2
    mano.writes("verbale", "attua", "2024-05-01-rec")
    mano.writes("verbale", "attua", STIPULA)
    assert mano.is_sound()
    assert undone(mano) == []
    assert f'adesioni:\n  - {{dal: "2024-01-15", atto: {STIPULA}}}' in mano.text(
        "data/enti/dente.yaml"
    )


# --- what cannot be done ---


def test_all_or_nothing_and_what_cannot_be_done_is_named(hand: Hand) -> None:
    mano = hand(decided(base(), WRONG, SEAT, {**SEAT, "ente": "acqua"}))
    said = mano.refuses("verbale", "attua", SITTING)
    first, *others = said.out.splitlines()
    assert first.startswith("1. non si può: l'uscita di «colle» da «abitare»")
    assert others == [
        f"2. si può: l'ingresso di «colle» in «abitare» dal {READ} («{ACT}»)",
        (
            f"3. non si può: l'ingresso di «acqua» in «abitare» dal {READ} («{ACT}»): «acqua» "
            f"siede già in «abitare» il {READ}"
        ),
    ]
    assert "o tutto o niente" in said.err
    assert "--solo N" in said.err


def test_only_some_of_them_and_what_is_left_is_said(hand: Hand) -> None:
    mano = hand(decided(base(), WRONG, SEAT))
    said = mano.writes("verbale", "attua", SITTING, "--solo", "2")
    assert "da attuare resta: l'uscita di «colle» da «abitare»" in said.err
    assert len(undone(mano)) == 1
    said = mano.refuses("verbale", "attua", SITTING, "--solo", "2", code=2)
    assert "scegli fra 1 effetto da attuare:\n  1. l'uscita di «colle»" in said.err


@pytest.mark.parametrize("outcome", ["respinta", "presa-d-atto"])
def test_what_was_not_approved_is_not_carried_out(hand: Hand, outcome: str) -> None:
    mano = hand(decided(base(), SEAT, esito=outcome))
    assert f"la decisione «{ACT}» non è approvata" in mano.refuses("verbale", "attua", ACT).err
    assert mano.call("verbale", "attua", SITTING, "--si").code == 0


def test_what_was_revoked_is_not_carried_out(hand: Hand) -> None:
    revoking = minutes(FOUNDERS, {"effetti": [{"tipo": "revoca", "atto": ACT}]})
    records = decided(base(), SEAT)
    mano = hand({**records, ("verbale", "2024-05-12-plenaria"): approved(revoking)})
    said = mano.refuses("verbale", "attua", ACT)
    assert f"«{ACT}» è revocato da «2024-05-12-plenaria/1»" in said.err


# --- what effects do not carry ---


def test_text_heading_and_rules_of_articles_come_from_files(hand: Hand) -> None:
    mano = hand(decided(base(), ARTICLE, NEW_ARTICLE))
    rules = mano.register.parent / "regole.yaml"
    rules.write_text("regole:\n  verbali: {approvazione: firma}\n", encoding="utf-8")
    said = mano.refuses("verbale", "attua", ACT, "--testo", "../testo.txt", code=2)
    assert "--testo NOME=VALORE, con «1», «1-bis»" in said.err
    said = mano.refuses("verbale", "attua", ACT, code=2)
    assert "--rubrica" in said.err
    mano.writes(
        *("verbale", "attua", ACT, "--testo", "1=../testo.txt", "--rubrica", "Verbali"),
        *("--regole", "1-bis=../regole.yaml"),
    )
    assert mano.is_sound()
    text = mano.text(PACT)
    assert f"testo: |\n          {TEXT.splitlines()[0]}\n          {TEXT.splitlines()[1]}\n" in text
    assert "rubrica: Verbali" in text
    assert "regole: {verbali: {approvazione: firma}}" in text


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "è vuoto"),
        (b"\xff\xfe", "non è un testo in UTF-8"),
        (b"a\x07b", "caratteri che non si possono scrivere"),
        (None, "non c'è"),
    ],
)
def test_a_text_that_cannot_be_one_is_refused(hand: Hand, content: bytes | None, why: str) -> None:
    mano = hand(decided(base(), ARTICLE))
    file = mano.register.parent / "testo.txt"
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    said = mano.refuses("verbale", "attua", ACT, "--testo", "../testo.txt", code=2)
    assert why in said.err


def test_rules_that_would_be_lost_are_warned_of(hand: Hand) -> None:
    records = base()
    versions = records[("patto", "patto")]["articoli"][0]["versioni"]
    versions[0]["regole"] = {"verbali": {"approvazione": "firma"}}
    mano = hand(decided(records, ARTICLE))
    said = mano.writes("verbale", "attua", ACT, "--testo", "../testo.txt")
    assert "l'articolo 1 ha delle regole, e la nuova versione non ne avrebbe" in said.err


def test_rules_for_some_tables_are_taken_from_the_same_file_and_warned_of(hand: Hand) -> None:
    mano = hand(decided(base(), ARTICLE))
    rules = mano.register.parent / "regole.yaml"
    scoped = "regole_per:\n  - {sessioni: [straordinaria], regole: {deleghe: {massimo: 0}}}\n"
    rules.write_text(f"regole: {{deleghe: {{massimo: 1}}}}\n{scoped}", encoding="utf-8")
    mano.writes("verbale", "attua", ACT, "--regole", "../regole.yaml")
    shown = mano.call("patto", "articolo", "1", "--al", "2030-01-01").out
    assert "nelle sedute straordinarie: le deleghe non sono ammesse" in " ".join(shown.split())
    assert mano.is_sound()

    records = base()
    versions = records[("patto", "patto")]["articoli"][0]["versioni"]
    versions[0]["regole_per"] = [{"tavoli": ["plenaria"], "tace": ["deleghe"]}]
    said = hand(decided(records, ARTICLE)).writes(
        "verbale", "attua", ACT, "--testo", "../testo.txt"
    )
    assert "l'articolo 1 ha delle regole, e la nuova versione non ne avrebbe" in said.err


def test_the_day_of_a_signature_is_wanted(hand: Hand) -> None:
    mano = hand(decided(base(), SIGNED))
    assert "manca --firma" in mano.refuses("verbale", "attua", ACT, code=2).err
    mano.writes("verbale", "attua", ACT, "--firma", "Associazione dente=22/5/2024")
    assert f'{{dal: "2024-05-22", atto: {ACT}, firma: "2024-05-22"}}' in mano.text(
        "data/enti/dente.yaml"
    )
    assert mano.is_sound()


def test_how_long_a_term_lasts_is_wanted_with_its_title(hand: Hand) -> None:
    mano = hand(decided(base(), TERM))
    assert "manca --durata" in mano.refuses("verbale", "attua", ACT, code=2).err
    said = mano.refuses("verbale", "attua", ACT, "--durata", "tanto", code=2)
    assert "«tanto» non è una durata" in said.err
    mano.writes("verbale", "attua", ACT, "--durata", "3 anni", "--titolo", "Secondo triennio")
    assert "durata: {anni: 3}" in mano.text(PACT)
    assert "titolo: Secondo triennio" in mano.text(PACT)
    assert undone(mano) == []


def test_an_option_that_no_effect_wants_is_refused(hand: Hand) -> None:
    mano = hand(decided(base(), SEAT))
    for option in ("testo", "rubrica", "regole", "firma", "durata", "titolo", "al"):
        said = mano.refuses("verbale", "attua", ACT, f"--{option}", "x", code=2)
        assert f"--{option} non serve" in said.err


def test_by_answers_and_by_options_the_same_bytes(hand: Hand) -> None:
    mano = hand(decided(base(), ARTICLE, TERM))
    mano.writes(
        "verbale", "attua", ACT, "--testo", "../testo.txt", "--durata", "18 mesi", "--titolo", "II"
    )
    by_options = contents(mano.register)
    mano.writes("annulla", "ultima")
    assert undone(mano) != []
    lines = ["boh", "../testo.txt", "", "18 mesi", "II", "", "s"]
    code, said = typed(["verbale", "attua", ACT], lines, cwd=mano.register)
    assert code == 0, said
    assert "il file «boh» non c'è" in said
    assert contents(mano.register) == by_options


# --- corrections written by hand ---


def test_a_rectification_written_by_hand_is_carried_out(hand: Hand) -> None:
    pair = next(one for one in COPPIE if one.tipo == "ingresso")
    records = decided(base(), pair.effetto)
    pair.put(records, ACT, pair.effetto)
    right = {**pair.effetto, "dal": "2024-05-25"}
    seat = {**SEAT, "ente": "dente"}
    records[("ente", "dente")] = body("dente")
    correct = {"tipo": "rettifica", "atto": ACT, "effetti": [right, seat]}
    later = "2024-05-18-plenaria"
    records[("verbale", later)] = minutes(FOUNDERS, {"effetti": [copy.deepcopy(correct)]})
    mano = hand(records)
    assert "[TAV061]" in mano.call("controlla").out
    mano.writes("verbale", "attua", later)
    assert mano.is_sound()
    assert undone(mano) == []
    assert f'{{ente: colle, dal: "2024-05-25", atto: {later}/1}}' in mano.text(
        "data/tavoli/abitare.yaml"
    )
    assert "niente da attuare" in mano.call("verbale", "attua", later, "--si").out


def test_a_revocation_written_by_hand_is_carried_out_until_the_day_given(hand: Hand) -> None:
    pair = next(one for one in COPPIE if one.tipo == "ingresso")
    records = decided(base(), pair.effetto)
    pair.put(records, ACT, pair.effetto)
    later = "2024-06-18-plenaria"
    records[("verbale", later)] = minutes(FOUNDERS, {"effetti": [{"tipo": "revoca", "atto": ACT}]})
    mano = hand(records)
    mano.writes("verbale", "attua", f"{later}/1", "--al", "30/6/2024")
    assert f'al: "2024-06-30", atto_fine: {later}/1' in mano.text("data/tavoli/abitare.yaml")
    assert mano.is_sound()
    assert "niente da attuare" in mano.call("verbale", "attua", later, "--si").out


# --- the day itself, and what cannot be told ---


@pytest.mark.parametrize(
    ("begun", "ended", "goes_on"),
    [
        ("2026-05-31", None, True),
        ("2026-06-01", None, False),
        (None, "2026-05-31", False),  # it has its own end on that day, and its own act
        (None, "2026-06-01", True),
        ("2026-05", "2026-05", False),
        (None, None, True),
    ],
)
def test_what_ends_on_the_day_itself_is_not_ended_again(
    begun: str | None, ended: str | None, goes_on: bool
) -> None:
    days = [partial_date(day) if day else None for day in (begun, ended)]
    item = Incarico(ente="acqua", dal=days[0], al=days[1])
    assert is_open_after(item, date(2026, 5, 31)) is goes_on


SINCE_SOME_DAY: Data = {"atto": "fonte", "fonti": [{"titolo": "Un elenco"}]}
"""An adhesion of which only a source without a date is known."""


def test_whoever_may_be_in_already_is_not_let_in_again_by_succession(hand: Hand) -> None:
    """«Cannot tell» is not «no»."""
    [pair] = [one for one in COPPIE if one.tipo == "subentro"]
    records = only_the_act(pair)
    [new] = pair.effetto["a"]
    records[("ente", new)]["adesioni"] = [SINCE_SOME_DAY]
    mano = hand(records)
    said = mano.call("verbale", "attua", ACT, "--prova", "--si")

    assert f"«{new}» aderisce dal" not in said.out
    assert f"non si sa se «{new}» aderisca già" in said.out + said.err


def test_whoever_may_be_in_already_is_not_admitted_again(hand: Hand) -> None:
    [pair] = [one for one in COPPIE if one.tipo == "ammissione"]
    records = only_the_act(pair)
    new = str(pair.effetto["ente"])
    records[("ente", new)]["adesioni"] = [SINCE_SOME_DAY]
    said = hand(records).refuses("verbale", "attua", ACT)
    assert f"non si sa se «{new}» aderisca già" in said.out


@pytest.mark.parametrize("outcome", ["presa-d-atto", "respinta"])
def test_only_what_was_approved_can_be_cited(hand: Hand, outcome: str) -> None:
    records = base()
    records[("verbale", SITTING)] = minutes(FOUNDERS, {"esito": outcome})
    said = hand(records).refuses("ente", "ammetti", "dente", "--atto", ACT, "--dal", DAY)
    assert f"la decisione «{ACT}» non è approvata: non può cambiare nulla" in said.err
