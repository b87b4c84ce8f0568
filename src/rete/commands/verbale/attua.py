"""`rete verbale attua`: what decisions and acts lay down is written where it takes effect."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import click

from rete.ask import Domanda, Risposte
from rete.changes import Plain
from rete.commands.shared import contesto
from rete.commands.shared.dire import tell
from rete.commands.verbale.da_riportare import cannot_tell, left_to_do, put_aside
from rete.commands.verbale.dettagli import (
    Dettaglio,
    Richiesto,
    details_for,
    given_values,
    lost_rules,
    questions_about,
    wanted_by,
)
from rete.commands.writing.atti_possibili import A_REFERENCE, effects_in_lines, to_carry_out
from rete.commands.writing.campi import Campi, dato
from rete.commands.writing.comuni import un_verbale_o_atto
from rete.commands.writing.scrivere import NOT_WRITTEN, Scrittura, must_name_minutes, writing
from rete.commands.writing.testi import REGOLE_IN_FILE, TESTO_IN_FILE
from rete.commands.writing.valori import EACH, UN_GIORNO, UN_TESTO, UNA_DURATA, named
from rete.edits.attuazione import Step
from rete.edits.da_attuare import DaAttuare, steps_for
from rete.errors import ReteError
from rete.italiano import count, join_words, parse_number
from rete.render.terminal_text import printable

Dettagli = Callable[[DaAttuare], Mapping[str, Plain]]


class Attuazione(Campi):
    """What is carried out, which of its effects, and what they do not carry themselves."""

    verbale = un_verbale_o_atto("Quale verbale, decisione o atto si attua?")
    solo = dato(
        UN_TESTO,
        ripetibile=EACH,
        metavar="N",
        help="Solo questo effetto, contato fra quelli da attuare; si può ripetere.",
    )
    testo = Dettaglio(
        TESTO_IN_FILE,
        "In quale file è il nuovo testo dell'articolo {}?",
        di="modifica-articolo",
        facoltativo=False,
        aiuto="un file di testo, scritto a parte, con tutto il nuovo articolo",
        help="Il nuovo testo di un articolo (se più d'uno: 6=FILE).",
    )
    rubrica = Dettaglio(
        UN_TESTO,
        "Qual è la rubrica dell'articolo {}, che è nuovo?",
        di="modifica-articolo",
        facoltativo=False,
        aiuto="il titolo dell'articolo, per esempio «Riunioni in forma scritta»",
        help="La rubrica di un articolo nuovo.",
    )
    regole = Dettaglio(
        REGOLE_IN_FILE,
        "In quale file sono le regole dell'articolo {}?",
        di="modifica-articolo",
        aiuto="le regole (e le «regole_per») come stanno nel patto, in YAML: docs/formato.md;\n"
        "senza, la nuova versione non ne ha",
        help="Le regole di un articolo, come stanno nel patto.",
    )
    firma = Dettaglio(
        UN_GIORNO,
        "Quando ha firmato «{}»?",
        di="ammissione",
        metavar="ENTE=DATA",
        aiuto="il giorno in cui ha firmato il patto: se l'atto ammette «dalla firma», aderisce\n"
        "da allora",
        help="Il giorno in cui ha firmato chi è ammesso.",
    )
    durata = Dettaglio(
        UNA_DURATA,
        "Quanto dura il periodo «{}»?",
        di="rinnovo",
        facoltativo=False,
        aiuto="3 anni, 18 mesi, 90 giorni",
        help="Quanto dura un periodo: «3 anni».",
    )
    titolo = Dettaglio(
        UN_TESTO,
        "Con quale titolo, il periodo «{}»?",
        di="rinnovo",
        aiuto="per esempio «Rinnovo triennale»",
        help="Il titolo di un periodo.",
    )
    al = Dettaglio(
        UN_GIORNO,
        "Qual è l'ultimo giorno di ciò che ha cominciato «{}»?",
        di="revoca",
        aiuto="se manca, il giorno della seduta che lo revoca",
        help="L'ultimo giorno di ciò che una revoca fa finire (se manca, quello della seduta).",
    )

    @classmethod
    def details(cls) -> dict[str, Dettaglio]:
        return {c.opzione: c for c in cls.CAMPI.values() if isinstance(c, Dettaglio)}

    @classmethod
    def refuse(cls, given: Risposte) -> str | None:
        must_name_minutes(given)
        if "verbale" not in given and given.keys() & cls.details().keys():
            return "manca VERBALE: le altre opzioni sono dei suoi effetti"
        return None

    @classmethod
    def completed(cls, given: dict[str, str], work: Scrittura) -> dict[str, str]:
        """The values for each effect under the question about it."""
        if "verbale" not in given:
            return given
        for why in put_aside(work.loaded, given["verbale"]):
            tell(why, err=True)
        given["verbale"], every = left_to_do(work.loaded, given["verbale"])
        wanted = cls(given, work.loaded).wanted()
        options = {key: given.pop(key) for key in cls.details() if key in given}
        return {**given, **(given_values(work.loaded, wanted, options) if every else {})}

    @property
    def every(self) -> tuple[DaAttuare, ...]:
        """What is left to do of what was named; of minutes, of the decisions that hold."""
        return left_to_do(self.loaded, self.verbale)[1]

    @property
    def todo(self) -> tuple[DaAttuare, ...]:
        """That, or the part of it that was chosen by number; UsageError."""
        every = self.every
        if self.solo is None or not every:
            return every
        numbers = set()
        for typed in self.solo.split(EACH):
            number = parse_number(typed)
            if number is None or not 1 <= number <= len(every):
                known = "".join(f"\n  {n}. {one.detto}" for n, one in enumerate(every, 1))
                there = f"{count(len(every), 'effetto', 'effetti')} da attuare"
                raise click.UsageError(f"--solo {printable(typed)}: scegli fra {there}:{known}")
            numbers.add(number)
        return tuple(every[number - 1] for number in sorted(numbers))

    def wanted(self) -> tuple[Richiesto, ...]:
        return wanted_by(self.rete, [*self.details().values()], self.todo)

    def domande(self) -> Iterator[Domanda]:
        """What is carried out; then each value that its effects want, in place of the options."""
        yield from (one for one in super().domande() if one.opzione not in self.details())
        yield from questions_about(self, self.wanted())

    @verbale.aiuto
    def _(self) -> str:
        told = effects_in_lines(self.rete, to_carry_out(self.rete))
        nothing = "non c'è niente che aspetti di essere attuato"
        first = "da attuare, dal più recente:" if told else nothing
        return "\n".join((A_REFERENCE, first, *(f"- {line}" for line in told)))

    @verbale.leggi
    def _(self, typed: str) -> str:
        return named(lambda loaded, name: left_to_do(loaded, name)[0])(typed, self.loaded)

    @verbale.avviso
    def _(self, name: str) -> str | None:
        return "; ".join(put_aside(self.loaded, name)) or None

    @verbale.suggerita
    def _(self) -> str | None:
        """The latest that waits."""
        return next((one.di.riferimento for one in to_carry_out(self.rete)), None)


@writing
def attua(work: Scrittura, a: Attuazione) -> int:
    """Riporta nel registro quello che è stato deciso, con tutto ciò che ne segue.

    Guarda gli effetti delle decisioni approvate (o di un atto) che il registro non riporta ancora:
    o tutti insieme, o nessuno; con --solo uno per volta. Quello che un effetto non dice, come il
    testo di un articolo, si chiede. Se non resta niente da fare lo dice, ed esce con 0.
    """
    if not a.every:
        if cannot_tell(work.loaded, a.verbale):
            return NOT_WRITTEN
        tell(f"non c'è niente da attuare: il registro riporta già «{a.verbale}»")
        return 0
    wanted = a.wanted()
    for number in lost_rules(a.rete, a.testi, wanted):
        tell(
            f"attenzione: l'articolo {number} ha delle regole, e la nuova versione non ne avrebbe: "
            "se valgono ancora, dalle con --regole",
            err=True,
        )
    code = _carry_out(work, a.todo, a.every, details_for(a.testi, wanted))
    if code == 0:
        cannot_tell(work.loaded, a.verbale)
    return code


def _carry_out(
    work: Scrittura, todo: Sequence[DaAttuare], every: Sequence[DaAttuare], details: Dettagli
) -> int:
    """All of it or nothing; what cannot be done is named, with what could."""
    groups = [steps_for(one, contesto.today(), details(one), work.comando) for one in todo]
    possible, refused = _possible(work, groups)
    if refused:
        _tell(todo, every, refused)
        return NOT_WRITTEN
    code = work.carry_out(*(step for group in possible for step in group))
    left = [one for one in every if one not in todo]
    if left and code == 0:
        names = join_words([one.detto for one in left])
        tell(f"da attuare {'restano' if len(left) > 1 else 'resta'}: {names}", err=True)
    return code


def _possible(
    work: Scrittura, groups: Sequence[tuple[Step, ...]]
) -> tuple[list[tuple[Step, ...]], dict[int, str]]:
    """The groups of steps that can be taken, in an order that allows them; why others cannot."""
    try:
        work.prepared(*(step for group in groups for step in group))
        return list(groups), {}
    except ReteError:
        pass
    done: list[tuple[Step, ...]] = []
    waiting = dict(enumerate(groups))
    while waiting:
        before, why = len(waiting), dict[int, str]()
        for number, group in list(waiting.items()):
            try:
                work.prepared(*(step for one in (*done, group) for step in one))
            except ReteError as error:
                why[number] = str(error)
                continue
            done.append(group)
            del waiting[number]
        if len(waiting) == before:
            return done, why
    return done, {}


def _tell(todo: Sequence[DaAttuare], every: Sequence[DaAttuare], refused: dict[int, str]) -> None:
    """The effects one by one: what could be done, and what not and why."""
    for place, one in enumerate(todo):
        number = every.index(one) + 1
        if place in refused:
            tell(f"{number}. non si può: {refused[place]}")
        else:
            tell(f"{number}. si può: {one.detto}")
    tell("non ho scritto niente: o tutto o niente", err=True)
    if len(refused) < len(todo):
        tell("per riportarne solo una parte aggiungi --solo N, anche più volte", err=True)
