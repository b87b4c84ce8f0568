"""A field of a command, declared once: question, option, kind of value, suggestion (`Campo`).

A class below `Campi` is what a command wants to know. Of its fields `scrivere.writing` makes the
command line; they give the questions (`Campi.domande`), the values that the command has, each typed
as its kind (`valori.py`), and a record with each at its place (`Campi.record`).

    class Notizia(Campi):
        stato = campo(STATO, "A che punto è?", help="…")
        entro = forse(UN_GIORNO, "Entro quando?", help="…", quando=stato.is_one_of("in-corso"))

        @entro.suggerita
        def _(self) -> str | None:
            return "domani" if self.stato == "in-corso" else None

What follows from other answers is a condition on one, or a method, which reads them as the command
does. A field without an answer, which is not one that may be absent, raises NotYet.
"""

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, Self, TypeVar, cast, overload

from rete.ask import YES, Domanda, NotYet, Risposte
from rete.changes import Record
from rete.commands.writing.valori import Tipo, as_one
from rete.edits.bozza import as_plain
from rete.load.loader import Loaded

if TYPE_CHECKING:
    import click

    from rete.commands.writing.scrivere import Scrittura

T = TypeVar("T")
R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., Any])

Detto = str | Callable[[Any], str]
"""Words, or what they follow from: a function of the answers so far."""
Seguito = str | Callable[[Any], str | None] | None
"""A text to keep, or what it follows from."""


def _follows(name: str) -> Callable[[Any, F], F]:
    def keep(campo: Any, follows: F) -> F:
        setattr(campo, name, follows)
        return follows

    return keep


class Campo(Generic[T]):
    """One value that a command takes; on an answer (`answer.field`) it is the value itself.

    ``tipo`` says how it is read and what it becomes. ``testo`` is its question; without one it is
    only given. ``aiuto`` is what «?» says, if not the words that it may be; ``help`` what `--help`
    does, if not the question. ``opzione`` is its name on the command line, where that is not the
    attribute's; ``argomento`` makes it a word by itself. ``ripetibile`` puts together with this
    what is given several times. ``posto`` is where it stands in the record («sede.cap»). ``dopo``
    is the field after which it is asked, where that is not the order of the help. ``chiesto``:
    whether it is ever asked; ``riga``: whether the command line has it. ``vuoto`` is the value
    where there is no answer: without it, reading it there raises NotYet.
    """

    def __init__(  # noqa: PLR0913 - each is one thing that a field is
        self,
        tipo: Tipo[Any],
        testo: Detto = "",
        *,
        aiuto: Detto = "",
        help: str = "",  # noqa: A002 - as Typer calls it
        opzione: str = "",
        argomento: bool = False,
        metavar: str | None = None,
        completa: "click.ParamType | None" = None,
        ripetibile: str | None = None,
        posto: str | None = None,
        dopo: str | None = None,
        chiesto: bool = True,
        riga: bool = True,
        serve: bool | Callable[[Any], bool] = True,
        predefinita: Seguito = None,
        suggerita: Seguito = None,
        quando: Callable[[Any], bool] | None = None,
        vuoto: Any = ...,
    ) -> None:
        self.tipo, self._testo, self._aiuto = tipo, testo, aiuto or tipo.parole
        self.help = help or (testo.replace("?", ".") if isinstance(testo, str) else "")
        self.opzione, self.argomento, self.ripetibile = opzione, argomento, ripetibile
        self.metavar = metavar or tipo.metavar
        self.completa = completa or tipo.completa
        self.posto, self.dopo, self.chiesto, self.riga = posto, dopo, chiesto, riga
        self.name = ""
        self._vuoto = vuoto
        self._serve = serve
        self._predefinita, self._suggerita = predefinita, suggerita
        self._quando = quando
        self._avviso: Callable[[Any, str], str | None] | None = None
        self._leggi: Callable[[Any, str], str] = lambda di, typed: tipo.leggi(typed, di.loaded)

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.opzione = self.opzione or name.strip("_").replace("_", "-")

    @overload
    def __get__(self, di: None, owner: type) -> "Campo[T]": ...
    @overload
    def __get__(self, di: "Campi", owner: type) -> T: ...
    def __get__(self, di: "Campi | None", owner: type) -> Any:
        if di is None:
            return self
        if (text := di.testi.get(self.opzione)) is not None:
            return self.tipo.valore(text)
        if self._vuoto is ...:
            raise NotYet
        return self._vuoto

    def con(self, **changed: Any) -> Self:
        """The same field with something else: its words, its place among the questions."""
        other = copy.copy(self)
        for name, value in changed.items():
            setattr(other, f"_{name}" if hasattr(other, f"_{name}") else name, value)
        return other

    # What others may follow from: conditions on the answers.
    def is_given(self, di: "Campi") -> bool:
        return bool(self.__get__(di, type(di)))

    def is_absent(self, di: "Campi") -> bool:
        return not self.is_given(di)

    def is_one_of(self, *values: T) -> "Callable[[Campi], bool]":
        return lambda di: self.__get__(di, type(di)) in values

    # What follows from other answers: decorators of methods of the class that has the field.

    quando = _follows("_quando")
    """Whether it has a place at all."""
    serve = _follows("_serve")
    """Whether it must be answered, where it has a place."""
    predefinita = _follows("_predefinita")
    """What is taken with Enter alone, and where nothing is asked."""
    suggerita = _follows("_suggerita")
    """What is taken with Enter alone, and never unseen."""
    testo = _follows("_testo")
    """Its question."""
    aiuto = _follows("_aiuto")
    """What «?» says."""
    avviso = _follows("_avviso")
    """What is said of an answer that is taken all the same."""
    leggi = _follows("_leggi")
    """How what is typed becomes the text to keep, where it is not as for all of its kind."""

    def domanda(self, di: "Campi") -> Domanda:
        """Its question, bound to the answers that are had one by one."""
        avviso, serve = self._avviso, self._serve
        return Domanda(
            opzione=self.opzione,
            argomento=self.argomento,
            testo=self._testo(di) if callable(self._testo) else self._testo,
            aiuto=_bound(self._aiuto, di),
            leggi=lambda typed: self._leggi(di, typed),
            predefinita=_bound(self._predefinita, di),
            suggerita=_bound(self._suggerita, di),
            facoltativa=(lambda _: not serve(di)) if callable(serve) else not serve,
            quando=_bound(self._quando, di),
            avviso=(lambda answer, _: avviso(di, answer)) if avviso else None,
            chiesta=self.chiesto,
        )


def campo(tipo: Tipo[T], testo: Detto, **about: Any) -> Campo[T]:
    """A value that is there wherever it has a place; what else a field may be, `Campo` says."""
    return Campo(tipo, testo, **about)


def forse(tipo: Tipo[T], testo: Detto, **about: Any) -> Campo[T | None]:
    """A value that may be absent: left out, or without a place (``quando``).

    With ``serve`` it must be answered where it has a place.
    """
    return Campo(tipo, testo, **{"serve": False, "vuoto": None, **about})


def dato(tipo: Tipo[T], **about: Any) -> Campo[T | None]:
    """A value that is never asked, only given."""
    return Campo(tipo, serve=False, vuoto=None, chiesto=False, **about)


def segno(help: str, **about: Any) -> Campo[bool]:  # noqa: A002 - as Typer calls it
    """A flag, which is never asked."""
    return Campo(SEGNO, help=help, serve=False, vuoto=False, chiesto=False, **about)


class Campi:
    """The answers that a command has had so far, each read by the name of its field.

    In: the answers as text, by option; the register. A class below declares its fields, in order.
    """

    CAMPI: ClassVar[Mapping[str, Campo[Any]]] = {}

    def __init__(self, testi: Risposte, loaded: Loaded) -> None:
        self.testi = testi
        self.loaded = loaded
        self.rete = loaded.rete

    def __init_subclass__(cls) -> None:
        found: dict[str, Campo[Any]] = {}
        for base in reversed(cls.__mro__):
            for name, value in vars(base).items():
                if isinstance(value, Campo):
                    found.pop(name, None)
                    found[name] = value
        cls.CAMPI = found

    @classmethod
    def given(cls, values: Mapping[str, Any]) -> dict[str, str]:
        """What the command line gave, by field, as texts by option; what is absent is not in it.

        What was given empty is: who looks at what stands together sees it, and it is no answer.
        """
        return {
            one.opzione: _as_text(value, one)
            for name, one in cls.CAMPI.items()
            if (value := values.get(name)) or value == ""
        }

    @classmethod
    def refuse(cls, given: Risposte) -> str | None:  # noqa: ARG003 - a class below may look
        """Why these values cannot stand together, told before anything is opened."""
        return None

    @classmethod
    def completed(
        cls,
        given: dict[str, str],
        work: "Scrittura",  # noqa: ARG003 - a class below may look
    ) -> dict[str, str]:
        """The same values where one stands for others, before they are read; UsageError."""
        return given

    def domande(self) -> Iterator[Domanda]:
        """The questions, in the order in which they are asked."""
        return (one.domanda(self) for one in self._as_asked())

    def record(self) -> Record:
        """What the answers give to a record, each at the place that its field declares."""
        found: Record = {}
        for name, one in self._answered():
            if one.posto is None:
                continue
            *groups, key = one.posto.split(".")
            inner = found
            for group in groups:
                below = inner.setdefault(group, {})
                assert isinstance(below, dict)  # noqa: S101 - a group is never a field as well
                inner = below
            inner[key] = as_plain(getattr(self, name))
        return found

    def into(self, record: type[R], **others: Any) -> R:
        """A record of the answers that have the names of its fields, and of what else is said."""
        names = {one.name for one in fields(cast(Any, record))}
        said = {name: getattr(self, name) for name, _ in self._answered() if name in names}
        return record(**said | others)

    def _answered(self) -> Iterator[tuple[str, Campo[Any]]]:
        return ((n, one) for n, one in self.CAMPI.items() if one.opzione in self.testi)

    @classmethod
    def _as_asked(cls) -> list[Campo[Any]]:
        """What is only given first, since others may follow from it; the rest as it is asked."""
        ordered = [one for one in cls.CAMPI.values() if one.dopo is None]
        ordered.sort(key=lambda one: one.chiesto)
        moved = [one for one in cls.CAMPI.values() if one.dopo is not None]
        while moved:
            names = [one.name for one in ordered]
            following = next(one for one in moved if one.dopo in names)
            ordered.insert(names.index(following.dopo or "") + 1, following)
            moved.remove(following)
        return ordered


def _as_text(value: Any, campo: Campo[Any]) -> str:
    if isinstance(value, list):
        return as_one(value, campo.ripetibile or "")
    return YES if value is True else str(value)


def _bound(follows: Any, di: Campi) -> Any:
    """What follows from the answers, as a function that needs nothing else; or what is fixed."""
    return (lambda _: follows(di)) if callable(follows) else follows


SEGNO: Final[Tipo[bool]] = Tipo(leggi=lambda typed, _: typed, valore=lambda text: text == YES)
