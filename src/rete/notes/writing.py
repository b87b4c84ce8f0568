"""Minutes → notes that read back as the same minutes."""

from collections.abc import Iterator

from rete.model.convocazione import Convocazione
from rete.model.svolgimento import Fatto, proceedings
from rete.model.verbale import (
    Azione,
    Decisione,
    Movimento,
    Punto,
    Verbale,
)
from rete.notes.actions import in_words
from rete.notes.written import discussion, ids_or_texts, names, said, texts
from rete.notes.written_decision import decision


def as_notes(verbale: Verbale) -> str:
    """The minutes as notes, names by id; without approval, attachments and sources."""
    lines = [*_heading(verbale), *_Body(verbale).lines()]
    return "".join(f"{line}\n" for line in lines)


def _heading(verbale: Verbale) -> Iterator[str]:
    yield f"TAVOLO: {', '.join(verbale.tavoli)}"
    yield f"DATA: {verbale.data.isoformat()}"
    yield from texts(
        ("NUMERO", None if verbale.numero is None else str(verbale.numero)),
        ("PROTOCOLLO", verbale.protocollo),
        ("INIZIO", verbale.inizio),
        ("FINE", verbale.fine),
        ("LUOGO", verbale.luogo),
        ("MODALITÀ", verbale.modalita),
        ("SESSIONE", verbale.sessione),
        ("CONVOCAZIONE", _call(verbale.convocazione) if verbale.convocazione else None),
        *(_of_the_letter(verbale.convocazione) if verbale.convocazione else ()),
        ("SECONDA CONVOCAZIONE DI", verbale.seconda_di),
        ("PRESIEDE", verbale.presiede),
        ("VERBALIZZA", verbale.verbalizza),
        ("NOTE DEL VERBALE", verbale.note),
    )
    if verbale.presenti_numero is not None:
        yield f"PRESENTI: {verbale.presenti_numero}"
    if verbale.presenti is not None:
        yield f"PRESENTI: {', '.join(verbale.presenti) or 'nessuno'}"
    yield from names("RISPOSTE", [f"{one.ente} {one.il}" for one in verbale.risposte])
    yield from names("COLLEGATI", verbale.collegati)
    yield from names("GIUSTIFICATI", verbale.giustificati)
    if verbale.ospiti:
        yield f"OSPITI: {ids_or_texts(verbale.ospiti)}"
    for delega in verbale.deleghe:
        yield f"DELEGA: {delega.di} → {delega.a}" if delega.a else f"DELEGA: {delega.di}"
    yield from texts(("DESERTA", verbale.deserta))


def _call(call: Convocazione) -> str:
    parts = (
        f"inviata {call.inviata}" if call.inviata else "non inviata",
        call.inviata_alle and f"alle {call.inviata_alle}",
        call.urgente and "urgente",
        call.seconda_il and f"seconda il {call.seconda_il}",
        call.seconda_ora and f"seconda alle {call.seconda_ora}",
        call.risposte_entro and f"risposte entro {call.risposte_entro}",
        call.mezzo or "mezzo non detto",
    )
    return ", ".join(part for part in parts if part)


def _of_the_letter(call: Convocazione) -> Iterator[tuple[str, str | None]]:
    yield "LETTERA DEL", str(call.scritta_il) if call.scritta_il else None
    yield "PROTOCOLLO DELLA CONVOCAZIONE", call.protocollo
    yield "CONVOCATA PER LE", call.ora
    yield "LUOGO DELLA CONVOCAZIONE", call.luogo
    yield "MODALITÀ DELLA CONVOCAZIONE", call.modalita
    yield "COLLEGAMENTO", call.collegamento
    yield "LUOGO DELLA SECONDA CONVOCAZIONE", call.seconda_luogo
    yield "CONVOCATA DA", call.convoca
    yield "ARTICOLO DELLA CONVOCAZIONE", call.articolo
    yield "RICHIESTA DA", ", ".join(call.richiesta_da) or None
    yield "RICHIESTA IL", str(call.richiesta_il) if call.richiesta_il else None


class _Body:
    """Points with what happened at each, in its order; movements where they came."""

    def __init__(self, verbale: Verbale) -> None:
        self._verbale = verbale
        self._titles = {punto.punto: punto.titolo for punto in verbale.odg}
        self._heads = {punto.punto: head_of(punto) for punto in verbale.odg}
        self._steps = {punto.punto: [*_steps(verbale, punto)] for punto in verbale.odg}
        self._decisions = list(verbale.decisioni)
        self._actions = list(verbale.azioni)
        self._movements = list(verbale.movimenti)
        self._taken = 0

    def lines(self) -> Iterator[str]:
        yield from self._about(None)
        for punto in self._verbale.odg:
            yield ""
            yield from said(head_of(punto), punto.titolo)
            if punto.rinviato:
                yield "RINVIATO"
            yield from self._about(punto.punto)
        while self._decisions or self._actions:
            yield from self._back_to(self._next_point())
        for point, steps in self._steps.items():
            if any(isinstance(one, str) for one in steps):
                self._steps[point] = [one for one in steps if isinstance(one, str)]
                yield from self._back_to(point)
        for movimento in self._movements:
            yield from _movement(movimento, None)

    def _back_to(self, point: int | None) -> Iterator[str]:
        yield ""
        known = self._heads.get(point or 0)
        yield known or ("SENZA PUNTO" if point is None else f"PUNTO {point}")
        yield from self._about(point)

    def _next_point(self) -> int | None:
        """The point of the first decision or action that is left, where its order is known.

        Notes number both as they come: an order that contradicts the numbers cannot be told.
        """
        first: list[Decisione | Azione] = [*self._decisions[:1], *self._actions[:1]]
        for one in first:
            steps = self._steps.get(one.punto or 0)
            if not steps or self._is_next(steps[0]):
                return one.punto
        self._steps[first[0].punto or 0].remove(first[0])
        return first[0].punto

    def _is_next(self, step: Fatto) -> bool:
        return isinstance(step, str) or step in (*self._decisions[:1], *self._actions[:1])

    def _about(self, point: int | None) -> Iterator[str]:
        """What comes next, as long as it is about this point."""
        steps = self._steps.get(point or 0, [])
        has_begun = False
        while steps and self._is_next(steps[0]):
            yield from self._step(steps.pop(0), point, after=has_begun)
            has_begun = True
        yield from self._movements_here()
        while self._decisions and self._is_free(self._decisions[0], point):
            yield from self._step(self._decisions[0], point)
        while self._actions and self._is_free(self._actions[0], point):
            yield from self._step(self._actions[0], point)

    def _is_free(self, one: Decisione | Azione, point: int | None) -> bool:
        return one.punto == point and one not in self._steps.get(point or 0, [])

    def _step(self, step: Fatto, point: int | None, *, after: bool = False) -> Iterator[str]:
        match step:
            case str():
                yield from _went_on(step) if after else discussion(step)
            case Azione():
                yield from _action(self._actions.pop(0))
            case Decisione():
                yield from self._movements_here()
                yield ""
                yield from decision(self._decisions.pop(0), self._titles.get(point or 0))
                self._taken += 1
                yield from self._movements_here()

    def _movements_here(self) -> Iterator[str]:
        while self._movements and _place(self._movements[0]) in (None, self._taken):
            yield from _movement(self._movements.pop(0), self._taken)


def head_of(punto: Punto) -> str:
    """The word that begins a point, whatever number is printed of it or of others."""
    return f"PUNTO {punto.punto}{f' ({punto.numero})' if punto.numero else ''}"


def _steps(verbale: Verbale, punto: Punto) -> Iterator[Fatto]:
    """What happened at a point in its order; only what was said where that is not known."""
    if punto.svolgimento:
        yield from proceedings(verbale, punto)
    elif punto.discussione:
        yield punto.discussione


def _went_on(text: str) -> Iterator[str]:
    """What was said after something else: marked, as it could go on with what is above it."""
    first, *rest = discussion(text)
    yield ""
    yield first if first.startswith(">") else f"> {first}"
    yield from rest


def _action(azione: Azione) -> Iterator[str]:
    who = ", ".join((*azione.responsabili, *map(in_words, azione.incaricati)))
    when = f" entro {azione.entro}" if azione.entro else ""
    yield from said("AZIONE", f"{who}; {azione.testo};{when}")


def _place(movimento: Movimento) -> int | None:
    """After how many decisions a movement came, where it says."""
    if movimento.dal_voto is not None:
        return movimento.dal_voto - 1
    return movimento.dopo_il_voto


def _movement(movimento: Movimento, taken: int | None) -> Iterator[str]:
    enters = movimento.entra is not None or movimento.dal_voto is not None
    hour = movimento.entra or movimento.esce
    text = f"{'ENTRA' if enters else 'ESCE'}: {movimento.ente}{f' {hour}' if hour else ''}"
    place = _place(movimento)
    if place is None:
        yield f"{text} (voto ignoto)"
    elif place == taken:
        yield text
    else:
        yield f"{text} ({f'dal voto {place + 1}' if enters else f'dopo il voto {place}'})"
