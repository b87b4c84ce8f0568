"""`rete ente referente`: who speaks for a body, from a day or to a day."""

from dataclasses import replace
from typing import Annotated, Final

import typer

from rete.ask import Domanda, Missing, Risposte
from rete.changes import Plain
from rete.commands.shared import contesto, tipi
from rete.commands.writing import valori
from rete.commands.writing.domande import A_DAY, the_ente, the_tavolo
from rete.commands.writing.modi import Modi, writing
from rete.commands.writing.opzioni import EnteArgument
from rete.commands.writing.scrivere import begin
from rete.edits.passi import Step, on_cards
from rete.edits.schede import add_representative, end_representative
from rete.load.loader import Loaded
from rete.model.tempo import DataParziale

RUOLI: Final = ("rappresentante", "supplente", "referente")


@writing
def referente(  # noqa: PLR0913, PLR0917 - each option is a parameter
    modi: Modi,
    ente: EnteArgument = None,
    ruolo: Annotated[
        str | None,
        typer.Option(
            "--ruolo",
            click_type=tipi.parole(RUOLI),
            metavar="RUOLO",
            help=f"Che cosa fa per l'ente: {', '.join(RUOLI)}.",
        ),
    ] = None,
    carica: Annotated[
        str | None,
        typer.Option("--carica", metavar="TESTO", help="La carica che ha nell'ente."),
    ] = None,
    nome: Annotated[
        str | None,
        typer.Option(
            "--nome", metavar="TESTO", help="Il nome, solo se serve: in git resta per sempre."
        ),
    ] = None,
    tavolo: Annotated[
        str | None,
        typer.Option(
            "--tavolo", click_type=contesto.TAVOLO, metavar="ID", help="Solo per questo tavolo."
        ),
    ] = None,
    dal: Annotated[
        str | None, typer.Option("--dal", metavar="DATA", help="Il primo giorno dell'incarico.")
    ] = None,
    atto: Annotated[
        str | None,
        typer.Option(
            "--atto", click_type=tipi.ATTO, metavar="ATTO", help="L'atto che lo nomina, se c'è."
        ),
    ] = None,
    chiudi: Annotated[
        str | None,
        typer.Option(
            "--chiudi",
            metavar="CARICA",
            help="Fa finire l'incarico con questa carica: --al dice quando.",
        ),
    ] = None,
    al: Annotated[
        str | None, typer.Option("--al", metavar="DATA", help="Con --chiudi: l'ultimo giorno.")
    ] = None,
) -> int:
    """Scrive chi parla per un ente, o fa finire il suo incarico.

    Un nuovo rappresentante (o supplente) prende il posto di quello che c'era, che finisce il giorno
    prima; i referenti possono essere più d'uno.
    """
    given = {
        "ente": ente,
        "ruolo": ruolo,
        "carica": carica,
        "nome": nome,
        "tavolo": tavolo,
        "dal": dal,
        "atto": atto,
    }
    if chiudi is not None and any(given[name] for name in given if name != "ente"):
        raise Missing("con --chiudi si danno solo l'ente e --al")
    if chiudi is None and al is not None:
        raise Missing("--al va con --chiudi: dice quando finisce l'incarico")
    work = begin(modi)
    if chiudi is not None:
        ending = {"ente": ente, "chiudi": chiudi, "al": al}
        return work.carry_out(_end(work.answers(_about_end(work.loaded), ending)))
    return work.carry_out(_beginning(work.answers(_about_beginning(work.loaded), given)))


def _about_beginning(loaded: Loaded) -> tuple[Domanda, ...]:
    return (
        the_ente(loaded),
        Domanda(
            opzione="ruolo",
            testo="Che cosa fa per l'ente?",
            aiuto="rappresentante: parla e vota per l'ente;\n"
            "supplente: quando il rappresentante non può;\n"
            "referente: chi si cerca per una cosa o per un tavolo",
            leggi=valori.one_of(RUOLI),
        ),
        Domanda(
            opzione="carica",
            testo="Quale carica ha?",
            aiuto="la carica o l'ufficio nell'ente: presidente, direttrice…; di solito basta",
        ),
        Domanda(
            opzione="nome",
            testo="Serve anche il nome?",
            aiuto="solo se la rete vuole che sia scritto: nella storia di git resta per sempre",
            facoltativa=True,
        ),
        replace(
            the_tavolo(loaded),
            argomento=False,
            testo="Per un solo tavolo?",
            facoltativa=True,
        ),
        Domanda(
            opzione="dal",
            testo="Da quale giorno?",
            aiuto=A_DAY,
            leggi=valori.a_day_or_month,
            suggerita=lambda _: contesto.today().isoformat(),
        ),
        Domanda(
            opzione="atto",
            testo="Con quale atto, se c'è?",
            aiuto="l'atto che lo nomina, se è registrato: per esempio la delibera dell'ente",
            leggi=valori.an_act(loaded),
            facoltativa=True,
        ),
    )


def _about_end(loaded: Loaded) -> tuple[Domanda, ...]:
    return (
        the_ente(loaded),
        Domanda(
            opzione="chiudi",
            testo="Quale carica finisce?",
            aiuto="la carica, come è scritta nella scheda",
        ),
        Domanda(
            opzione="al",
            testo="Qual è l'ultimo giorno?",
            aiuto=A_DAY,
            leggi=valori.a_day_or_month,
            suggerita=lambda _: contesto.today().isoformat(),
        ),
    )


def _beginning(known: Risposte) -> Step:
    ente, since = known["ente"], DataParziale.from_text(known["dal"])
    office: dict[str, Plain] = {
        key: known[key] for key in ("ruolo", "carica", "nome", "tavolo", "atto") if key in known
    }
    return on_cards(
        "ente referente",
        f"«{ente}»: {known['ruolo']} dal {since}",
        lambda bozza, rete: add_representative(bozza, rete, ente, office, since),
        atti=(known["atto"],) if "atto" in known else (),
        riferimenti=(f"ente/{ente}",),
    )


def _end(known: Risposte) -> Step:
    ente, last = known["ente"], DataParziale.from_text(known["al"])
    return on_cards(
        "ente referente",
        f"«{ente}»: fine dell'incarico «{known['chiudi']}» il {last}",
        lambda bozza, rete: end_representative(bozza, rete, ente, known["chiudi"], last),
        riferimenti=(f"ente/{ente}",),
    )
