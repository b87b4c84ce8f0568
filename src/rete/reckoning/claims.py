"""Every claim of a register: each act that a record cites, and that must be in the balance."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from rete.model.comuni import FONTE, Incarico, Periodo
from rete.model.ente import Adesione, Ente
from rete.model.patto import Patto
from rete.model.rete import Rete
from rete.model.tavolo import Tavolo
from rete.model.tempo import DataParziale
from rete.reckoning.claim import Pretesa, Valore
from rete.reckoning.terms import terms

_NOTHING_MORE: Mapping[str, Valore] = MappingProxyType({})


def claims(rete: Rete) -> Iterator[Pretesa]:
    """Every act that the register cites and that must be in the balance."""
    for ente in rete.enti.values():
        yield from _of_body(ente)
    for tavolo in rete.tavoli.values():
        yield from _of_table(tavolo)
    if rete.patto is not None:
        yield from _of_pact(rete.patto)
    yield from _of_files(rete)


def _of_body(ente: Ente) -> Iterator[Pretesa]:
    names = {"ente": ente.id}
    for index, adesione in enumerate(ente.adesioni):
        signed = (DataParziale.of_day(adesione.firma),) if adesione.firma else ()
        yield from _held(
            "ente.adesioni",
            ente.file,
            index,
            adesione,
            names,
            more={"qualita": adesione.qualita, "firma": signed[0] if signed else None},
            fondabile=True,
            soggetto=ente.id,
            fondato=signed,
        )
    for index, period in enumerate(ente.sospensioni):
        yield from _held("ente.sospensioni", ente.file, index, period, names)


def _of_table(tavolo: Tavolo) -> Iterator[Pretesa]:
    begun, over, names = tavolo.istituzione, tavolo.chiusura, {"tavolo": tavolo.id}
    yield Pretesa(
        posto="tavolo.istituzione.atto",
        file=tavolo.file,
        path=("istituzione", "atto"),
        atto=begun.atto,
        nomi=names,
        valori={"dal": begun.dal, "nome": tavolo.nome, "genere": tavolo.genere},
        fondabile=True,
        chiuso_da=over.atto if over else None,
    )
    if over is not None:
        yield Pretesa(
            posto="tavolo.chiusura.atto",
            file=tavolo.file,
            path=("chiusura", "atto"),
            atto=over.atto,
            nomi=names,
            valori={"al": over.al},
            dal_atto=begun.atto,
        )
    first_day = (begun.dal,) if begun.dal and begun.atto != FONTE else ()
    for key, held in (("componenti", tavolo.componenti), ("coordinamento", tavolo.coordinamento)):
        for index, seat in enumerate(held):
            yield from _held(
                f"tavolo.{key}",
                tavolo.file,
                index,
                seat,
                {**names, "ente": seat.ente},
                # The act that founds a table may have seated a body too; it may not be known.
                fondabile=begun.atto in (seat.atto, FONTE),
                fondato=first_day,
            )


def _of_pact(patto: Patto) -> Iterator[Pretesa]:
    for index, held in enumerate(patto.segreteria):
        yield from _held(
            "patto.segreteria",
            patto.file,
            index,
            held,
            {"ente": held.ente},
            fondabile=True,
            fine=f"la fine della segreteria di «{held.ente}»",
        )
    ends = {term.id: term.al for term in terms(patto)}
    for index, termine in enumerate(patto.periodi):
        yield Pretesa(
            posto="patto.periodi.atto",
            file=patto.file,
            path=("periodi", index, "atto"),
            atto=termine.atto,
            nomi={"periodo": termine.id},
            valori={"dal": termine.dal, "al": ends[termine.id]},
            fondabile=True,
        )
    for index, articolo in enumerate(patto.articoli):
        for inner, versione in enumerate(articolo.versioni):
            yield Pretesa(
                posto="patto.articoli.versioni.atto",
                file=patto.file,
                path=("articoli", index, "versioni", inner, "atto"),
                atto=versione.atto,
                nomi={"articolo": articolo.numero},
                valori={"dal": versione.dal},
                fondabile=True,
                detto=f"la modifica dell'articolo {articolo.numero}",
            )


def _of_files(rete: Rete) -> Iterator[Pretesa]:
    for monitoraggio in rete.monitoraggi.values():
        if monitoraggio.atto is not None:
            yield Pretesa(
                posto="monitoraggio.atto",
                file=monitoraggio.file,
                path=("atto",),
                atto=monitoraggio.atto,
                nomi={"monitoraggio": monitoraggio.id},
                valori={"dal": monitoraggio.dal},
            )
    for progetto in rete.progetti.values():
        for index, fase in enumerate(progetto.fasi):
            if fase.atto is not None and fase.stato == "in-corso":
                yield Pretesa(
                    posto="progetto.fasi.atto",
                    file=progetto.file,
                    path=("fasi", index, "atto"),
                    atto=fase.atto,
                    nomi={"progetto": progetto.id},
                    valori={"dal": fase.dal},
                )
    for verbale in rete.verbali.values():
        if verbale.approvazione is not None and verbale.approvazione.atto is not None:
            yield Pretesa(
                posto="verbale.approvazione.atto",
                file=verbale.file,
                path=("approvazione", "atto"),
                atto=verbale.approvazione.atto,
                nomi={"verbale": verbale.id},
                valori={},
            )


def _held(  # noqa: PLR0913 - an item is known by file, list and place
    lista: str,
    file: str,
    index: int,
    voce: Adesione | Periodo | Incarico,
    nomi: Mapping[str, str],
    *,
    more: Mapping[str, Valore] = _NOTHING_MORE,
    fondabile: bool = False,
    soggetto: str | None = None,
    fondato: tuple[DataParziale, ...] = (),
    fine: str = "",
) -> Iterator[Pretesa]:
    """What an item of a list claims of the acts that began and ended it.

    An end that another act gave is not the beginning's: only the act of the end tells of it.
    """
    key = lista.partition(".")[2]
    if voce.atto is not None:
        last = {} if voce.atto_fine else {"al": voce.al}
        yield Pretesa(
            posto=f"{lista}.atto",
            file=file,
            path=(key, index, "atto"),
            atto=voce.atto,
            nomi=nomi,
            valori={"dal": voce.dal, **last, **more},
            fondabile=fondabile,
            soggetto=soggetto,
            fondato=fondato,
            chiuso_da=voce.atto_fine,
        )
    if voce.atto_fine is not None:
        yield Pretesa(
            posto=f"{lista}.atto_fine",
            file=file,
            path=(key, index, "atto_fine"),
            atto=voce.atto_fine,
            nomi=nomi,
            valori={"al": voce.al, "causa": voce.causa},
            dal_atto=voce.atto,
            detto=fine,
        )
