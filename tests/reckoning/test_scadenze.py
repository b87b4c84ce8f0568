"""Due dates of the pact, tables and bodies: there, overdue, gone when the register says so."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rete.model.regole import Cadenza
from rete.reckoning.deadlines.scadenza import Scadenza, last_of_first_half, next_by_cadence
from tests.aiuti.registro import STIPULA, Data, act, body
from tests.aiuti.scadenzario import FOUNDED, alliance, days, due

TERM: Data = {"id": "primo", "dal": "2025-01-01", "al": "2026-12-31", "atto": STIPULA}
RENEWED: Data = {"id": "secondo", "dal": "2027-01-01", "al": "2029-12-31", "atto": "fonte",
                 "fonti": [{"titolo": "Gazzetta", "data": "2026-11-01"}]}  # fmt: skip


@pytest.mark.parametrize(
    ("left", "state"),
    [(-1, "scaduta"), (0, "imminente"), (30, "imminente"), (31, "futura")],
)
def test_the_last_day_is_not_too_late_and_thirty_days_are_near(left: int, state: str) -> None:
    oggi = date(2026, 6, 1)
    due_day = date.fromordinal(oggi.toordinal() + left)
    one = Scadenza(tipo="bando", riferimento="x", titolo="X", scade=due_day, perche="", file="")

    assert one.days_left(oggi) == left
    assert one.state_on(oggi) == state


# --- the pact ---


def test_the_end_of_the_term_stays_until_another_term_follows() -> None:
    ended = alliance(periodi=[TERM])
    renewed = alliance(periodi=[TERM, RENEWED])

    assert days(due(ended), "fine-periodo/primo") == ("2026-12-31", False)
    assert due(ended, "2027-03-01")["fine-periodo/primo"].days_left(date(2027, 3, 1)) == -60
    assert "fine-periodo/primo" not in due(renewed)
    assert "fine-periodo/secondo" in due(renewed)


def test_a_renewal_decided_later_does_not_settle_the_term_before_it_was_decided() -> None:
    decided = {**RENEWED, "atto": "2026-09-01-rinnovo"}
    records = alliance(periodi=[TERM, decided])
    renewal: Data = {"tipo": "rinnovo", "periodo": "secondo", "dal": "2027-01-01"}
    records[("atto", "2026-09-01-rinnovo")] = act(renewal)

    assert "fine-periodo/primo" in due(records, "2026-08-31")
    assert "fine-periodo/primo" not in due(records, "2026-09-01")


def test_an_end_that_follows_from_the_length_is_said_to_be_inferred() -> None:
    lasting: Data = {"id": "primo", "dal": "2025-01-01", "durata": {"anni": 4}, "atto": STIPULA}

    assert days(due(alliance(periodi=[lasting])), "fine-periodo/primo") == ("2028-12-31", True)


@pytest.mark.parametrize(
    ("term", "why", "inferred"),
    [
        ({"al": "2028-12-31"}, "è l'ultimo giorno del periodo;", False),
        (
            {"al": "2028-12"},
            "è l'ultimo giorno del mese in cui finisce il periodo, di cui non è noto il giorno;",
            True,
        ),
        (
            {"durata": {"anni": 4}},
            "l'ultimo giorno non è scritto: il periodo corre dal 01/01/2025 e dura 4 anni;",
            True,
        ),
        (
            {"dal": "2025-01", "durata": {"anni": 4}},
            (
                "l'ultimo giorno non è scritto: il periodo corre da gennaio 2025 "
                "(il giorno non è noto: si conta dal primo) e dura 4 anni;"
            ),
            True,
        ),
    ],
)
def test_the_end_of_the_term_says_how_its_day_is_known(
    term: Data, why: str, inferred: bool
) -> None:
    written: Data = {"id": "primo", "dal": "2025-01-01", "atto": STIPULA, **term}
    found = due(alliance(periodi=[written]))

    assert days(found, "fine-periodo/primo") == ("2028-12-31", inferred)
    assert found["fine-periodo/primo"].perche == (
        f"{why} dopo non ne risulta un altro; non è scritto se e come si rinnova"
    )


def test_a_renewal_before_an_inferred_end_is_inferred_too_and_says_so() -> None:
    term: Data = {
        "id": "primo",
        "dal": "2025-01-01",
        "durata": {"anni": 2},
        "atto": STIPULA,
        "rinnovo": {"decidere_entro": {"mesi": 3}},
    }
    found = due(alliance(periodi=[term]))

    assert found["rinnovo/primo"].dedotta
    assert found["rinnovo/primo"].perche.endswith("che è il 31/12/2026 (giorno dedotto)")
    assert "non è scritto se" not in found["fine-periodo/primo"].perche


@pytest.mark.parametrize(
    ("term", "why"),
    [
        ({"al": "2026-12-31"}, "al 31/12/2026; non risulta fatto"),
        ({"al": "2026-12"}, "al 31/12/2026 (l'ultimo è noto solo al mese); non risulta fatto"),
        (
            {"dal": "2025-01", "durata": {"anni": 2}},
            (
                "al 31/12/2026 (il primo giorno è noto solo al mese; l'ultimo è dedotto dalla "
                "durata); non risulta fatto"
            ),
        ),
    ],
)
def test_a_monitoring_without_a_day_says_from_which_days_its_own_is_taken(
    term: Data, why: str
) -> None:
    written: Data = {"id": "primo", "dal": "2025-01-01", "atto": STIPULA, **term}
    foreseen: Data = {"id": "dati", "tipo": "intermedio", "periodo": "primo"}
    found = due(alliance(periodi=[written], monitoraggi=[foreseen]))

    assert found["monitoraggio/dati"].perche == (
        f"il giorno non è scritto: si prende la metà del periodo, dal 01/01/2025 {why}"
    )


def test_a_pact_that_foresees_no_renewal_ends_and_that_is_all() -> None:
    records = alliance(periodi=[{**TERM, "rinnovo": {"modo": "nessuno"}}])

    assert "fine-periodo/primo" in due(records, "2026-12-31")
    assert due(records, "2027-01-01") == {}


def test_the_renewal_is_to_be_decided_so_long_before_the_end_and_never_on_a_holiday() -> None:
    term = {**TERM, "al": "2027-01-31", "rinnovo": {"modo": "espresso",
            "decidere_entro": {"mesi": 3}}}  # fmt: skip
    left = due(alliance(periodi=[term]))
    moved = due(alliance({"termine_festivo": "slitta"}, periodi=[term]))

    assert days(left, "rinnovo/primo") == ("2026-10-31", False)
    assert days(moved, "rinnovo/primo") == ("2026-10-31", False)
    sunday = {**term, "al": "2027-02-01", "rinnovo": {"decidere_entro": {"mesi": 3}}}
    moved = due(alliance({"termine_festivo": "slitta"}, periodi=[sunday]))
    # 1 November 2026 is a holiday and a Sunday: the Saturday before.
    assert days(moved, "rinnovo/primo") == ("2026-10-31", False)


def test_where_the_pact_says_nothing_of_renewal_nothing_is_to_be_decided() -> None:
    silent = alliance(periodi=[TERM])
    renewed = {**TERM, "rinnovo": {"decidere_entro": {"mesi": 3}}}

    assert "rinnovo/primo" not in due(silent)
    assert "rinnovo/primo" in due(alliance(periodi=[renewed]), "2026-11-30")
    assert "rinnovo/primo" not in due(alliance(periodi=[renewed, RENEWED]), "2026-11-30")
    # Once the term is over, its end says it all.
    assert "rinnovo/primo" not in due(alliance(periodi=[renewed]), "2027-01-01")


@pytest.mark.parametrize(
    ("kind", "stated", "day", "inferred"),
    [
        ("intermedio", "2026-03-31", "2026-03-31", False),
        ("intermedio", None, "2025-12-31", True),
        ("annuale", None, "2025-12-31", True),
        ("finale", None, "2026-12-31", True),
    ],
)
def test_a_monitoring_has_its_day_or_one_that_is_inferred(
    kind: str, stated: str | None, day: str, inferred: bool
) -> None:
    foreseen: Data = {"id": "dati", "tipo": kind, "periodo": "primo", "articolo": "1"}
    foreseen |= {"entro": stated} if stated else {}
    found = due(alliance(periodi=[TERM], monitoraggi=[foreseen]))

    assert days(found, "monitoraggio/dati") == (day, inferred)
    assert found["monitoraggio/dati"].articolo == "1"
    assert found["monitoraggio/dati"].comando == "rete patto monitora dati"


def test_a_monitoring_is_dealt_with_when_its_file_is_there() -> None:
    records = alliance(
        periodi=[TERM], monitoraggi=[{"id": "dati", "tipo": "finale", "periodo": "primo"}]
    )
    records[("monitoraggio", "dati")] = {"dal": "2026-05-10", "valori": []}

    assert "monitoraggio/dati" in due(records, "2026-05-09")
    assert "monitoraggio/dati" not in due(records, "2026-05-10")
    assert "monitoraggio/dati" not in due(records, unread=[("monitoraggio", "dati")])


def test_a_duty_that_comes_again_shows_its_next_day_and_is_never_overdue() -> None:
    every: Data = {"id": "elenco", "chi": "il-ponte", "cosa": "Pubblicare l'elenco.",
                   "ogni": {"mesi": 6}, "articolo": "1"}  # fmt: skip
    records = alliance(periodi=[TERM], adempimenti=[every])

    assert days(due(records, "2025-06-30"), "adempimento/elenco") == ("2025-07-01", True)
    assert days(due(records, "2025-07-01"), "adempimento/elenco") == ("2025-07-01", True)
    assert days(due(records, "2025-07-02"), "adempimento/elenco") == ("2026-01-01", True)
    assert due(records)["adempimento/elenco"].enti == ("il-ponte",)
    assert "adempimento/elenco" not in due(records, "2026-12-01")


def test_months_are_counted_from_the_start_so_that_the_last_day_comes_back() -> None:
    term = {**TERM, "dal": "2025-01-31"}
    every: Data = {"id": "x", "chi": "noi", "cosa": "Dire.", "ogni": {"mesi": 1}, "articolo": "1"}
    records = alliance(periodi=[term], adempimenti=[every])

    assert days(due(records, "2025-02-02"), "adempimento/x") == ("2025-02-28", True)
    assert days(due(records, "2025-03-02"), "adempimento/x") == ("2025-03-31", True)


def test_a_duty_with_its_day_stays_overdue_until_it_is_taken_away() -> None:
    once: Data = {"id": "x", "chi": "noi", "cosa": "Dire.", "entro": "2026-05-01", "articolo": "1"}

    found = due(alliance(adempimenti=[once]))

    assert days(found, "adempimento/x") == ("2026-05-01", False)
    assert found["adempimento/x"].state_on(date(2026, 6, 1)) == "scaduta"


def test_a_pact_that_cannot_be_read_says_nothing() -> None:
    assert due(alliance(periodi=[TERM]), unread=[("patto", "patto")]) == {}


# --- tables, bodies and projects ---


def test_the_charge_of_a_table_ends_unless_the_table_is_closed() -> None:
    charged: Data = {"nome": "Abitare", "genere": "tavolo-tematico", "istituzione": FOUNDED,
                     "incarico": {"scopo": "Case", "scade": "2026-05-31"},
                     "coordinamento": [{"ente": "il-ponte", **FOUNDED}],
                     "componenti": [{"ente": "il-ponte", **FOUNDED}]}  # fmt: skip
    records = alliance()
    records[("tavolo", "abitare")] = charged
    found = due(records)["incarico/abitare"]

    assert found.state_on(date(2026, 6, 1)) == "scaduta"
    assert (found.enti, found.comando) == (("il-ponte",), "rete tavolo chiudi abitare")
    records[("tavolo", "abitare")] = {**charged, "chiusura": {"al": "2026-05-31", "atto": STIPULA}}
    assert "incarico/abitare" not in due(records)


def representing(*offices: Data) -> Data:
    return body("Il Ponte", FOUNDED, referenti=list(offices))


OFFICE: Data = {"ruolo": "rappresentante", "carica": "presidente", "al": "2026-06-15"}


def test_a_representative_whose_term_ends_is_told_until_another_follows() -> None:
    records = alliance()
    records[("ente", "il-ponte")] = representing(OFFICE)
    identifier = "referente/il-ponte/rappresentante"

    assert days(due(records), identifier) == ("2026-06-15", False)
    assert due(records, "2026-07-01")[identifier].state_on(date(2026, 7, 1)) == "scaduta"
    after: Data = {"ruolo": "rappresentante", "carica": "vicepresidente", "dal": "2026-06-16"}
    records[("ente", "il-ponte")] = representing(OFFICE, after)
    assert identifier not in due(records)
    other = {**after, "ruolo": "supplente"}
    records[("ente", "il-ponte")] = representing(OFFICE, other)
    assert identifier in due(records)


def test_other_offices_are_told_only_until_they_end() -> None:
    records = alliance()
    records[("ente", "il-ponte")] = representing({**OFFICE, "ruolo": "supplente"})

    assert "referente/il-ponte/supplente" in due(records, "2026-06-15")
    assert "referente/il-ponte/supplente" not in due(records, "2026-06-16")


def test_an_office_that_ends_with_the_membership_is_no_due_date() -> None:
    leaving = {**FOUNDED, "al": "2026-06-15", "causa": "recesso"}
    records = alliance()
    records[("ente", "il-ponte")] = body("Il Ponte", leaving, referenti=[OFFICE])

    assert "referente/il-ponte/rappresentante" not in due(records)


def registered(day: str | None) -> Data:
    runts: Data = {"stato": "iscritto"} | ({"verificato_il": day} if day else {})
    return body("Il Ponte", FOUNDED, runts=runts)


def test_the_runts_is_looked_up_again_after_a_year() -> None:
    records = alliance()
    records[("ente", "il-ponte")] = registered("2025-05-31")

    assert due(records)["runts/il-ponte"].scade == date(2026, 5, 31)
    assert due(records)["runts/il-ponte"].state_on(date(2026, 6, 1)) == "scaduta"
    records[("ente", "il-ponte")] = registered("2026-05-31")
    assert due(records)["runts/il-ponte"].scade == date(2027, 5, 31)
    records[("ente", "il-ponte")] = registered(None)
    assert "runts/il-ponte" not in due(records)


def test_the_runts_of_whoever_is_not_in_is_nobodys_business() -> None:
    records = alliance()
    records[("ente", "il-ponte")] = {**registered("2025-05-31"), "adesioni": []}

    assert "runts/il-ponte" not in due(records)


def project(*phases: Data) -> Data:
    return {
        "titolo": "Orti", "tavolo": "plenaria", "procedura": "bando", "bisogni": [], "ambiti": [],
        "bando": {"titolo": "Verde", "ente_erogatore": "Regione", "scadenza": "2026-06-20"},
        "partner": [{"ente": "il-ponte", "ruolo": "capofila", "dal": "2026-01"}],
        "comunita": [], "fasi": list(phases),
    }  # fmt: skip


def test_a_call_closes_until_the_project_is_sent_in() -> None:
    records = alliance()
    records[("progetto", "orti")] = project({"stato": "idea", "dal": "2026-01"})

    assert due(records)["bando/orti"].enti == ("il-ponte",)
    assert due(records, "2026-07-01")["bando/orti"].state_on(date(2026, 7, 1)) == "scaduta"
    records[("progetto", "orti")] = project(
        {"stato": "idea", "dal": "2026-01"}, {"stato": "presentato", "dal": "2026-05-20"}
    )
    assert "bando/orti" not in due(records)
    assert "bando/orti" in due(records, "2026-05-19")


# --- invariants ---

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2150, 12, 31))


@given(first=DAYS, last=DAYS)
def test_the_first_half_ends_inside_and_is_never_the_longer(first: date, last: date) -> None:
    first, last = min(first, last), max(first, last)
    middle = last_of_first_half(first, last)

    assert first <= middle <= last
    assert middle == first or (middle - first).days + 1 <= (last - middle).days


@given(last=DAYS, times=st.integers(min_value=1, max_value=366))
def test_a_table_that_meets_on_time_meets_as_often_as_it_should(last: date, times: int) -> None:
    day = next_by_cadence(last, Cadenza(volte_anno=times))

    assert day is not None
    assert 0 < (day - last).days * times <= 366 + times


@given(oggi=st.dates(min_value=date(2025, 1, 1), max_value=date(2026, 12, 31)))
def test_a_due_date_that_comes_again_is_never_in_the_past(oggi: date) -> None:
    every: Data = {"id": "x", "chi": "noi", "cosa": "Dire.", "articolo": "1",
                   "ogni": {"giorni_lavorativi": 7}}  # fmt: skip
    found = due(alliance(periodi=[TERM], adempimenti=[every]), oggi.isoformat())

    if oggi <= date(2026, 12, 15):
        assert 0 <= found["adempimento/x"].days_left(oggi) <= 14
    assert all(one.scade >= oggi for one in found.values() if one.tipo == "adempimento")


@given(order=st.permutations(["primo", "secondo", "terzo"]))
def test_the_order_of_the_files_changes_nothing(order: list[str]) -> None:
    records = alliance()
    for name in order:
        records[("progetto", name)] = project({"stato": "idea", "dal": "2026-01"})

    assert [one for one in due(records) if one.startswith("bando/")] == [
        "bando/primo",
        "bando/secondo",
        "bando/terzo",
    ]
