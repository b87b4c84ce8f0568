"""`rete patto monitora`: what a monitoring found, value by value, and the parts of its report."""

from collections.abc import Iterator
from typing import Final

from rete.ask import Domanda, Missing, NotAnAnswer, clean
from rete.commands.shared import contesto
from rete.commands.shared.scelta import chosen_monitoraggio, chosen_patto
from rete.commands.writing.campi import Campi, campo, dato, forse
from rete.commands.writing.comuni import oggi
from rete.commands.writing.scrivere import Scrittura, writing
from rete.commands.writing.testi import TESTO_IN_FILE, text_in
from rete.commands.writing.valori import EACH, UN_GIORNO_O_MESE, UN_TESTO, UNA_QUANTITA, Tipo, named
from rete.edits.monitoraggi import record
from rete.load.kinds import KIND_NAMED
from rete.load.loader import Loaded
from rete.model.monitoraggio import Monitoraggio, Parte, Valore
from rete.model.patto import Indicatore, Patto
from rete.model.ricerca import Candidato, matching
from rete.model.tempo import DataParziale

_UN_MONITORAGGIO: Final = Tipo(
    leggi=named(lambda loaded, typed: chosen_monitoraggio(loaded, typed).id),
    valore=str,
    metavar="[MONITORAGGIO]",
    completa=contesto.MONITORAGGIO,
)


class Rilevazione(Campi):
    """Which monitoring, the values of its indicators, the parts of its report."""

    monitoraggio = campo(
        _UN_MONITORAGGIO,
        "Quale monitoraggio?",
        argomento=True,
        help="Uno dei monitoraggi che il patto prevede.",
    )
    valore = dato(
        UN_TESTO,
        ripetibile=EACH,
        metavar="INDICATORE=NUMERO",
        help="Quanto vale un indicatore; si può ripetere.",
    )
    data = campo(
        UN_GIORNO_O_MESE,
        "Di quando sono i valori?",
        dopo="file",
        aiuto="il giorno in cui sono stati presi, o solo il mese: 2026-03",
        predefinita=oggi,
        help="Di quando sono i valori (se manca, oggi).",
    )
    fonte = forse(
        UN_TESTO,
        "Da dove vengono?",
        dopo="data",
        aiuto="se manca, la fonte che il patto dice per ogni indicatore",
        help="Da dove vengono (se manca, la fonte dell'indicatore).",
    )
    parte = dato(
        UN_TESTO,
        ripetibile=EACH,
        metavar="TITOLO=FILE",
        help="Una parte della relazione, con il testo di un file; si può ripetere.",
    )
    titolo = forse(
        UN_TESTO,
        "Una parte della relazione, con quale titolo?",
        opzione="valore o --parte",  # what is missing where there is neither
        riga=False,
        aiuto="per esempio «Che cosa ha funzionato»; le altre si aggiungono ripetendo il "
        "comando.\nSenza valori ne serve almeno una",
    )
    file = campo(
        TESTO_IN_FILE,
        "In quale file è il suo testo?",
        riga=False,
        aiuto="un file di testo, scritto a parte",
        quando=titolo.is_given,
    )
    dal = forse(
        UN_GIORNO_O_MESE,
        "Quando è stato fatto?",
        aiuto="il giorno della verifica",
        help="Quando è stato fatto, se comincia ora (se manca, oggi).",
    )

    @classmethod
    def completed(cls, given: dict[str, str], work: Scrittura) -> dict[str, str]:
        """Each value under the question of its indicator; the parts, if they can be read."""
        patto = chosen_patto(work.loaded)
        for one in _each(given.pop("valore", None)):
            name, equals, value = one.partition("=")
            if not equals:
                raise Missing(f"--valore: «{one}» non va, si scrive INDICATORE=NUMERO")
            key = _key(_indicator(patto, name.strip()))
            if key in given:
                raise Missing(f"--valore: «{name}» è dato due volte")
            given[key] = value.strip()
        for one in _each(given.get("parte")):
            _part(one)
        return given

    @property
    def indicators(self) -> tuple[Indicatore, ...]:
        return chosen_patto(self.loaded).indicatori

    def domande(self) -> Iterator[Domanda]:
        """A question for each indicator, in place of the values given all together."""
        for question in super().domande():
            if question.opzione != "valore":
                yield question
            if question.opzione == "monitoraggio":
                yield from (_about(one, self.loaded) for one in self.indicators)

    def has_values(self) -> bool:
        return any(_key(one) in self.testi for one in self.indicators)

    def values(self) -> tuple[Valore, ...]:
        return tuple(
            Valore(
                indicatore=one.id,
                valore=UNA_QUANTITA.valore(self.testi[_key(one)]),
                data=self.data,
                fonte=one.fonte if self.fonte is None else self.fonte,
            )
            for one in self.indicators
            if _key(one) in self.testi
        )

    def parts(self) -> tuple[Parte, ...]:
        asked = (Parte(titolo=self.titolo, testo=self.file),) if self.titolo is not None else ()
        return (*(_part(one) for one in _each(self.parte)), *asked)

    @monitoraggio.aiuto
    def _(self) -> str:
        foreseen = chosen_patto(self.loaded).monitoraggi
        return ", ".join(one.id for one in foreseen) or "il patto non ne prevede"

    @monitoraggio.suggerita
    def _(self) -> str | None:
        """The first that the pact foresees and that has no file yet."""
        foreseen = chosen_patto(self.loaded).monitoraggi
        return next((one.id for one in foreseen if one.id not in self.rete.monitoraggi), None)

    @titolo.serve
    def _(self) -> bool:
        return self.parte is None and not self.has_values()

    @data.quando
    @fonte.quando
    def _(self) -> bool:
        return self.has_values()

    @dal.quando
    def _(self) -> bool:
        return self.monitoraggio not in self.rete.monitoraggi


@writing
def monitora(work: Scrittura, a: Rilevazione) -> int:
    """Registra che cosa ha trovato un monitoraggio: valori degli indicatori e relazione.

    Un valore dello stesso indicatore e dello stesso giorno, o una parte con lo stesso titolo,
    prende il posto di quello che c'è. La relazione si legge con «rete documento monitoraggio».
    """
    name, today = a.monitoraggio, DataParziale.of_day(contesto.today())
    wanted = Monitoraggio(
        id=name,
        file=KIND_NAMED["monitoraggio"].path(name),
        dal=a.dal or (a.data if a.has_values() else today),
        valori=a.values(),
        parti=a.parts(),
    )
    step = work.step(
        f"Monitoraggio «{name}»",
        lambda bozza, rete: record(bozza, rete, wanted),
        f"monitoraggio/{name}",
    )
    return work.carry_out(step)


def _each(given: str | None) -> list[str]:
    return [] if given is None else given.split(EACH)


def _part(typed: str) -> Parte:
    title, equals, file = typed.rpartition("=")
    if not equals or not title.strip():
        raise Missing(f"--parte: «{typed}» non va, si scrive TITOLO=FILE")
    try:
        return Parte(titolo=clean(title), testo=text_in(file))
    except NotAnAnswer as error:
        raise Missing(f"--parte: {error}") from None


def _indicator(patto: Patto, typed: str) -> Indicatore:
    known = {one.id: one for one in patto.indicatori}
    found = matching(typed, [Candidato(id=one.id, nomi=(one.nome,)) for one in patto.indicatori])
    if len(found) != 1:
        names = ", ".join(one.id for one in patto.indicatori) or "il patto non ne ha"
        raise Missing(f"--valore: «{typed}» non è un indicatore: {names}")
    return known[found[0]]


def _key(indicatore: Indicatore) -> str:
    return f"valore {indicatore.id}=…"


def _about(indicatore: Indicatore, loaded: Loaded) -> Domanda:
    aim = f"; obiettivo: {indicatore.obiettivo}" if indicatore.obiettivo is not None else ""
    return Domanda(
        opzione=_key(indicatore),
        testo=f"{indicatore.nome} ({indicatore.unita})?",
        aiuto=f"un numero; fonte: {indicatore.fonte}{aim}",
        leggi=lambda typed: UNA_QUANTITA.leggi(typed, loaded),
        facoltativa=True,
    )
