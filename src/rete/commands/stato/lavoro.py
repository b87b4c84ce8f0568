"""The things to do in `rete stato`: a line for each kind, with its command."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from rete import italiano
from rete.commands.stato.testo import WIDTH, fitted, hanging, on_the
from rete.reckoning.deadlines import Scadenza, TipoScadenza
from rete.reckoning.missing import Lacuna
from rete.reckoning.overview import Panorama
from rete.records import frozen
from rete.render.terminal_text import TO_DO, printable

SCREEN: Final = 24
THIS_WEEK: Final = 7
ALL: Final = "rete stato --tutto"
_INDENT, _TEXT, _COMMAND = 6, 38, 34
_LIGHTS: Final = ("runts", "riunione")
_APART: Final = ("approvazione", "attuazione", *_LIGHTS)
_NAMES: Final[dict[TipoScadenza, tuple[str, str]]] = {
    "fine-periodo": ("fine del periodo", "fine del periodo"),
    "rinnovo": ("rinnovo", "rinnovi"),
    "monitoraggio": ("monitoraggio", "monitoraggi"),
    "adempimento": ("adempimento", "adempimenti"),
    "convocazione": ("convocazione", "convocazioni"),
    "redazione": ("seduta senza verbale", "sedute senza verbale"),
    "approvazione": ("verbale da approvare", "verbali da approvare"),
    "attuazione": ("decisione da attuare", "decisioni da attuare"),
    "ratifica": ("ratifica", "ratifiche"),
    "azione": ("azione", "azioni"),
    "riunione": ("tavolo fermo da troppo", "tavoli fermi da troppo"),
    "incarico": ("incarico", "incarichi"),
    "bando": ("bando", "bandi"),
    "referente": ("mandato", "mandati"),
    "runts": ("iscrizione al RUNTS da riverificare", "iscrizioni al RUNTS da riverificare"),
}


_SINCE: Final[dict[TipoScadenza, str]] = {"fine-periodo": "già il", "redazione": "dal"}


@frozen
class Lavoro:
    """One line: how many, of what, the command that deals with it; ``voci`` name them."""

    quanti: int
    parole: str
    comando: str
    voci: tuple[str, ...] = ()


def work_lines(panorama: Panorama, *, room: int, everything: bool) -> list[str]:
    """Two blocks, what to do and what to complete; cut to the room there is, unless everything."""
    blocks = {
        "Da fare": list(_to_do(panorama)),
        "Da aggiornare e completare": list(_to_complete(panorama)),
    }
    shown = {title: work for title, work in blocks.items() if work}
    takes = _shares([len(work) for work in shown.values()], room - 2 * len(shown))
    lines: list[str] = []
    for (title, work), share in zip(shown.items(), takes, strict=True):
        lines += ["", title]
        if everything:
            lines += [line for one in work for line in (_line(one), *_named(one))]
            continue
        kept = work if share >= len(work) else work[: share - 1]
        lines += map(_line, kept)
        if hidden := len(work) - len(kept):
            rest = Lavoro(quanti=hidden, parole="altre cose", comando=ALL)
            lines.append(_line(rest))
    return lines


def _shares(wanted: Sequence[int], room: int) -> list[int]:
    """How many lines each block gets: what comes first has more, nobody less than a third."""
    if len(wanted) < 2 or sum(wanted) <= room:
        return [min(want, room) for want in wanted]
    second = min(wanted[1], max(room - wanted[0], room // 3))
    return [room - second, second]


def _to_do(panorama: Panorama) -> Iterator[Lavoro]:
    day = panorama.giorno
    ordinary = [one for one in panorama.scadenze if one.tipo not in _APART]
    late = [one for one in ordinary if one.days_left(day) < 0]
    soon = [one for one in ordinary if 0 <= one.days_left(day) <= THIS_WEEK]
    for found in _by_kind(late):
        since = _SINCE.get(found[0].tipo, "in ritardo dal")
        yield _work(found, f" {since} {italiano.short_date(found[0].scade)}")
    for found in _by_kind(soon):
        yield _work(found, f" entro {on_the(found[-1].scade)}")
    undone = [one for one in panorama.scadenze if one.tipo == "attuazione"]
    if undone:
        yield _work(undone, "")
    if panorama.sedute.da_approvare:
        yield _minutes(panorama)


def _by_kind(found: Sequence[Scadenza]) -> list[list[Scadenza]]:
    """The due dates of each kind together, the kind with the nearest first."""
    alike: dict[str, list[Scadenza]] = defaultdict(list)
    for one in found:
        alike[one.tipo].append(one)
    return sorted(alike.values(), key=lambda group: group[0].order)


def _work(found: Sequence[Scadenza], when: str) -> Lavoro:
    tipo = found[0].tipo
    command = found[0].comando if len(found) == 1 else None
    if command is None or len(printable(command)) > _COMMAND:
        command = f"rete scadenze --tipo {tipo}"
    name = _NAMES[tipo][0 if len(found) == 1 else 1]
    return Lavoro(
        quanti=len(found),
        parole=f"{name}{when}",
        comando=command,
        voci=tuple(line for one in found for line in _titled(one)),
    )


def _titled(one: Scadenza) -> Iterator[str]:
    """The day and the thing, then its command, uncut so that it can be copied."""
    yield fitted(f"{italiano.short_date(one.scade)} {one.titolo}", WIDTH - _INDENT)
    if one.comando:
        yield f"{TO_DO}{printable(one.comando)}"


def _minutes(panorama: Panorama) -> Lavoro:
    """All the minutes not approved, also those that nothing says by when to approve."""
    ids = panorama.sedute.da_approvare
    late = sum(
        one.tipo == "approvazione" and one.days_left(panorama.giorno) < 0
        for one in panorama.scadenze
    )
    told = f", {late} in ritardo" if late else ""
    return Lavoro(
        quanti=len(ids),
        parole=f"{_NAMES['approvazione'][len(ids) > 1]}{told}",
        comando="rete verbale elenca --stato bozza",
        voci=ids,
    )


def _to_complete(panorama: Panorama) -> Iterator[Lavoro]:
    """What grows old first (contacts, RUNTS, tables that do not meet), then what is missing."""
    gaps = {lacuna.tipo: lacuna for lacuna in panorama.lacune}
    if "contatti" in gaps:
        yield _gap(gaps["contatti"])
    for kind in _LIGHTS:
        late = [o for o in panorama.scadenze if o.tipo == kind and o.days_left(panorama.giorno) < 0]
        if late:
            yield _work(late, "")
    for lacuna in panorama.lacune:
        if lacuna.tipo != "contatti":
            yield _gap(lacuna)


def _gap(lacuna: Lacuna) -> Lavoro:
    words, command = _gap_in_words(lacuna)
    return Lavoro(quanti=lacuna.quanti, parole=words, comando=command, voci=lacuna.quali)


def _gap_in_words(lacuna: Lacuna) -> tuple[str, str]:
    """What is missing, and the command that shows it."""
    members = "aderente" if lacuna.quanti == 1 else "aderenti"
    match lacuna.tipo:
        case "aderenti":
            count = lacuna.conteggio
            told = f" ({count.totale} pubblicati)" if count else ""
            return f"{members} senza nome{told}", "rete ente elenca"
        case "codice-fiscale" | "contatti" | "rappresentante":
            return f"{members} senza {lacuna.tipo.replace('-', ' ')}", ALL
        case "articoli":
            return "il patto non ha articoli nel registro", "rete patto mostra"
        case "componenti":
            return f"{'tavolo' if lacuna.quanti == 1 else 'tavoli'} senza componenti", ALL
        case "cariche":
            vacant = "carica che nessuno ha" if lacuna.quanti == 1 else "cariche che nessuno ha"
            return vacant, "rete patto mostra"
        case "atti":
            cards = "scheda" if lacuna.quanti == 1 else "schede"
            return f"{cards} con atti noti solo da fonti", ALL


def _line(work: Lavoro) -> str:
    number = f"{work.quanti or '':>4}"
    return f"{number}  {fitted(work.parole, _TEXT):<{_TEXT}}  {printable(work.comando)}"


def _named(work: Lavoro) -> list[str]:
    """The things of a line: ids together, sentences one for each line."""
    margin = " " * _INDENT
    if any(" " in voce for voce in work.voci):
        return [f"{margin}{voce}" for voce in work.voci]
    return hanging(", ".join(map(printable, work.voci)), margin)
