"""An act that speaks of something else does not serve: refused, and which others could is told."""

from collections.abc import Sequence

import pytest

from rete.model.comuni import Effetto
from rete.reckoning.about import acts_about, speaks_of
from rete.reckoning.acts_that_hold import acts_of
from tests.aiuti.mano import MINUTES, MINUTES_FILE, Mano, write
from tests.aiuti.registro import Data, act, minutes, network, rete_of, table

TEXT = """\
odg:
  - {punto: 1, titolo: Varie}
decisioni:
  - n: 1
    oggetto: Festa di fine anno
    testo: La festa si tiene il 20 dicembre.
    esito: approvata
  - n: 2
    oggetto: Rinnovo del patto
    testo: Il patto è prorogato di tre anni.
    esito: approvata
  - n: 3
    oggetto: Nuovi enti
    testo: L'associazione Il Faro è ammessa e siede al tavolo abitare.
    esito: approvata
  - {n: 4, oggetto: Quarta, testo: Si approva., esito: approvata}
  - {n: 5, oggetto: Il Faro, testo: Si prende atto della domanda., esito: presa-d-atto}
"""
ONE = f"{MINUTES}/1"
COMMANDS: Sequence[tuple[str, ...]] = (
    ("patto", "rinnova", "--id", "secondo", "--dal", "2028-01-01", "--durata", "3 anni"),
    ("ente", "ammetti", "faro", "--dal", "2026-06-01"),
    ("ente", "sospendi", "ponte", "--dal", "2026-06-01"),
    ("ente", "chiudi", "ponte", "--causa", "esclusione", "--al", "2026-06-30"),
    ("ente", "chiudi", "ponte", "--subentra", "faro", "--dal", "2026-07-01", "--causa", "fusione"),
    ("tavolo", "istituisci", "orti", "--nome", "Orti", "--genere", "tavolo-tematico", "--dal",
     "2026-06-01"),
    ("tavolo", "chiudi", "abitare", "--al", "2026-06-30"),
    ("tavolo", "aggiungi", "abitare", "comune", "--dal", "2026-06-01"),
    ("tavolo", "togli", "abitare", "soglia", "--al", "2026-06-30"),
    ("tavolo", "affida", "abitare", "soglia", "--dal", "2026-06-01"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def minutes_of_a_party(mano: Mano) -> None:
    write(mano.register, {MINUTES_FILE: TEXT})


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_decision_on_a_party_does_not_serve(mano: Mano, command: tuple[str, ...]) -> None:
    said = mano.refuses(*command, "--atto", ONE)
    assert f"«{ONE}» non parla di" in said.err
    assert "Riguarda «Festa di fine anno»" in said.err
    assert f"rete verbale modifica {MINUTES}" in said.err


def test_those_that_speak_of_it_are_named(mano: Mano) -> None:
    said = mano.refuses(*COMMANDS[0], "--atto", ONE)
    assert f"ne parlano invece: «{MINUTES}/2»." in said.err
    said = mano.refuses(*COMMANDS[1], "--atto", f"{MINUTES}/2")
    assert f"«{MINUTES}/2» non parla di ammissione di «il-faro»" in said.err
    assert f"«{MINUTES}/3»" in said.err
    assert f"«{MINUTES}/5»" not in said.err


def test_one_that_speaks_of_it_or_says_nothing_of_its_own_serves(mano: Mano) -> None:
    mano.writes(*COMMANDS[0], "--atto", f"{MINUTES}/2")
    mano.writes(*COMMANDS[1], "--atto", f"{MINUTES}/3")
    mano.writes("tavolo", "aggiungi", "abitare", "faro", "--dal", "2026-06-01",
                "--atto", f"{MINUTES}/3")  # fmt: skip
    mano.writes(*COMMANDS[5], "--atto", f"{MINUTES}/4")
    assert mano.is_sound()


def test_the_effect_written_in_it_is_enough(mano: Mano) -> None:
    effect = '    effetti:\n      - {tipo: rinnovo, dal: "2028-01-01", periodo: secondo}\n'
    text = TEXT.replace("20 dicembre.\n", f"20 dicembre.\n{effect}")
    write(mano.register, {MINUTES_FILE: text})
    mano.writes("patto", "rinnova", "--atto", ONE, "--id", "secondo", "--durata", "3 anni")
    said = mano.refuses(*COMMANDS[6], "--atto", ONE)
    assert "e dispone:" in said.err


def test_a_noted_decision_changes_nothing(mano: Mano) -> None:
    said = mano.refuses(*COMMANDS[1], "--atto", f"{MINUTES}/5")
    assert "non è approvata: non può cambiare nulla" in said.err


def test_an_act_outside_sittings_is_looked_at_too(mano: Mano) -> None:
    nota = "tipo: provvedimento\noggetto: Contributo alla festa\n"
    write(mano.register, {"data/atti/2026/2026-05-21-festa.yaml": nota})
    said = mano.refuses(*COMMANDS[0], "--atto", "2026-05-21-festa")
    assert "nell'oggetto o nelle note, in «data/atti/2026/2026-05-21-festa.yaml»" in said.err
    letter = "tipo: recesso\noggetto: Lettera del presidente\ndi: il-ponte\n"
    write(mano.register, {"data/atti/2026/2026-05-22-lettera.yaml": letter})
    mano.writes("ente", "chiudi", "ponte", "--atto", "2026-05-22-lettera", "--al", "2026-08-31")


def test_approved_minutes_are_told_with_what_they_say(mano: Mano) -> None:
    sealed = 'approvazione: {modo: firma, data: "2026-05-21", impronta: "' + "0" * 64 + '"}\n'
    write(mano.register, {MINUTES_FILE: TEXT + sealed})
    said = mano.refuses(*COMMANDS[0], "--atto", ONE)
    assert "serve una nuova decisione. Riguarda «Festa di fine anno»" in said.err
    assert "ne parlano invece" not in said.err  # they are approved too, and lay nothing down


# --- whether it speaks of it ---


RENEWS, ADMITS = (
    Effetto(tipo="rinnovo", periodo="secondo"),
    Effetto(tipo="ammissione", ente="golena"),
)


@pytest.mark.parametrize(
    ("decision", "wanted", "expected"),
    [
        ({"oggetto": "Festa", "testo": "Si fa."}, RENEWS, False),
        ({"oggetto": "Decisione 1", "testo": "Si approva."}, RENEWS, None),
        ({"oggetto": "Rinnovo", "testo": "Si approva."}, RENEWS, True),
        ({"oggetto": "Patto", "testo": "Si proroga."}, RENEWS, True),
        ({"oggetto": "Festa", "testo": "Con la Golena."}, ADMITS, True),
        ({"oggetto": "Prima", "testo": "Ok.",
          "effetti": [{"tipo": "segreteria", "ente": "acqua", "dal": "2024-06-01"}]},
         RENEWS, False),
        ({"oggetto": "Prima", "testo": "Ok.",
          "effetti": [{"tipo": "sospensione", "ente": "golena", "dal": "2024-06-01"}]},
         ADMITS, True),
        ({"oggetto": "Festa", "testo": "Si fa.",
          "effetti": [{"tipo": "ammissione", "ente": "acqua", "dal": "2024-06-01"}]},
         ADMITS, True),
        ({"oggetto": "Festa", "testo": "Si fa."}, Effetto(tipo="revoca", atto="x"), True),
    ],
)  # fmt: skip
def test_what_an_act_speaks_of(decision: Data, wanted: Effetto, expected: bool | None) -> None:
    records = network(["acqua"], {})
    records[("verbale", "2024-05-10-plenaria")] = minutes(["acqua"], decision)
    rete = rete_of(records)
    found = rete.act("2024-05-10-plenaria/1")
    assert found is not None
    assert speaks_of(rete, found, wanted) is expected


TERM = Effetto(tipo="rinnovo", periodo="secondo")
GROUP = Effetto(tipo="istituzione", tavolo="orti", nome="Orti", genere="tavolo-tematico")
COMES, GOES = (
    Effetto(tipo="ammissione", ente="golena"),
    Effetto(tipo="cessazione", ente="golena", causa="recesso"),
)
HANDS_OVER = Effetto(tipo="subentro", ente="golena", a=("acqua",))
STILL = Effetto(tipo="sospensione", ente="golena")
CLOSES, SITS, RISES, LEADS = (
    Effetto(tipo="chiusura", tavolo="verde"),
    Effetto(tipo="ingresso", tavolo="verde", ente="golena"),
    Effetto(tipo="uscita", tavolo="verde", ente="golena"),
    Effetto(tipo="coordinamento", tavolo="verde", ente="golena"),
)
READ = Effetto(tipo="approvazione-verbale", verbale="2024-03-10-plenaria")
SOUND = (
    (TERM, "Validità del patto", "Il patto resta valido fino al 31 dicembre 2030."),
    (TERM, "Estensione", "Si estende di tre anni l'efficacia dell'accordo."),
    (TERM, "Conferma", "Gli enti confermano il patto per il triennio 2028-2030."),
    (TERM, "Protocollo d'intesa 2028-2030", "È approvato lo schema allegato."),
    (TERM, "Nessuna disdetta", "Nessuno ha dato disdetta: si va avanti."),
    (TERM, "Differimento", "Il termine finale è differito al 31/12/2030."),
    (TERM, "Verlängerung des Abkommens", "Das Abkommen wird um drei Jahre verlängert."),
    (TERM, "Esito della votazione", "I presenti votano a favore per alzata di mano."),
    (TERM, "Punto 3 all'ordine del giorno", "L'assemblea, udita la relazione, approva."),
    (GROUP, "Agricoltura urbana", "Si attiva un tavolo sull'agricoltura urbana."),
    (GROUP, "Organizzazione", "La rete si articola in commissioni tematiche."),
    (COMES, "Domande pervenute", "La rete approva le tre domande."),
    (COMES, "Allargamento del partenariato", "Si includono quelli dell'elenco allegato."),
    (COMES, "Iscrizioni", "Sono iscritti gli enti dell'elenco."),
    (GOES, "Depennamento", "Si depenna chi è inattivo."),
    (GOES, "Liquidazione", "Il liquidatore ha depositato il bilancio finale."),
    (GOES, "Ricognizione", "Chi non risponde non fa più parte della rete."),
    (HANDS_OVER, "Trasformazione", "È nata una cooperativa."),
    (STILL, "Assenze ripetute", "Non vota fino a dicembre."),
    (CLOSES, "Soppressione", "Ha esaurito il suo compito."),
    (CLOSES, "Unificazione", "Da due se ne fa uno."),
    (SITS, "Designazioni", "Si designano i rappresentanti."),
    (SITS, "Integrazione", "Si integra la composizione."),
    (RISES, "Avvicendamento", "Si avvicendano due associazioni."),
    (RISES, "Dimissioni", "Si prende atto."),
    (LEADS, "Capofila", "Si individuano i capofila."),
    (LEADS, "Elezione del presidente", "È eletto a scrutinio segreto."),
    (READ, "Seduta precedente", "È approvato il resoconto."),
)


@pytest.mark.parametrize(("wanted", "title", "text"), SOUND)
def test_words_that_may_be_about_it_are_left_to_whoever_cites_it(
    wanted: Effetto, title: str, text: str
) -> None:
    assert _speaks_of({"oggetto": title, "testo": text}, wanted) is not False


@pytest.mark.parametrize("wanted", dict.fromkeys(wanted for wanted, _, _ in SOUND))
@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Festa di fine anno", "La festa si tiene il 20 dicembre."),
        ("Sedie", "Il Comune compra dieci sedie per la sala."),
        ("Cartelloni", "Sono stampati duecento cartelloni a colori."),
    ],
)
def test_what_can_be_about_none_of_it_is_told(wanted: Effetto, title: str, text: str) -> None:
    assert _speaks_of({"oggetto": title, "testo": text}, wanted) is False


def _speaks_of(decision: Data, wanted: Effetto) -> bool | None:
    records = network(["acqua", "golena"], {})
    records[("tavolo", "verde")] = table("verde", "acqua")
    records[("verbale", "2024-05-10-plenaria")] = minutes(["acqua"], decision)
    rete = rete_of(records)
    found = rete.act("2024-05-10-plenaria/1")
    assert found is not None
    return speaks_of(rete, found, wanted)


@pytest.mark.parametrize(
    "title",
    [
        "Deliberazione della Giunta comunale n. 45 del 3 maggio 2026",
        "Determinazione dirigenziale n. 112",
        "Lettera del Sindaco, prot. 1234",
        "Verbale dell'assemblea straordinaria",
    ],
)
def test_an_act_that_only_says_what_it_is_serves(title: str) -> None:
    records = network(["acqua", "comune"], {})
    records[("atto", "2024-05-10-nota")] = act(tipo="provvedimento", oggetto=title, di="comune")
    del records[("atto", "2024-05-10-nota")]["effetti"]
    rete = rete_of(records)
    found = rete.act("2024-05-10-nota")
    assert found is not None
    assert speaks_of(rete, found, TERM) is None


def test_an_act_that_does_it_for_others_is_not_named() -> None:
    records = network(["acqua", "golena"], {})
    gone = {"tipo": "cessazione", "ente": "acqua", "al": "2024-06-30", "causa": "recesso"}
    for day, title in ((10, "Recesso"), (11, "Recesso di acqua e golena")):
        records[("atto", f"2024-05-{day}-nota")] = act(gone, tipo="recesso", oggetto=title)
    rete = rete_of(records)
    assert acts_about(rete, GOES, acts_of(rete).per_riferimento) == ("2024-05-11-nota",)


def test_the_latest_that_speak_of_it_come_first_and_few_are_told() -> None:
    records = network(["acqua"], {})
    for day in range(10, 20):
        records[("atto", f"2024-05-{day}-rinnovo")] = act(tipo="altro", oggetto="Rinnovo")
        del records[("atto", f"2024-05-{day}-rinnovo")]["effetti"]
    rete = rete_of(records)
    found = acts_about(rete, RENEWS, acts_of(rete).per_riferimento)
    assert found == tuple(f"2024-05-{day}-rinnovo" for day in range(19, 14, -1))
