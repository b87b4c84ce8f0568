"""`rete atto registra`: an act with what it lays down, carried out at once or later."""

import pytest

from tests.aiuti.mano import MINUTES, MINUTES_FILE, Mano, write

ACT = ("atto", "registra", "--tipo", "recesso", "--data", "20/5/2026", "--parola", "recesso-ponte")
ABOUT = ("--oggetto", "Recesso del Ponte")
LEAVING = "cessazione ente=ponte al=30/6/2026 causa=recesso"
SOUND = "[VER013]\n    → aggiungi quello che si sa\nerrori: 0, avvisi: 1\n"
"""As before: the draft alone has something to add."""
FILE = "data/atti/2026/2026-05-20-recesso-ponte.yaml"


def test_an_act_has_what_was_given_with_every_name_in_full(mano: Mano) -> None:
    mano.writes(
        *ACT,
        *("--oggetto", "Recesso: fine", "--di", "ASSOCIAZIONE IL PONTE", "--organo", "assemblea"),
        *("--numero", "007", "--protocollo", "1/2026", "--firmatari", "ponte e soglia"),
        *("--effetto", LEAVING, "--effetto", "chiusura tavolo=abit al=2026-07"),
    )

    assert mano.text(FILE) == (
        "# yaml-language-server: $schema=../../../.rete/schemas/atto.schema.json\n"
        "tipo: recesso\n"
        "di: il-ponte\n"
        "organo: assemblea\n"
        'numero: "007"\n'
        'protocollo: "1/2026"\n'
        'oggetto: "Recesso: fine"\n'
        "firmatari: [il-ponte, la-soglia]\n"
        "effetti:\n"
        '  - {tipo: cessazione, ente: il-ponte, al: "2026-06-30", causa: recesso}\n'
        '  - {tipo: chiusura, tavolo: abitare, al: "2026-07"}\n'
    )


def test_what_it_lays_down_waits_and_the_register_says_so(mano: Mano) -> None:
    said = mano.writes(*ACT, *ABOUT, "--effetto", LEAVING)

    assert "avviso: decisione non ancora attuata" in said.out
    mano.writes("ente", "chiudi", "ponte", "--atto", "2026-05-20-recesso-ponte")
    assert mano.call("controlla").out.endswith(SOUND)


def test_what_it_lays_down_can_be_carried_out_at_once(mano: Mano) -> None:
    said = mano.writes(*ACT, *ABOUT, "--effetto", LEAVING, "--attua")

    assert "«il-ponte» cessa di aderire: ultimo giorno 30/06/2026" in said.out
    assert mano.text("data/tavoli/abitare.yaml").count("atto_fine") == 2
    assert mano.call("controlla").out.endswith(SOUND)


def test_texts_with_spaces_and_apostrophes_are_texts(mano: Mano) -> None:
    effect = 'istituzione tavolo=orti nome="L\'orto; e il resto" genere=gruppo dal=oggi'
    mano.writes(*ACT, *ABOUT, "--effetto", effect + " componenti=ponte,faro")

    assert "nome: L'orto; e il resto" in mano.text(FILE)
    assert "componenti: [il-ponte, il-faro]" in mano.text(FILE)


def test_whoever_is_no_body_is_kept_as_a_text(mano: Mano) -> None:
    mano.writes(*ACT, *ABOUT, "--di", "il ponte di ferro")

    assert "di: il ponte di ferro\n" in mano.text(FILE)


@pytest.mark.parametrize(
    ("effect", "why"),
    [
        ("boh ente=ponte", "«boh» non è un tipo di effetto: ci sono ammissione, cessazione"),
        ("cessazione", "nell'effetto «cessazione» mancano «ente=», «al=» e «causa=»"),
        ("cessazione ente=ponte al=oggi", "nell'effetto «cessazione» manca «causa=»"),
        ("ammissione ente=faro", "nell'effetto «ammissione» manca «dal=» o «decorrenza=»"),
        ("rettifica atto=2024-01-15-stipula", "manca «effetti=» o «esito=»"),
        ("segreteria ente=ponte dal=oggi al=oggi", "non vuole «al», ma «ente» e «dal»"),
        ("cessazione ente=boh al=oggi causa=recesso", "ente: «boh» non c'è"),
        ("cessazione ente=ponte al=boh causa=recesso", "«al=boh» non è una data"),
        ("cessazione ente=ponte al=oggi causa=boh", "«causa=boh» non è previsto: recesso"),
        ("cessazione ente", "«cessazione-ente» non è un tipo di effetto"),
        ("cessazione ente=", "dopo «ente=» non c'è nulla"),
        ("cessazione tipo=x", "«tipo=» non è una chiave di un effetto"),
        ("rettifica atto=x effetti=x", "«x» non è un tipo di effetto"),
        ("cessazione ente=ponte ente=faro", "«ente» è scritto due volte"),
        ('chiusura tavolo="abitare al=oggi', "dopo «tavolo=» le virgolette non sono chiuse"),
        ("istituzione tavolo=Orti! nome=O genere=gruppo dal=oggi", "«Orti!» non va"),
        ("revoca atto=boh", "nessun atto corrisponde a «boh»"),
        (";", "non c'è nessun effetto"),
    ],
)
def test_an_effect_that_does_not_stand_is_refused(mano: Mano, effect: str, why: str) -> None:
    said = mano.refuses(*ACT, *ABOUT, "--effetto", effect, code=2)

    assert said.err.startswith("errore: --effetto: ")
    assert why in said.err


def test_an_act_that_is_there_is_not_written_over(mano: Mano) -> None:
    mano.writes(*ACT, *ABOUT)

    said = mano.refuses(*ACT, *ABOUT)

    assert "l'atto «2026-05-20-recesso-ponte» c'è già" in said.err


def test_an_act_may_correct_what_minutes_say(mano: Mano) -> None:
    mano.writes(
        *("atto", "registra", "--tipo", "altro", "--data", "2026-05-25", "--parola", "rettifica"),
        *("--oggetto", "Rettifica", "--effetto", f"rettifica verbale={MINUTES} presenti=ponte"),
    )

    assert f"{{tipo: rettifica, verbale: {MINUTES}, presenti: [il-ponte]}}" in mano.text(
        "data/atti/2026/2026-05-25-rettifica.yaml"
    )


def test_what_an_act_revokes_is_named_in_full(mano: Mano) -> None:
    write(mano.register, {MINUTES_FILE: mano.text(MINUTES_FILE)})
    mano.writes(
        *("atto", "registra", "--tipo", "altro", "--data", "2026-05-25", "--parola", "revoca"),
        *("--oggetto", "Revoca", "--effetto", f"revoca atto={MINUTES}/1"),
    )

    assert f"atto: {MINUTES}/1" in mano.text("data/atti/2026/2026-05-25-revoca.yaml")
