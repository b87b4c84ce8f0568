"""`rete verbale attua`: what decisions and acts lay down is written where it takes effect."""

from collections.abc import Callable, Sequence
from typing import Annotated

import click
import typer

from rete.ask import Domanda, Risposte
from rete.changes import Plain, Refused
from rete.commands.shared import contesto
from rete.commands.shared.dire import tell
from rete.commands.shared.scelta import chosen_atto, chosen_verbale
from rete.commands.verbale.domande_di_attuazione import (
    details_for,
    given_values,
    lost_rules,
    questions_about,
    wanted_by,
)
from rete.commands.writing import valori
from rete.commands.writing.atti_possibili import A_REFERENCE, effects_in_lines, to_carry_out
from rete.commands.writing.comando import writing
from rete.commands.writing.modi import Modi
from rete.commands.writing.schemi import folder_of_schemas
from rete.commands.writing.scrivere import NOT_WRITTEN, Scrittura, begin, must_be_named
from rete.edits.da_attuare import DaAttuare, not_to_be_told, steps_for, to_be_carried_out
from rete.edits.passi import Step
from rete.errors import ReteError
from rete.italiano import count, join_words, parse_number
from rete.load.loader import Loaded
from rete.operation import prepare
from rete.render.terminal_text import printable

COMMAND = "verbale attua"
Dettagli = Callable[[DaAttuare], dict[str, Plain]]


@writing
def attua(  # noqa: PLR0913, PLR0917 - each option is a parameter
    modi: Modi,
    riferimento: Annotated[
        str | None,
        typer.Argument(
            metavar="[VERBALE]",
            click_type=contesto.IdType("verbali", "atti", metavar="VERBALE"),
            help="Un verbale, una sua decisione (VERBALE/NUMERO), oppure l'id di un atto.",
            show_default=False,
        ),
    ] = None,
    solo: Annotated[
        list[str] | None,
        typer.Option(
            "--solo",
            metavar="N",
            help="Solo questo effetto, contato fra quelli da attuare; si può ripetere.",
        ),
    ] = None,
    testo: Annotated[
        list[str] | None,
        typer.Option(
            "--testo", metavar="FILE", help="Il nuovo testo di un articolo (se più d'uno: 6=FILE)."
        ),
    ] = None,
    rubrica: Annotated[
        list[str] | None,
        typer.Option("--rubrica", metavar="TESTO", help="La rubrica di un articolo nuovo."),
    ] = None,
    regole: Annotated[
        list[str] | None,
        typer.Option(
            "--regole", metavar="FILE", help="Le regole di un articolo, come stanno nel patto."
        ),
    ] = None,
    firma: Annotated[
        list[str] | None,
        typer.Option(
            "--firma", metavar="ENTE=DATA", help="Il giorno in cui ha firmato chi è ammesso."
        ),
    ] = None,
    durata: Annotated[
        list[str] | None,
        typer.Option("--durata", metavar="DURATA", help="Quanto dura un periodo: «3 anni»."),
    ] = None,
    titolo: Annotated[
        list[str] | None,
        typer.Option("--titolo", metavar="TESTO", help="Il titolo di un periodo."),
    ] = None,
    al: Annotated[
        list[str] | None,
        typer.Option(
            "--al",
            metavar="DATA",
            help="L'ultimo giorno di ciò che una revoca fa finire (se manca, quello della seduta).",
        ),
    ] = None,
) -> int:
    """Riporta nel registro quello che è stato deciso, con tutto ciò che ne segue.

    Guarda gli effetti delle decisioni approvate (o di un atto) che il registro non riporta ancora:
    o tutti insieme, o nessuno; con --solo uno per volta. Quello che un effetto non dice, come il
    testo di un articolo, si chiede. Se non resta niente da fare lo dice, ed esce con 0.
    """
    must_be_named(riferimento, "VERBALE")
    work = begin(modi)
    if riferimento is None:
        riferimento = work.answers((what_to_carry_out(work.loaded),), {})["verbale"]
    name, every = _left_to_do(work.loaded, riferimento)
    if not every:
        if _cannot_tell(work.loaded, riferimento):
            return NOT_WRITTEN
        tell(f"non c'è niente da attuare: il registro riporta già «{name}»")
        return 0
    todo = _only(every, solo)
    given = {
        "testo": testo,
        "rubrica": rubrica,
        "regole": regole,
        "firma": firma,
        "durata": durata,
        "titolo": titolo,
        "al": al,
    }
    wanted = wanted_by(work.loaded.rete, todo)
    values = given_values(work.loaded, wanted, {k: v for k, v in given.items() if v})
    known = work.answers(questions_about(work.loaded.rete, wanted), values)
    for number in lost_rules(work.loaded.rete, known, wanted):
        tell(
            f"attenzione: l'articolo {number} ha delle regole, e la nuova versione non ne avrebbe: "
            "se valgono ancora, dalle con --regole",
            err=True,
        )
    code = _carry_out(work, todo, every, details_for(known, wanted))
    if code == 0:
        _cannot_tell(work.loaded, riferimento)
    return code


def _left_to_do(loaded: Loaded, typed: str) -> tuple[str, tuple[DaAttuare, ...]]:
    """What was named, and what is left to do of it; of minutes, of the decisions that hold."""
    name, references = named_acts(loaded, typed)
    found: list[DaAttuare] = []
    for reference in references:
        try:
            found += to_be_carried_out(loaded.rete, reference)
        except Refused as refused:
            if references == (name,):
                raise ReteError(str(refused)) from None
            tell(str(refused), err=True)
    return name, tuple(found)


def _cannot_tell(loaded: Loaded, typed: str) -> bool:
    """Whether it cannot be known if something is left to do; told, with the files that hide it."""
    name, references = named_acts(loaded, typed)
    if not any(not_to_be_told(loaded.rete, one) for one in references):
        return False
    files = join_words(loaded.unread_files) or "i file che non si leggono"
    tell(
        f"non si può dire se di «{name}» resta qualcosa da attuare: prima correggi {files} "
        "(«rete controlla» dice che cosa non va)",
        err=True,
    )
    return True


def what_to_carry_out(loaded: Loaded) -> Domanda:
    """The minutes or the act; the latest that waits is suggested."""
    waiting = to_carry_out(loaded.rete)

    def about(_: Risposte) -> str:
        told = effects_in_lines(loaded.rete, waiting)
        first = (
            "da attuare, dal più recente:"
            if told
            else "non c'è niente che aspetti di essere attuato"
        )
        return "\n".join((A_REFERENCE, first, *(f"- {line}" for line in told)))

    return Domanda(
        opzione="verbale",
        argomento=True,
        testo="Quale verbale, decisione o atto si attua?",
        aiuto=about,
        leggi=valori.chosen(lambda typed: named_acts(loaded, typed)[0]),
        suggerita=lambda _: waiting[0].di.riferimento if waiting else None,
    )


def named_acts(loaded: Loaded, typed: str) -> tuple[str, tuple[str, ...]]:
    """What was named, and the acts of it that may be carried out."""
    rete = loaded.rete
    if typed not in rete.verbali and ("/" in typed or typed in rete.atti):
        reference = chosen_atto(loaded, typed).riferimento
        return reference, (reference,)
    try:
        verbale = chosen_verbale(loaded, typed)
    except click.UsageError as unknown:
        try:
            reference = chosen_atto(loaded, typed).riferimento
        except click.UsageError:
            raise unknown from None
        return reference, (reference,)
    decided = [d for d in verbale.decisioni if d.esito == "approvata" and d.effetti]
    return verbale.id, tuple(f"{verbale.id}/{decisione.n}" for decisione in decided)


def _only(every: Sequence[DaAttuare], solo: Sequence[str] | None) -> tuple[DaAttuare, ...]:
    if not solo:
        return tuple(every)
    numbers = []
    for typed in solo:
        number = parse_number(typed)
        if number is None or not 1 <= number <= len(every):
            known = "".join(f"\n  {n}. {one.detto}" for n, one in enumerate(every, 1))
            there = f"{count(len(every), 'effetto', 'effetti')} da attuare"
            raise click.UsageError(f"--solo {printable(typed)}: scegli fra {there}:{known}")
        numbers.append(number)
    return tuple(every[number - 1] for number in sorted(set(numbers)))


def _carry_out(
    work: Scrittura, todo: Sequence[DaAttuare], every: Sequence[DaAttuare], details: Dettagli
) -> int:
    """All of it or nothing; what cannot be done is named, with what could."""
    groups = [steps_for(one, contesto.today(), details(one), COMMAND) for one in todo]
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
    schemas = folder_of_schemas(work.root, work.loaded.store)
    try:
        prepare(work.loaded, [step for group in groups for step in group], schemas=schemas)
        return list(groups), {}
    except ReteError:
        pass
    done: list[tuple[Step, ...]] = []
    waiting = dict(enumerate(groups))
    while waiting:
        before, why = len(waiting), dict[int, str]()
        for number, group in list(waiting.items()):
            try:
                steps = [step for one in (*done, group) for step in one]
                prepare(work.loaded, steps, schemas=schemas)
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
