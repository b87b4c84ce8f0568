"""Cards: labels in a column, paragraphs wrapped, sections without lines left out."""

from rete.render.cards import card_as_text
from rete.views.lists_and_cards import Riga, Scheda, Sezione


def shown(*rows: tuple[str, str], width: int = 40) -> list[str]:
    righe = tuple(Riga(label, text) for label, text in rows)
    text = card_as_text(Scheda(titolo="Titolo", righe=righe), width=width, colour=False)
    return text.splitlines()[1:]


def test_lines_that_follow_one_another_are_one_paragraph() -> None:
    assert shown(("A", "uno\ndue\n\ntre\n")) == ["  A  uno due", "", "     tre"]


def test_the_items_of_a_list_keep_their_lines() -> None:
    assert shown(("A", "ecco:\n- uno\n- due")) == ["  A  ecco:", "     - uno", "     - due"]


def test_an_item_too_long_for_its_line_goes_on_under_its_first_word() -> None:
    first, second = "- " + "uno due tre " * 3, "10. " + "quattro " * 5
    assert shown(("A", f"{first}\n{second}")) == [
        "  A  - uno due tre uno due tre uno due",
        "       tre",
        "     10. quattro quattro quattro quattro",
        "         quattro",
    ]


def test_a_long_text_is_wrapped_beside_its_label_and_an_address_is_not_broken() -> None:
    address = "https://www.rete.example/" + "a" * 40

    assert shown(("A", f"prima di {address}")) == ["  A  prima di", f"     {address}"]


def test_a_label_too_wide_for_its_column_has_a_line_of_its_own() -> None:
    assert shown(("B", "due"), ("a" * 31, "uno")) == [
        "  B                               due",
        f"  {'a' * 31}",
        "                                  uno",
    ]


def test_what_could_drive_a_terminal_is_written_out() -> None:
    assert shown(("\x1b[1m", "\x1b[2J")) == ["  \\x1b[1m  \\x1b[2J"]


def test_a_section_without_lines_is_not_shown_and_colour_is_only_on_headings() -> None:
    scheda = Scheda(
        titolo="Titolo",
        righe=(),
        sezioni=(
            Sezione("Vuota", ()),
            Sezione("Piena", (Riga("", "testo"),)),
        ),
    )

    assert card_as_text(scheda, width=40, colour=True) == (
        "\x1b[1mTitolo\x1b[0m\n\n\x1b[1mPiena\x1b[0m\n  testo\n"
    )
