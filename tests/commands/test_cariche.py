"""Offices of the network: given and ended by acts, ended with the adhesion, shown where asked."""

import json
from collections.abc import Callable

from tests.aiuti.coppie import ACT, DAY, base, decided, eve
from tests.aiuti.luoghi import EXAMPLE
from tests.aiuti.mano_atti import Hand, hand
from tests.aiuti.registro import Data, Records
from tests.conftest import Said

__all__ = ["hand"]

PACT = "data/patto.yaml"
GIVEN: Data = {"tipo": "carica", "carica": "portavoce", "ente": "bosco", "dal": DAY}
ENDED: Data = {"tipo": "fine-carica", "carica": "portavoce", "ente": "acqua", "al": "2024-06-30"}
LEFT: Data = {"tipo": "cessazione", "ente": "acqua", "al": "2024-06-30", "causa": "recesso"}
READ = ("--oggi", "2026-06-01")
Rete = Callable[..., Said]


def with_places(places: int | None) -> Records:
    """A register where so many may speak for the network."""
    records = base()
    [office] = records[("patto", "patto")]["vocabolari"]["cariche"]
    del office["posti"]
    office |= {"posti": places} if places else {}
    return records


def test_an_office_of_one_ends_the_day_before_it_is_of_another(hand: Hand) -> None:
    mano = hand(decided(base(), GIVEN))
    said = mano.writes("verbale", "attua", ACT)
    assert "finisce la carica «portavoce» di «acqua»: ultimo giorno 19/05/2024" in said.out
    assert f'{{carica: portavoce, ente: bosco, dal: "{DAY}", atto: {ACT}}}' in mano.text(PACT)
    assert f'al: "{eve(DAY)}", atto_fine: {ACT}' in mano.text(PACT)
    assert mano.is_sound()


def test_an_office_of_several_or_of_nobody_knows_how_many_ends_for_none(hand: Hand) -> None:
    for places in (2, None):
        mano = hand(decided(with_places(places), GIVEN))
        mano.writes("verbale", "attua", ACT)
        assert "atto_fine" not in mano.text(PACT)
        assert mano.is_sound()


def test_an_office_that_the_pact_has_not_is_not_given(hand: Hand) -> None:
    mano = hand(decided(base(), {**GIVEN, "carica": "tesoriere"}))
    assert "l'effetto «carica» della decisione 1 cita «tesoriere»" in mano.call("controlla").out
    said = mano.refuses("verbale", "attua", ACT)
    assert "«tesoriere» non è una carica del patto: aggiungila a «vocabolari.cariche»" in said.out


def test_who_has_an_office_already_is_not_given_it_again(hand: Hand) -> None:
    mano = hand(decided(with_places(2), {**GIVEN, "ente": "acqua"}))
    said = mano.refuses("verbale", "attua", ACT)
    assert "«acqua» ha già la carica «portavoce» il 20/05/2024" in said.out


def test_an_office_that_a_body_has_not_does_not_end(hand: Hand) -> None:
    mano = hand(decided(base(), {**ENDED, "ente": "bosco"}))
    said = mano.refuses("verbale", "attua", ACT)
    assert "«bosco» non ha la carica «portavoce» il 30/06/2024" in said.out


def test_who_leaves_the_network_leaves_its_offices_and_it_is_told_that_nobody_has_them(
    hand: Hand,
) -> None:
    mano = hand(decided(base(), LEFT))
    said = mano.writes("verbale", "attua", ACT)
    assert "finisce la carica «portavoce» di «acqua»: ultimo giorno 30/06/2024" in said.out
    assert "nessuno ha più la carica «portavoce»: affidala a un altro ente" in said.out
    assert mano.is_sound()


def test_who_leaves_an_office_that_another_has_too_leaves_it_to_the_other(hand: Hand) -> None:
    records = with_places(2)
    begun: Data = {"carica": "portavoce", "ente": "colle", "dal": "2024-02-01", "atto": "fonte"}
    records[("patto", "patto")]["cariche"].append({**begun, "fonti": [{"titolo": "Lettera"}]})
    said = hand(decided(records, LEFT)).writes("verbale", "attua", ACT)
    assert "nessuno ha più la carica" not in said.out


def test_an_office_left_open_by_who_left_is_told_once(hand: Hand) -> None:
    records = base()
    records[("ente", "acqua")]["adesioni"][0] |= {"al": "2024-06-30", "atto_fine": ACT}
    found = hand(decided(records, LEFT)).call("controlla").out
    about = [line for line in found.splitlines() if "carica «portavoce»" in line]
    assert [line[-8:] for line in about] == ["[PAT067]"]


def test_an_office_may_be_named_as_the_documents_do(hand: Hand) -> None:
    mano = hand(base())
    mano.writes(
        *(
            "atto",
            "registra",
            "--data",
            "2024-05-10",
            "--tipo",
            "provvedimento",
            "--parola",
            "portavoce",
        ),
        *("--oggetto", "Il portavoce", "--di", "la plenaria"),
        *("--effetto", f"carica carica=PORTAVOCE ente=bosco dal={DAY}"),
    )
    act = "data/atti/2024/2024-05-10-portavoce.yaml"
    assert f'{{tipo: carica, ente: bosco, carica: portavoce, dal: "{DAY}"}}' in mano.text(act)


def test_cards_say_who_has_which_office_and_which_nobody_has(rete: Rete) -> None:
    pact = rete("patto", "mostra", *READ, folder=EXAMPLE).out
    assert "Cariche al 01/06/2026\n  Portavoce  " in pact
    assert "La Quercia (centro-la-quercia), dal 01/05/2026\n" in pact
    assert (
        "nessuno, secondo il registro"
        in rete("patto", "mostra", "--oggi", "2025-06-01", folder=EXAMPLE).out
    )
    body = rete("ente", "mostra", "centro-la-quercia", *READ, folder=EXAMPLE).out
    assert "Cariche al 01/06/2026\n  Portavoce  dal 01/05/2026\n" in body
    as_data = json.loads(
        rete("ente", "mostra", "centro-la-quercia", *READ, "--formato", "json", folder=EXAMPLE).out
    )
    assert as_data["ente"]["cariche"] == ["portavoce"]
    held = json.loads(rete("patto", "mostra", *READ, "--formato", "json", folder=EXAMPLE).out)
    assert held["patto"]["cariche_del_giorno"] == [
        {"carica": "garante", "ente": "mutuo-soccorso"},
        {"carica": "portavoce", "ente": "centro-la-quercia"},
    ]


def test_the_list_of_members_says_who_has_the_offices_of_that_day(rete: Rete) -> None:
    command = ("documento", "elenco-aderenti", "--formato", "md")
    after = rete(*command, "--al", "2026-06-01", folder=EXAMPLE).out
    assert "Cariche della rete:\n\n- Portavoce: " in after
    assert "- Garante della trasparenza: " in after
    assert "Cariche" not in rete(*command, "--al", "2025-06-01", folder=EXAMPLE).out


def test_what_changed_between_two_days_tells_offices_one_by_one(rete: Rete) -> None:
    out = rete("patto", "confronta", "2026-04-01", "2026-06-01", folder=EXAMPLE).out
    assert "01/05/2026  Portavoce: comincia La Quercia\n" in out
    assert "30/04/2026  Portavoce: finisce Casa Aperta\n" in out
    said = json.loads(
        rete(
            "patto", "confronta", "2026-04-01", "2026-06-01", "--formato", "json", folder=EXAMPLE
        ).out
    )
    begun = [one for one in said["confronto"]["cambiamenti"] if one["argomento"] == "cariche"]
    assert [(one["oggetto"], one["tipo"]) for one in begun] == [
        ("garante", "esce"),
        ("portavoce", "entra"),
        ("portavoce", "esce"),
    ]


def test_an_office_that_nobody_has_is_among_what_is_missing(rete: Rete, hand: Hand) -> None:
    records = base()
    del records[("patto", "patto")]["cariche"]
    mano = hand(records)
    assert "1  carica che nessuno ha" in mano.call("stato").out
    assert "carica che nessuno ha" not in hand(base()).call("stato").out
