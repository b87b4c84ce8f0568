"""Every claim of a register: those of the pact and of the smaller files are written here."""

from collections.abc import Iterator

from rete.model.comuni import Incarico
from rete.model.patto import Patto
from rete.model.rete import Rete
from rete.reckoning.claim import Attesa, Pretesa, since, until, up_to_the_eve
from rete.reckoning.claims_enti import claims_of_body
from rete.reckoning.claims_tavoli import claims_of_table
from rete.reckoning.terms import terms


def claims(rete: Rete) -> Iterator[Pretesa]:
    """Every act that the register cites and that must be in the balance."""
    for ente in rete.enti.values():
        yield from claims_of_body(ente)
    for tavolo in rete.tavoli.values():
        yield from claims_of_table(tavolo)
    if rete.patto is not None:
        yield from _of_pact(rete.patto)
    yield from _of_files(rete)


def _of_pact(patto: Patto) -> Iterator[Pretesa]:
    for index, held in enumerate(patto.segreteria):
        yield from _secretariat(patto, index, held)
    ends = {term.id: term.al for term in terms(patto)}
    for index, termine in enumerate(patto.periodi):
        days = (("dal", termine.dal), ("al", ends[termine.id]))
        yield Pretesa(
            genere="PAT",
            file=patto.file,
            path=("periodi", index, "atto"),
            atto=termine.atto,
            cosa=f"il periodo «{termine.id}» del patto",
            attese=(Attesa(tipo="rinnovo", oggetto=(termine.id,), valori=days),),
            effetto=termine.dal,
            fondabile=True,
        )
    for index, articolo in enumerate(patto.articoli):
        for inner, versione in enumerate(articolo.versioni):
            yield Pretesa(
                genere="PAT",
                file=patto.file,
                path=("articoli", index, "versioni", inner, "atto"),
                atto=versione.atto,
                cosa=f"la modifica dell'articolo {articolo.numero}",
                attese=(since("modifica-articolo", articolo.numero, dal=versione.dal),),
                effetto=versione.dal,
                fondabile=True,
            )


def _secretariat(patto: Patto, index: int, held: Incarico) -> Iterator[Pretesa]:
    if held.atto is not None:
        yield _office_taken(patto, index, held, held.atto)
    if held.atto_fine is not None:
        yield _office_left(patto, index, held, held.atto_fine)


def _office_taken(patto: Patto, index: int, held: Incarico, atto: str) -> Pretesa:
    return Pretesa(
        genere="PAT",
        file=patto.file,
        path=("segreteria", index, "atto"),
        atto=atto,
        cosa=f"la segreteria a «{held.ente}»",
        attese=(
            since("segreteria", held.ente, dal=held.dal),
            since("subentro", "→", held.ente, dal=held.dal),
        ),
        effetto=held.dal,
        fondabile=True,
        chiuso_da=held.atto_fine,
    )


def _office_left(patto: Patto, index: int, held: Incarico, atto: str) -> Pretesa:
    return Pretesa(
        genere="PAT",
        file=patto.file,
        path=("segreteria", index, "atto_fine"),
        atto=atto,
        cosa=f"la fine della segreteria di «{held.ente}»",
        attese=(
            up_to_the_eve("segreteria", "→", al=held.al, portato=True),
            until("cessazione", held.ente, al=held.al, portato=True),
            up_to_the_eve("subentro", held.ente, al=held.al, portato=True),
        ),
        effetto=held.al,
        dal_atto=held.atto,
    )


def _of_files(rete: Rete) -> Iterator[Pretesa]:
    for monitoraggio in rete.monitoraggi.values():
        if monitoraggio.atto is not None:
            yield Pretesa(
                genere="MON",
                file=monitoraggio.file,
                path=("atto",),
                atto=monitoraggio.atto,
                cosa=f"il monitoraggio «{monitoraggio.id}»",
                attese=(since("monitoraggio", monitoraggio.id, dal=monitoraggio.dal),),
                effetto=monitoraggio.dal,
            )
    yield from _of_projects(rete)
    for verbale in rete.verbali.values():
        if verbale.approvazione is not None and verbale.approvazione.atto is not None:
            yield Pretesa(
                genere="VER",
                file=verbale.file,
                path=("approvazione", "atto"),
                atto=verbale.approvazione.atto,
                cosa=f"l'approvazione del verbale «{verbale.id}»",
                attese=(Attesa(tipo="approvazione-verbale", oggetto=(verbale.id,)),),
            )


def _of_projects(rete: Rete) -> Iterator[Pretesa]:
    for progetto in rete.progetti.values():
        for index, fase in enumerate(progetto.fasi):
            if fase.atto is not None and fase.stato == "in-corso":
                yield Pretesa(
                    genere="PRO",
                    file=progetto.file,
                    path=("fasi", index, "atto"),
                    atto=fase.atto,
                    cosa=f"l'avvio del progetto «{progetto.id}»",
                    attese=(since("avvio-progetto", progetto.id, dal=fase.dal),),
                    effetto=fase.dal,
                )
