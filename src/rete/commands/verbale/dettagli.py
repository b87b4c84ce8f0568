"""The values that effects do not carry and `attua` needs: asked, or given by options."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rete.ask import Domanda, Missing, NotAnAnswer, Risposte
from rete.changes import Plain, Record
from rete.commands.writing.campi import Campi, Campo
from rete.commands.writing.valori import EACH, UN_ENTE, Tipo, length_as_answer
from rete.edits.bozza import as_plain
from rete.edits.da_attuare import DaAttuare
from rete.load.loader import Loaded
from rete.model.comuni import Effetto, TipoEffetto
from rete.model.patto import Articolo
from rete.model.rete import Rete
from rete.records import dataclass


class Dettaglio(Campo[str | None]):
    """A field that completes each effect of one kind, of which there may be several.

    In its question «{}» stands for the object of the effect.
    """

    def __init__(
        self,
        tipo: Tipo[Any],
        testo: str,
        *,
        di: TipoEffetto,
        facoltativo: bool = True,
        **about: Any,
    ) -> None:
        super().__init__(
            tipo, testo, chiesto=False, serve=False, vuoto=None, ripetibile=EACH, **about
        )
        self.di, self.facoltativo = di, facoltativo


@dataclass(frozen=True, kw_only=True)
class Richiesto:
    """One value that one effect wants, under its option and the object of the effect."""

    che: DaAttuare
    campo: Dettaglio
    solo: bool

    @property
    def oggetto(self) -> str:
        effetto = self.che.effetto
        return effetto.articolo or effetto.ente or effetto.periodo or effetto.atto or ""

    @property
    def chiave(self) -> str:
        return f"{self.campo.opzione} {self.oggetto}"

    @property
    def detta(self) -> str:
        return self.campo.opzione if self.solo else f"{self.chiave}=…"


def wanted_by(
    rete: Rete, fields: Sequence[Dettaglio], todo: Sequence[DaAttuare]
) -> tuple[Richiesto, ...]:
    """Every value that these effects may take."""
    found: list[Richiesto] = []
    for campo in fields:
        takers = [one for one in todo if _takes(rete, campo, one.effetto)]
        found += [Richiesto(che=one, campo=campo, solo=len(takers) == 1) for one in takers]
    return tuple(found)


def _takes(rete: Rete, campo: Dettaglio, effetto: Effetto) -> bool:
    if effetto.tipo != campo.di:
        return False
    match campo.opzione:
        case "durata":
            return effetto.al is None
        case "rubrica":
            return article_of(rete, effetto) is None
        case _:
            return True


def given_values(loaded: Loaded, wanted: Sequence[Richiesto], given: Risposte) -> dict[str, str]:
    """What was given, by the key of its question; an option that nobody wants is an error.

    In: `OBJECT=VALUE`, or only the value where one effect can want it.
    """
    found: dict[str, str] = {}
    for option, values in given.items():
        takers = [one for one in wanted if one.campo.opzione == option]
        for value in values.split(EACH):
            taker, rest = _taker(loaded, option, value, takers)
            if taker.chiave in found:
                raise Missing(f"--{option} è dato due volte per «{taker.oggetto}»")
            found[taker.chiave] = rest
    return found


def _taker(
    loaded: Loaded, option: str, value: str, takers: Sequence[Richiesto]
) -> tuple[Richiesto, str]:
    name, equals, rest = value.partition("=")
    if equals:
        named = [one for one in takers if one.oggetto == _named(loaded, option, name.strip())]
        if named:
            return named[0], rest
    if len(takers) == 1:
        return takers[0], value
    if not takers:
        raise Missing(f"--{option} non serve: nessuno degli effetti da attuare lo vuole")
    known = ", ".join(f"«{one.oggetto}»" for one in takers)
    raise Missing(f"--{option}: di quale? si scrive --{option} NOME=VALORE, con {known}")


def _named(loaded: Loaded, option: str, typed: str) -> str:
    if option != "firma":
        return typed
    try:
        return UN_ENTE.leggi(typed, loaded)
    except NotAnAnswer:
        return typed


def questions_about(a: Campi, wanted: Sequence[Richiesto]) -> Iterator[Domanda]:
    """A question for each value."""
    for one in wanted:
        asked = one.campo.domanda(a)
        yield replace(
            asked,
            opzione=one.chiave,
            detta=one.detta,
            testo=asked.testo.format(one.oggetto),
            suggerita=_guess(a.rete, one),
            facoltativa=_may_be_absent(one, wanted),
            chiesta=True,
        )


def _guess(rete: Rete, one: Richiesto) -> str | None:
    """The length of the last term, for a new one."""
    if one.campo.opzione != "durata" or rete.patto is None:
        return None
    lengths = [term.durata for term in rete.patto.periodi if term.durata]
    return length_as_answer(lengths[-1]) if lengths else None


def _may_be_absent(
    one: Richiesto, wanted: Sequence[Richiesto]
) -> bool | Callable[[Risposte], bool]:
    match one.campo.opzione:
        case "firma":
            return one.che.effetto.decorrenza != "firma"
        case "testo":  # rules alone make a version, too
            rules = [o.chiave for o in wanted if o.che == one.che and o.campo.opzione == "regole"]
            return lambda known: any(key in known for key in rules)
        case _:
            return one.campo.facoltativo


def details_for(
    known: Risposte, wanted: Sequence[Richiesto]
) -> Callable[[DaAttuare], Mapping[str, Plain]]:
    """The values of each effect, as `carry_out` wants them."""

    def details(what: DaAttuare) -> Record:
        return {
            one.campo.opzione: as_plain(one.campo.tipo.valore(known[one.chiave]))
            for one in wanted
            if one.che == what and one.chiave in known
        }

    return details


def lost_rules(rete: Rete, known: Risposte, wanted: Sequence[Richiesto]) -> tuple[str, ...]:
    """The articles whose rules end, since their new version says none."""
    found = []
    for one in wanted:
        is_about_rules = one.campo.opzione == "regole"
        article = article_of(rete, one.che.effetto) if is_about_rules else None
        if article is not None and one.chiave not in known and article.versioni[-1].has_rules:
            found.append(article.numero)
    return tuple(found)


def article_of(rete: Rete, effetto: Effetto) -> Articolo | None:
    """The article that an effect amends, where the pact has it."""
    articles = rete.patto.articoli if rete.patto is not None else ()
    return next((one for one in articles if one.numero == effetto.articolo), None)
