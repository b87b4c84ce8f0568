"""The questions of `redigi` about the points of a sitting, whose answers make up its notes."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from itertools import count
from typing import Any, Final

from rete.ask import NO, YES, Domanda, NotAnAnswer, Risposte, yes_or_no
from rete.commands.shared import contesto
from rete.commands.writing.comuni import SOME_BODIES
from rete.commands.writing.valori import UN_ESITO
from rete.italiano import join_words
from rete.load.loader import Loaded
from rete.model.comuni import Esito
from rete.model.rete import Rete
from rete.model.ricerca import plain
from rete.model.verbale import Punto
from rete.notes import discussion, head_of, read_notes, said

_OUTCOMES: Final[dict[Esito, str]] = {
    "approvata": "DECISO",
    "respinta": "RESPINTO",
    "presa-d-atto": "PRENDE ATTO",
}
_MOVES: Final = "«ENTRA: ente 18:05» o «ESCE: ente 19:10», una riga per volta"
_GO_ON: Final = "scrivi la risposta, o Invio per andare avanti"
_ACTION: Final = (
    "per esempio: il ponte, scrivere la lettera, entro il 30/6/2026; il giorno può mancare, e chi "
    "non è un ente si scrive fra «»: «il gruppo sedie», comprare le sedie"
)
_EFFECT: Final = (
    "che cosa cambia nel registro; si può anche dire dopo, con i comandi che lo scrivono"
)
_OF_A_VOTE: Final = (
    ("contrari", "Contrari?", "CONTRARI", SOME_BODIES),
    ("astenuti", "Astenuti?", "ASTENUTI", SOME_BODIES),
    ("non votano", "Non partecipano al voto?", "NON VOTANO", SOME_BODIES),
    (
        "voto segreto",
        "Voto segreto: con quali numeri?",
        "VOTO SEGRETO",
        "per esempio: 12 favorevoli, 2 contrari, 1 bianca; vuoto, se il voto è palese",
    ),
)
Chieste = Generator[Domanda, None, None]


class Guida:
    """The points, each with what was said, decided and given to do; every answer is tried out.

    In: the register; the lines of the heading; the points foreseen; the answers as they come. The
    notes that they make up are ``lines``, as far as the questions have been gone through.
    """

    def __init__(
        self, loaded: Loaded, heading: Sequence[str], planned: Sequence[Punto], known: Risposte
    ) -> None:
        self.lines = [*heading]
        self._loaded = loaded
        self._planned = planned
        self._known = known

    def domande(self) -> Chieste:
        """Of each point foreseen, then of others, until there is none."""
        for punto in self._planned:
            key = f"punto {punto.punto}"
            announced = f"\nPunto {punto.stampato}: {punto.titolo}\n"
            yield from self._point(key, [head_of(punto)], announced)
        for number in count(max((punto.punto for punto in self._planned), default=0) + 1):
            key = f"punto {number}"
            title = f"Titolo del punto {number} (Invio se non ce ne sono altri):"
            yield _asked(key, title, _GO_ON, ancora=True, annuncio="")
            if key not in self._known:
                return
            yield from self._point(key, said(key.upper(), self._known[key]), "")

    def _point(self, key: str, opening: Iterable[str], announced: str) -> Chieste:
        self.lines += ["", *opening]
        yield from self._discussion(f"{key} detto", announced)
        postponed = f"{key} rinviato"
        yield Domanda(
            opzione=postponed,
            testo="Il punto è rinviato?",
            aiuto="s o n: se se ne parla un'altra volta, qui non si chiede altro",
            leggi=yes_or_no,
            predefinita=NO,
        )
        if self._known.get(postponed) == YES:
            self.lines.append("RINVIATO")
            return
        question = "Che cosa si è deciso? (Invio se nient'altro)"
        for decision in self._again(f"{key} decisione"):
            yield _asked(decision, question, _GO_ON, ancora=True)
            if decision in self._known:
                yield from self._decision(decision, self._known[decision])
        yield from self._each(
            f"{key} azione", "Azione: chi, cosa, entro quando (Invio se nessuna)", "AZIONE", _ACTION
        )
        for move in self._again(f"{key} movimento"):
            question = "Entra o esce qualcuno? (Invio se nessuno)"
            yield _asked(move, question, _MOVES, self._tried(_a_move), ancora=True)
            self.lines += _a_move(self._known[move]) if move in self._known else []

    def _discussion(self, key: str, announced: str) -> Chieste:
        annuncio: str | None = f"{announced}Che cosa si è detto? Finisci con una riga vuota."
        spoken: list[str] = []
        for line in self._again(key):
            yield _asked(line, "…", _GO_ON, ancora=True, annuncio=annuncio)
            annuncio = None
            spoken += [f"{self._known[line]}\n"] if line in self._known else []
        self.lines += discussion("".join(spoken)) if spoken else []

    def _decision(self, key: str, text: str) -> Chieste:
        outcome = f"{key} esito"
        yield Domanda(
            opzione=outcome,
            testo="Con quale esito?",
            aiuto=", ".join(_OUTCOMES),
            leggi=lambda typed: UN_ESITO.leggi(typed, self._loaded),
            predefinita="approvata",
        )
        words = {str(esito): word for esito, word in _OUTCOMES.items()}
        self.lines += ["", *said(words[self._known.get(outcome, "approvata")], text)]
        yield from self._once(
            f"{key} oggetto", "Oggetto, in una riga?", "OGGETTO", "se manca, il titolo del punto"
        )
        if matters := _matters(self._loaded.rete):
            about = f"una di queste, o niente: {join_words(matters, 'o')}"
            yield from self._once(f"{key} materia", "Di che materia?", "MATERIA", about)
        for name, question, word, about in _OF_A_VOTE:
            yield from self._once(f"{key} {name}", question, word, about)
        effect = "Effetto, per esempio «ingresso ente=… tavolo=… dal=…» (Invio: no):"
        yield from self._each(f"{key} effetto", effect, "EFFETTO", _EFFECT)

    def _once(self, key: str, question: str, word: str, about: str, **more: Any) -> Chieste:
        tried = self._tried(lambda typed: [*said(word, typed)])
        yield _asked(key, question, about, tried, **more)
        self.lines += said(word, self._known[key]) if key in self._known else []

    def _each(self, key: str, question: str, word: str, about: str) -> Chieste:
        for one in self._again(key):
            yield from self._once(one, question, word, about, ancora=True)

    def _again(self, key: str) -> Iterator[str]:
        """The keys of a question that is asked again until it has no answer."""
        for number in count(1):
            one = f"{key} {number}"
            yield one
            if one not in self._known:
                return

    def _tried(self, written: Callable[[str], list[str]]) -> Callable[[str], str]:
        """An answer is taken if the lines that it makes are understood where they stand."""
        before = [*self.lines]

        def read(typed: str) -> str:
            text = "\n".join([*before, *written(typed)])
            notes = read_notes(text, self._loaded.rete, contesto.today())
            wrong = [found for found in notes.non_capite if found.riga.numero > len(before)]
            if wrong:
                raise NotAnAnswer(wrong[0].perche)
            return typed

        return read


def _matters(rete: Rete) -> list[str]:
    """The matters that some rules name: of others nobody asks."""
    articles = rete.patto.articoli if rete.patto else ()
    rules = [version.regole for article in articles for version in article.versioni]
    rules += [own.regole for tavolo in rete.tavoli.values() for own in tavolo.regolamento]
    return sorted({matter for one in rules if one is not None for matter in one.materie})


def _asked(
    key: str, question: str, about: str, read: Callable[[str], str] = str, **more: Any
) -> Domanda:
    return Domanda(opzione=key, testo=question, aiuto=about, leggi=read, facoltativa=True, **more)


def _a_move(typed: str) -> list[str]:
    if not plain(typed).startswith(("entra", "esce")):
        raise NotAnAnswer(_MOVES)
    return [typed]
