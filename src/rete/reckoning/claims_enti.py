"""The claims of bodies: adhesions and suspensions, with the acts that begin and end them."""

from collections.abc import Iterator

from rete.model.comuni import Periodo
from rete.model.ente import Adesione, Ente
from rete.model.tempo import DataParziale
from rete.reckoning.claim import Attesa, Pretesa, since, until, up_to_the_eve


def claims_of_body(ente: Ente) -> Iterator[Pretesa]:
    for index, adesione in enumerate(ente.adesioni):
        yield _admission(ente, index, adesione)
        if adesione.atto_fine is not None:
            yield _ending(ente, index, adesione)
    for index, sospensione in enumerate(ente.sospensioni):
        yield from _suspension(ente, index, sospensione)


def _admission(ente: Ente, index: int, adesione: Adesione) -> Pretesa:
    both = (("dal", adesione.dal), ("qualita", adesione.qualita))
    return Pretesa(
        genere="ENT",
        file=ente.file,
        path=("adesioni", index, "atto"),
        atto=adesione.atto,
        cosa=f"l'ammissione di «{ente.id}»",
        attese=(
            Attesa(tipo="ammissione", oggetto=(ente.id,), valori=both, firma=adesione.firma),
            Attesa(tipo="qualifica", oggetto=(ente.id,), valori=both),
            since("subentro", "→", ente.id, dal=adesione.dal),
        ),
        effetto=adesione.dal,
        fondabile=True,
        soggetto=ente.id,
        fondato=(DataParziale.of_day(adesione.firma),) if adesione.firma else (),
        chiuso_da=adesione.atto_fine,
    )


def _ending(ente: Ente, index: int, adesione: Adesione) -> Pretesa:
    ends = (("al", adesione.al), ("causa", adesione.causa))
    return Pretesa(
        genere="ENT",
        file=ente.file,
        path=("adesioni", index, "atto_fine"),
        atto=adesione.atto_fine or "",
        cosa=f"la cessazione di «{ente.id}»",
        attese=(
            Attesa(tipo="cessazione", oggetto=(ente.id,), valori=ends),
            up_to_the_eve("subentro", ente.id, al=adesione.al),
            up_to_the_eve("qualifica", ente.id, al=adesione.al, portato=True),
        ),
        effetto=adesione.al,
        dal_atto=adesione.atto,
    )


def _suspension(ente: Ente, index: int, period: Periodo) -> Iterator[Pretesa]:
    begun = (("dal", period.dal),)
    whole = begun if period.atto_fine else (*begun, ("al", period.al))
    yield Pretesa(
        genere="ENT",
        file=ente.file,
        path=("sospensioni", index, "atto"),
        atto=period.atto,
        cosa=f"la sospensione di «{ente.id}»",
        attese=(Attesa(tipo="sospensione", oggetto=(ente.id,), valori=whole, esatti=("al",)),),
        effetto=period.dal,
        chiuso_da=period.atto_fine,
    )
    if period.atto_fine is not None:
        yield Pretesa(
            genere="ENT",
            file=ente.file,
            path=("sospensioni", index, "atto_fine"),
            atto=period.atto_fine,
            cosa=f"la fine della sospensione di «{ente.id}»",
            attese=(
                until("fine-sospensione", ente.id, al=period.al),
                Attesa(tipo="cessazione", oggetto=(ente.id,), portato=True),
            ),
            effetto=period.al,
            dal_atto=period.atto,
        )
