"""`rete ente aggiungi`: a body that the register does not know."""

from typing import Annotated

import typer

from rete.commands.ente.nuovo import NATURE, SEZIONI, STATI, about_card, card, told_of_id
from rete.commands.shared import tipi
from rete.commands.writing.modi import Modi, writing
from rete.commands.writing.opzioni import AmbitiOption, ComunitaOption
from rete.commands.writing.scrivere import begin
from rete.edits.bozza import Bozza
from rete.edits.passi import on_cards
from rete.edits.schede import add_body
from rete.model.rete import Rete


@writing
def aggiungi(  # noqa: PLR0913, PLR0917 - each option is a parameter
    modi: Modi,
    denominazione: Annotated[
        str | None,
        typer.Option("--denominazione", metavar="TESTO", help="Il nome, come nello statuto."),
    ] = None,
    id_: Annotated[
        str | None,
        typer.Option(
            "--id", metavar="ID", help="Il nome del file (se manca, viene dalla denominazione)."
        ),
    ] = None,
    natura: Annotated[
        str | None,
        typer.Option(
            "--natura",
            click_type=tipi.parole(NATURE),
            metavar="|".join(NATURE),
            help="Se è pubblico o del privato sociale.",
        ),
    ] = None,
    forma: Annotated[
        str | None, typer.Option("--forma", metavar="TESTO", help="La forma giuridica, in parole.")
    ] = None,
    sigla: Annotated[
        str | None, typer.Option("--sigla", metavar="TESTO", help="Il nome breve, se lo usa.")
    ] = None,
    codice_fiscale: Annotated[
        str | None,
        typer.Option("--codice-fiscale", metavar="CIFRE", help="Le 11 cifre di quello dell'ente."),
    ] = None,
    ipa: Annotated[
        str | None,
        typer.Option("--ipa", metavar="CODICE", help="Il codice IPA, per un ente pubblico."),
    ] = None,
    runts_stato: Annotated[
        str | None,
        typer.Option(
            "--runts-stato",
            click_type=tipi.parole(STATI),
            metavar="STATO",
            help=f"Nel registro del Terzo settore: {', '.join(STATI)}.",
        ),
    ] = None,
    runts_sezione: Annotated[
        str | None,
        typer.Option(
            "--runts-sezione",
            click_type=tipi.parole(SEZIONI),
            metavar="SEZIONE",
            help=f"In quale sezione: {', '.join(SEZIONI)}.",
        ),
    ] = None,
    runts_repertorio: Annotated[
        str | None,
        typer.Option("--runts-repertorio", metavar="CIFRE", help="Il numero di repertorio."),
    ] = None,
    runts_iscritto_il: Annotated[
        str | None,
        typer.Option("--runts-iscritto-il", metavar="DATA", help="Il giorno dell'iscrizione."),
    ] = None,
    runts_verificato_il: Annotated[
        str | None,
        typer.Option(
            "--runts-verificato-il", metavar="DATA", help="Il giorno in cui lo hai controllato."
        ),
    ] = None,
    comune: Annotated[
        str | None, typer.Option("--comune", metavar="TESTO", help="Il comune della sede.")
    ] = None,
    indirizzo: Annotated[
        str | None,
        typer.Option("--indirizzo", metavar="TESTO", help="Via e numero della sede."),
    ] = None,
    cap: Annotated[
        str | None, typer.Option("--cap", metavar="CIFRE", help="Il CAP della sede.")
    ] = None,
    provincia: Annotated[
        str | None,
        typer.Option("--provincia", metavar="SIGLA", help="La provincia della sede: due lettere."),
    ] = None,
    email: Annotated[
        str | None,
        typer.Option("--email", metavar="POSTA", help="La casella di posta dell'ente."),
    ] = None,
    pec: Annotated[str | None, typer.Option("--pec", metavar="POSTA", help="La PEC.")] = None,
    sito: Annotated[
        str | None, typer.Option("--sito", metavar="INDIRIZZO", help="Il sito: https://…")
    ] = None,
    telefono: Annotated[
        str | None,
        typer.Option("--telefono", metavar="NUMERO", help="Il telefono dell'ente (non personale)."),
    ] = None,
    ambiti: AmbitiOption = None,
    comunita: ComunitaOption = None,
) -> int:
    """Crea la scheda di un ente che il registro non conosce ancora.

    Non lo fa entrare nella rete: per quello c'è «rete ente ammetti».
    """
    work = begin(modi)
    given = {
        "denominazione": denominazione,
        "id": id_,
        "natura": natura,
        "forma": forma,
        "sigla": sigla,
        "codice-fiscale": codice_fiscale,
        "ipa": ipa,
        "runts-stato": runts_stato,
        "runts-sezione": runts_sezione,
        "runts-repertorio": runts_repertorio,
        "runts-iscritto-il": runts_iscritto_il,
        "runts-verificato-il": runts_verificato_il,
        "comune": comune,
        "indirizzo": indirizzo,
        "cap": cap,
        "provincia": provincia,
        "email": email,
        "pec": pec,
        "sito": sito,
        "telefono": telefono,
        "ambiti": ambiti,
        "comunita": comunita,
    }
    known = work.answers(about_card(work.loaded), given)
    identifier = known["id"]

    def add(bozza: Bozza, rete: Rete) -> None:
        add_body(bozza, rete, identifier, card(known))
        for sentence in told_of_id(known):
            bozza.tell(sentence)

    step = on_cards(
        "ente aggiungi",
        f"Scheda di «{known['denominazione']}»",
        add,
        riferimenti=(f"ente/{identifier}",),
    )
    return work.carry_out(step)
