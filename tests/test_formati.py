"""The formats of our own: what each accepts and refuses, whoever asks."""

import pytest

from rete.schema import FORMATS

ARABIC_DATE = "2025-03-01".translate({48 + n: 0x660 + n for n in range(10)})

GOOD = {
    "data": ["1900-01-01", "2024-02-29", "2200-12-31"],
    "data-o-mese": ["1900-01", "2024-02-29", "2200-12"],
    "ora": ["00:00", "09:05", "23:59"],
    "posta": ["a@b.it", "rete.di-x_y+z%w@sotto.dominio-1.example", "d'angelo@b.it", "A@B.IT"],
    "web": [
        "https://roccaverde.example",
        "http://www.a-b.it:8080/x/y?z=1&w=2#k",
        "https://b.it/perché",
        "https://xn--citt-0na.it/",
        "https://b.it?x",
    ],
    "codice-fiscale-ente": ["90000019993", "90000029992", "00743110157"],
}
BAD = {
    "data": [
        "2025-13-01",
        "2025-00-01",
        "2025-02-30",
        "2025-02-29",
        "0000-01-01",
        "1899-12-31",
        "2201-01-01",
        "2025-03",
        "2025-3-1",
        "01/03/2025",
        "2025-03-01\n",
        "2025-03-01 ",
        "",
        "oggi",
        ARABIC_DATE,
        "2025-03-01T00:00",
        "+2025-03-01",
        "20250301",
        "2025-W10-6",
        "2025-060",
    ],
    "data-o-mese": [
        "2025-13",
        "2025-00",
        "0000-01",
        "2025",
        "2025-3",
        "2025-03\n",
        "2025-02-30",
        "\u0662\u0660\u0662\u0665-\u0660\u0663",
        "2025-03-",
        "03-2025",
        "marzo 2025",
        "",
    ],
    "ora": [
        "24:00",
        "17:60",
        "7:30",
        "17.30",
        "17:30\n",
        "17:30:00",
        "\u0661\u0667:\u0663\u0660",
        "-1:00",
        "",
        "ore 9",
    ],
    "posta": [
        "",
        "a",
        "@b.it",
        "a@b",
        "a@b.it\n",
        "a b@c.it",
        "a@b..it",
        "a@b.it, c@d.it",
        "<a@b.it>",
        "mailto:a@b.it",
        "a@b.it>",
        "a@@b.it",
        "a@b.i",
        "à@b.it",
        "a@città.it",
        "a@b.it\u202e",
        "a@[1]",
        f"{'a' * 65}@b.it",
        ".a@b.it",
        "a.@b.it",
        "a..b@c.it",
        "a@-b.it",
        "a@b-.it",
        '"a"@b.it',
        "a@" + "b." * 200 + "it",
        "a@b.it\r\nBcc: c@d.it",
        "a@1.2.3.4",
        "'@b.it",
    ],
    "web": [
        "",
        "roccaverde.example",
        "//b.it",
        "ftp://b.it",
        "javascript:alert(1)",
        "https://",
        "HTTPS://b.it",
        "https://b.it/x y",
        "https://b.it/\n",
        "https://b.it\n",
        "https://a@b.it",
        "https://b.it/<script>",
        'https://b.it/"x',
        "https://b.it/`x`",
        "https://b.it\\x",
        "https://.",
        "https://-b.it",
        "https://b..it",
        "https://b",
        "https://b.it:999999",
        "https://b.it:/x:",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://città.it",
        "https://[::1]/",
        "https:b.it",
        "https://b.it/\u00a0x",
        "https://b.it/\u2003x",
    ],
    "codice-fiscale-ente": [
        "",
        "90000019994",
        "9000001999",
        "90000019993\n",
        "IT90000019993",
        "RCCMNL83S18D969H",
        "00000000000",
        "\uff1990000019993",
    ],
}


def pairs(texts: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, text) for name, some in texts.items() for text in some]


@pytest.mark.parametrize(("name", "text"), pairs(GOOD))
def test_a_format_accepts(name: str, text: str) -> None:
    assert FORMATS[name](text)


@pytest.mark.parametrize(("name", "text"), pairs(BAD))
def test_a_format_refuses(name: str, text: str) -> None:
    assert not FORMATS[name](text)


def test_every_format_is_tried() -> None:
    assert set(GOOD) == set(BAD) == set(FORMATS)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_format_says_nothing_of_what_is_not_a_text(name: str) -> None:
    assert all(FORMATS[name](value) for value in (1, 1.5, [], {}))


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_format_answers_at_once_whatever_the_text(name: str) -> None:
    for text in (
        "a." * 500_000,
        "a@" + "a-" * 500_000,
        "https://" + "a." * 500_000 + "/",
        "-" * 10**6,
    ):
        assert not FORMATS[name](text)
