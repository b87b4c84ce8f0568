"""The questions that make up the notes of a sitting, one at a time; reading them is elsewhere."""

from collections.abc import Callable, Iterator
from datetime import date

from rete.ask import HELP, Domanda, NotAnAnswer, Risposte, Terminal, answers, clean
from rete.commands.shared import contesto
from rete.commands.verbale.opzioni_di_seduta import an_hour, last_sitting, place_and_time, the_day
from rete.commands.writing import valori
from rete.commands.writing.domande import the_tavolo
from rete.load.loader import Loaded
from rete.model.ricerca import plain
from rete.model.verbale import Verbale
from rete.notes import discussion, read_notes, said

_OUTCOMES = {"approvata": "DECISO", "respinta": "RESPINTO", "presa-d-atto": "PRENDE ATTO"}
_WORDS = {
    "inizio": "INIZIO",
    "fine": "FINE",
    "luogo": "LUOGO",
    "modalita": "MODALITÀ",
    "presiede": "PRESIEDE",
    "verbalizza": "VERBALIZZA",
    "presenti": "PRESENTI",
    "collegati": "COLLEGATI",
    "giustificati": "GIUSTIFICATI",
}
_MOVES = "«ENTRA: ente 18:05» o «ESCE: ente 19:10», una riga per volta"
_ENTI = "uno o più enti, separati da virgole"
_VOTES = "per esempio: 12 favorevoli, 2 contrari, 1 bianca"
_ACTION = "per esempio: il ponte, scrivere la lettera, entro il 30/6/2026"
_EFFECT = "che cosa cambia nel registro; si può anche dire dopo, con i comandi che lo scrivono"


def notes_by_questions(
    loaded: Loaded, named: str | None, data: str | None, given: frozenset[str]
) -> str:
    """The notes that the answers make up; ``given`` is what options have said already."""
    planned = loaded.rete.verbali.get(named or "")
    begun = {
        "tavolo": planned.tavolo if planned else named,
        "data": planned.data.isoformat() if planned else data,
    }
    asked = [q for q in _heading(loaded, planned) if q.opzione not in given]
    known = answers(asked, begun, ask=True)
    day = date.fromisoformat(known["data"])
    if planned is None:
        planned = loaded.rete.verbali.get(f"{day.isoformat()}-{known['tavolo']}")
    lines = [f"TAVOLO: {known['tavolo']}", f"DATA: {day.isoformat()}"]
    for key, word in _WORDS.items():
        if key in known:
            lines += said(word, known[key])
    guide = _Guide(loaded, lines, Terminal())
    guide.ask_points(planned)
    return "\n".join(guide.lines)


def _heading(loaded: Loaded, planned: Verbale | None) -> Iterator[Domanda]:
    yield the_tavolo(loaded)
    yield the_day()
    yield from (q for q in place_and_time(loaded) if not _says(planned, q.opzione))
    yield Domanda(
        opzione="fine",
        testo="A che ora è finita?",
        aiuto="ore e minuti: 19:00",
        leggi=an_hour,
        facoltativa=True,
    )
    yield Domanda(
        opzione="presiede",
        testo="Chi presiede?",
        aiuto="un ente",
        leggi=valori.an_ente(loaded),
        suggerita=_as_last_time(loaded, "presiede"),
        facoltativa=True,
    )
    yield Domanda(
        opzione="verbalizza",
        testo="Chi scrive il verbale?",
        aiuto="la carica o l'ufficio, in parole: niente nomi di persone",
        suggerita=_as_last_time(loaded, "verbalizza"),
        facoltativa=True,
    )
    yield from _who_was_there(loaded)


def _who_was_there(loaded: Loaded) -> Iterator[Domanda]:
    yield Domanda(
        opzione="presenti",
        testo="Chi è in sala?",
        aiuto="gli enti presenti in qualunque momento, separati da virgole",
        leggi=valori.some_enti(loaded),
    )
    for key, question in (
        ("collegati", "Chi è in collegamento?"),
        ("giustificati", "Chi manca e ha avvisato?"),
    ):
        yield Domanda(
            opzione=key,
            testo=question,
            aiuto="gli enti, separati da virgole",
            leggi=valori.some_enti(loaded),
            facoltativa=True,
        )


def _says(planned: Verbale | None, key: str) -> bool:
    return planned is not None and getattr(planned, key) is not None


def _as_last_time(loaded: Loaded, key: str) -> Callable[[Risposte], str | None]:
    def suggestion(known: Risposte) -> str | None:
        last = last_sitting(loaded, known)
        found = getattr(last, key) if last is not None else None
        return found if isinstance(found, str) else None

    return suggestion


class _Guide:
    """The points, each with what was said, decided and given to do; every answer is tried out."""

    def __init__(self, loaded: Loaded, lines: list[str], terminal: Terminal) -> None:
        self.lines = lines
        self._rete = loaded.rete
        self._terminal = terminal

    def ask_points(self, planned: Verbale | None) -> None:
        for punto in planned.odg if planned else ():
            self._terminal.say("")
            self._terminal.say(f"Punto {punto.punto}: {punto.titolo}")
            self._ask_point([f"PUNTO {punto.punto}"])
        number = max((punto.punto for punto in planned.odg), default=0) if planned else 0
        while True:
            number += 1
            self._terminal.say("")
            title = self._text(f"Titolo del punto {number} (Invio se non ce ne sono altri):")
            if not title:
                return
            self._ask_point(list(said(f"PUNTO {number}", title)))

    def _ask_point(self, opening: list[str]) -> None:
        self.lines += ["", *opening]
        self._ask_discussion()
        if self._yes("Il punto è rinviato? [s/N]"):
            self.lines.append("RINVIATO")
            return
        while text := self._text("Che cosa si è deciso? (Invio se nient'altro)"):
            self._ask_decision(text)
        self._each("Azione: chi, cosa, entro quando (Invio se nessuna)", "AZIONE", _ACTION)
        while move := self._text("Entra o esce qualcuno? (Invio se nessuno)", _MOVES):
            if plain(move).startswith(("entra", "esce")):
                self._keep([move])
            else:
                self._terminal.say(f"  {_MOVES}")

    def _ask_discussion(self) -> None:
        self._terminal.say("Che cosa si è detto? Finisci con una riga vuota.")
        spoken = []
        while line := self._text("…"):
            spoken.append(line)
        self.lines += discussion("".join(f"{line}\n" for line in spoken)) if spoken else []

    def _ask_decision(self, text: str) -> None:
        outcome = valori.one_of(tuple(_OUTCOMES))
        while True:
            typed = self._text("Esito [approvata]:", ", ".join(_OUTCOMES)) or "approvata"
            try:
                word = _OUTCOMES[outcome(typed)]
                break
            except NotAnAnswer as error:
                self._terminal.say(f"  {error}")
        self.lines += ["", *said(word, text)]
        if subject := self._text("Oggetto, in una riga (Invio: il titolo del punto):"):
            self.lines += said("OGGETTO", subject)
        self._once("Contrari (Invio se nessuno):", "CONTRARI", _ENTI)
        self._once("Astenuti (Invio se nessuno):", "ASTENUTI", _ENTI)
        self._once("Non partecipano al voto (Invio se nessuno):", "NON VOTANO", _ENTI)
        self._once("Voto segreto: i numeri (Invio se il voto è palese):", "VOTO SEGRETO", _VOTES)
        effect = "Effetto, per esempio «ingresso ente=… tavolo=… dal=…» (Invio: no):"
        self._each(effect, "EFFETTO", _EFFECT)

    def _once(self, question: str, word: str, about: str) -> None:
        while (typed := self._text(question, about)) and not self._keep([*said(word, typed)]):
            pass

    def _each(self, question: str, word: str, about: str) -> None:
        while typed := self._text(question, about):
            self._keep([*said(word, typed)])

    def _keep(self, lines: list[str]) -> bool:
        """Keep the lines if they are understood where they stand; else say why not."""
        before = len(self.lines)
        notes = read_notes("\n".join([*self.lines, *lines]), self._rete, contesto.today())
        wrong = [found for found in notes.non_capite if found.riga.numero > before]
        if wrong:
            self._terminal.say(f"  {wrong[0].perche}")
            return False
        self.lines += lines
        return True

    def _yes(self, question: str) -> bool:
        return self._text(question).casefold() in {"s", "si", "sì"}

    def _text(self, question: str, about: str = "") -> str:
        while True:
            typed = self._terminal.line(f"{question} ")
            if typed == HELP:
                self._terminal.say(f"  {about or 'scrivi la risposta, o Invio per andare avanti'}")
                continue
            try:
                return clean(typed)
            except NotAnAnswer as error:
                self._terminal.say(f"  {error}")
