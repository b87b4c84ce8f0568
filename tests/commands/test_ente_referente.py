"""`rete ente referente`: who speaks for a body begins and ends."""

from tests.aiuti.mano import Mano

PONTE = "data/enti/il-ponte.yaml"


def test_a_new_representative_takes_the_place_of_the_one_before(mano: Mano) -> None:
    mano.writes(
        *("ente", "referente", "ponte", "--ruolo", "rappresentante"),
        *("--carica", "presidente", "--dal", "2025-01-01"),
    )
    mano.writes(
        *("ente", "referente", "ponte", "--ruolo", "rapp", "--carica", "vicepresidente"),
        *("--nome", "Nome Inventato", "--dal", "2026-06-01", "--atto", "2024-01-15-stipula"),
    )

    assert mano.text(PONTE).endswith(
        "referenti:\n"
        '  - {ruolo: rappresentante, carica: presidente, dal: "2025-01-01", al: "2026-05-31"}\n'
        "  - {ruolo: rappresentante, carica: vicepresidente, nome: Nome Inventato, "
        'dal: "2026-06-01", atto: 2024-01-15-stipula}\n'
    )


def test_contacts_serve_together_and_end_one_by_one(mano: Mano) -> None:
    for office in ("Direttrice", "segretario"):
        mano.writes(
            *("ente", "referente", "ponte", "--ruolo", "referente", "--carica", office),
            *("--tavolo", "abitare", "--dal", "2025-01"),
        )
    mano.writes("ente", "referente", "ponte", "--chiudi", "direttrìce", "--al", "2026-05-31")

    assert mano.text(PONTE).count(" al:") == 1
    assert (
        '{ruolo: referente, carica: Direttrice, tavolo: abitare, dal: "2025-01", al: "2026-05-31"}'
        in mano.text(PONTE)
    )
    said = mano.refuses("ente", "referente", "ponte", "--chiudi", "boh", "--al", "oggi")
    assert "«il-ponte» non ha incarichi aperti con la carica «boh» il 2026-06-01" in said.err


def test_to_end_an_office_only_its_name_and_day_are_given(mano: Mano) -> None:
    command = ("ente", "referente", "ponte", "--al", "oggi")

    assert "--al va con --chiudi" in mano.refuses(*command, code=2).err
    said = mano.refuses(*command, "--chiudi", "x", "--ruolo", "supplente", code=2)
    assert "con --chiudi si danno solo l'ente e --al" in said.err


def test_an_option_with_nothing_in_it_is_not_passed_over(mano: Mano) -> None:
    office = ("ente", "referente", "ponte")
    begins = (*office, "--ruolo", "supplente", "--carica", "x", "--dal", "oggi")

    assert "con --chiudi si danno solo" in mano.refuses(*begins, "--chiudi", "", code=2).err
    assert "--al va con --chiudi" in mano.refuses(*begins, "--al", "", code=2).err
    assert "manca --chiudi" in mano.refuses(*office, "--chiudi", "", "--al", "oggi", code=2).err
    assert "«nome» è un testo vuoto" in mano.refuses(*begins, "--nome", " ").out
    mano.writes(*begins)
    mano.writes(*office, "--chiudi", "x", "--al", "oggi", "--nome", "")
