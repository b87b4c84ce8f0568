"""Texts, orders of what happened and people who do things, at random, for minutes and notes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from rete.model.convocazione import Convocazione
from rete.model.verbale import Azione, Decisione, Movimento, Punto, Svolto, Verbale

# Any text that a file may hold: lines that look like words of the notes, blank ones, signs.
LINES = st.one_of(
    st.sampled_from(
        ["DECISO: sì", "Presenti - il ponte", "RINVIATO", "> citazione", "", "  rientrata", "- a"]
    ),
    st.text(alphabet="aàè: ->.;,0\t«»", max_size=12),
)


def _text(lines: Sequence[str]) -> str:
    return lines[0] if len(lines) == 1 else "".join(f"{line}\n" for line in lines)


TEXTS = st.lists(LINES, min_size=1, max_size=5).map(_text).filter(lambda text: bool(text.strip()))


def doers(bodies: tuple[str, ...]) -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
    """Bodies, others in words, or both."""
    words = st.text(alphabet="ab »«;,:", min_size=1, max_size=9).filter(str.strip)
    others = st.lists(words, min_size=1, max_size=2, unique=True).map(tuple)
    return (
        st.just({"responsabili": bodies})
        | st.builds(lambda some: {"responsabili": (), "incaricati": some}, others)
        | st.builds(lambda some: {"responsabili": bodies, "incaricati": some}, others)
    )


@st.composite
def in_their_order(
    draw: st.DrawFn,
    odg: tuple[Punto, ...],
    decisions: tuple[Decisione, ...],
    actions: tuple[Azione, ...],
) -> tuple[Punto, ...]:
    """Some points tell what happened in its order: of those where a text follows a decision."""
    left = {"decisione": [*decisions], "azione": [*actions]}
    whole: list[tuple[str, Decisione | Azione]] = []
    while any(left.values()):
        che = draw(st.sampled_from([one for one in left if left[one]]))
        whole.append((che, left[che].pop(0)))
    return tuple(
        replace(punto, discussione=None, svolgimento=steps)
        if draw(st.booleans())
        and _goes_on(
            steps := draw(steps_of([(c, o.n) for c, o in whole if o.punto == punto.punto]))
        )
        else punto
        for punto in odg
    )


@st.composite
def steps_of(draw: st.DrawFn, things: list[tuple[str, int]]) -> tuple[Svolto, ...]:
    """Decisions and actions of a point, with texts here and there, no two texts together."""
    found = [Svolto(testo=draw(TEXTS))] if draw(st.booleans()) else []
    for che, n in things:
        found.append(Svolto(decisione=n) if che == "decisione" else Svolto(azione=n))
        found += [Svolto(testo=draw(TEXTS))] if draw(st.booleans()) else []
    return tuple(found)


def _goes_on(steps: Sequence[Svolto]) -> bool:
    decided = [place for place, one in enumerate(steps) if one.decisione is not None][:1]
    return any(one.testo is not None for place in decided for one in steps[place:])


SOME_TEXT = st.none() | st.sampled_from(["Sala grande, primo piano", "a: b", "> x", "12"])
HOURS = st.none() | st.sampled_from(["09:30", "17:05"])
DAYS = st.none() | st.sampled_from([date(2026, 3, 1), date(2025, 12, 31)])
LETTERS = st.builds(
    Convocazione,
    scritta_il=DAYS,
    protocollo=SOME_TEXT,
    inviata=DAYS,
    inviata_alle=HOURS,
    mezzo=st.none() | st.sampled_from(["PEC", "posta, e a voce"]),
    urgente=st.booleans(),
    ora=HOURS,
    luogo=SOME_TEXT,
    modalita=st.none() | st.sampled_from(["mista", "scritta"]),
    collegamento=SOME_TEXT,
    seconda_il=DAYS,
    seconda_ora=HOURS,
    seconda_luogo=SOME_TEXT,
    risposte_entro=DAYS,
    richiesta_da=st.sampled_from([(), ("la-bussola", "terra-buona")]),
    richiesta_il=DAYS,
    convoca=SOME_TEXT,
    articolo=st.none() | st.sampled_from(["5", "12-bis"]),
)


def movements(verbale: Verbale) -> st.SearchStrategy[Movimento]:
    there = st.sampled_from(verbale.attending or ("comune-di-roccaverde",))
    hours = st.sampled_from([None, "18:05", "09:30"])
    votes = st.integers(min_value=0, max_value=9)

    def enters(ente: str, hour: str | None, vote: int) -> Movimento:
        return Movimento(ente=ente, entra=hour, dal_voto=vote + 1)

    def leaves(ente: str, hour: str | None, vote: int) -> Movimento:
        return Movimento(ente=ente, esce=hour, dopo_il_voto=vote)

    return (
        st.builds(enters, there, hours, votes)
        | st.builds(leaves, there, hours, votes)
        | st.builds(lambda ente: Movimento(ente=ente, entra="18:00"), there)
    )
