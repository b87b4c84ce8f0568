"""What effects do not carry and the register wants: asked, or given by options, one by one."""

from collections.abc import (Callable, Mapping, Sequence)
from functools import (partial)
from rete.ask import (Domanda, Missing, NotAnAnswer, Risposte)
from rete.changes import (Plain)
from rete.commands.writing import (valori)
from rete.commands.writing.durate import (a_length, length_in)
from rete.commands.writing.testi import (rules_in, text_in)
from rete.edits.bozza import (record_as_plain)
from rete.edits.da_attuare import (DaAttuare)
from rete.load.loader import (Loaded)
from rete.model.comuni import (Effetto)
from rete.model.effetti import (ROWS)
from rete.model.effetti.riga import (Dettaglio)
from rete.model.patto import (Articolo, Patto)
from rete.model.rete import (Rete)
from rete.reckoning.act_as_written import (object_of)
from rete.records import (dataclass)
from typing import (get_args)


Dati = Mapping[str, Sequence[str]]
"""What was given, by option; `OBJECT=VALUE`, or only the value where one effect can want it."""


@dataclass(frozen=True, kw_only=True)
class Richiesto:
    """One value that one effect wants, under its option and the object of the effect."""

    che: DaAttuare
    opzione: Dettaglio
    oggetto: str
    solo: bool

    @property
    def chiave(self) -> str:
        return self.opzione if self.solo else f"{self.opzione} {self.oggetto}=…"


def wanted_by(rete: Rete, todo: Sequence[DaAttuare]) -> tuple[Richiesto, ...]:
    """Every value that these effects may take."""
    found: list[Richiesto] = []
    for option in get_args(Dettaglio):
        takers = [one for one in todo if _takes(rete, option, one.effetto)]
        for one in takers:
            name = "".join(object_of(one.effetto)[:1])
            solo = len(takers) == 1
            found.append(Richiesto(che=one, opzione=option, oggetto=name, solo=solo))
    return tuple(found)


<<<<<<< main
def _takes(rete: Rete, option: Dettaglio, effetto: Effetto) -> bool:
    known = (option == "durata" and effetto.al is not None) or (
        option == "rubrica" and _article(rete, effetto) is not None
    )
    return option in ROWS[effetto.tipo].details and not known
=======
def _takes(rete: Rete, option: str, one: DaAttuare) -> bool:
    effetto = one.effetto
    match option:
        case "firma":
            return True
        case "durata":
            return effetto.al is None
        case "rubrica":
            return _article(rete, effetto) is None
        case _:
            return True


def _a_text_file(typed: str) -> str:
    text_in(typed)
    return typed


def _a_rules_file(typed: str) -> str:
    rules_in(typed)
    return typed


def _object(effetto: Effetto) -> str:
    return effetto.articolo or effetto.ente or effetto.periodo or effetto.atto or ""
>>>>>>> branch


def given_values(loaded: Loaded, wanted: Sequence[Richiesto], given: Dati) -> dict[str, str | None]:
    """What was given, by the key of its question; an option that nobody wants is an error."""
    found: dict[str, str | None] = {}
    for option, values in given.items():
        takers = [one for one in wanted if one.opzione == option]
        for value in values:
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
        return valori.an_ente(loaded)(typed)
    except NotAnAnswer:
        return typed


def questions_about(rete: Rete, wanted: Sequence[Richiesto]) -> tuple[Domanda, ...]:
    return tuple(_question(rete, one, wanted) for one in wanted)


def _question(rete: Rete, one: Richiesto, wanted: Sequence[Richiesto]) -> Domanda:
    name = one.oggetto
    asks = partial(Domanda, opzione=one.chiave)
    match one.opzione:
        case "testo":
            rules = _key_of(wanted, one, "regole")
            return asks(
                testo=f"In quale file è il nuovo testo dell'articolo {name}?",
                aiuto="un file di testo, scritto a parte, con tutto il nuovo articolo",
                leggi=_a_text_file,
                facoltativa=lambda known: rules in known,
            )
        case "regole":
            return asks(
                testo=f"In quale file sono le regole dell'articolo {name}?",
                aiuto="le regole come stanno nel patto, in YAML: docs/formato.md; senza, la nuova\n"
                "versione non ne ha",
                leggi=_a_rules_file,
                facoltativa=True,
            )
        case "rubrica":
            return asks(
                testo=f"Qual è la rubrica dell'articolo {name}, che è nuovo?",
                aiuto="il titolo dell'articolo, per esempio «Riunioni in forma scritta»",
            )
        case "durata":
            return asks(
                testo=f"Quanto dura il periodo «{name}»?",
                aiuto="3 anni, 18 mesi, 90 giorni",
                leggi=a_length,
                suggerita=lambda _: _last_length(rete.patto),
            )
        case "titolo":
            return asks(
                testo=f"Con quale titolo, il periodo «{name}»?",
                aiuto="per esempio «Rinnovo triennale»",
                facoltativa=True,
            )
        case "firma" | "al":
            return _day(one)


def _day(one: Richiesto) -> Domanda:
    asks = partial(Domanda, opzione=one.chiave, leggi=valori.a_day)
    if one.opzione == "al":
        return asks(
            testo=f"Qual è l'ultimo giorno di ciò che ha cominciato «{one.oggetto}»?",
            aiuto="se manca, il giorno della seduta che lo revoca",
            facoltativa=True,
        )
    return asks(
        testo=f"Quando ha firmato «{one.oggetto}»?",
        aiuto="il giorno in cui ha firmato il patto: se l'atto ammette «dalla firma», aderisce\n"
        "da allora",
        facoltativa=one.che.effetto.decorrenza != "firma",
    )


def details_for(
    known: Risposte, wanted: Sequence[Richiesto]
) -> Callable[[DaAttuare], dict[str, Plain]]:
    """The values of each effect, as `carry_out` wants them."""
    read: Mapping[str, Callable[[str], Plain]] = {
        "testo": text_in,
        "regole": lambda answer: {**rules_in(answer)},
        "durata": lambda answer: record_as_plain(length_in(answer)),
    }

    def details(what: DaAttuare) -> dict[str, Plain]:
        return {
            one.opzione: read.get(one.opzione, str)(known[one.chiave])
            for one in wanted
            if one.che is what and one.chiave in known
        }

    return details


def lost_rules(rete: Rete, known: Risposte, wanted: Sequence[Richiesto]) -> tuple[str, ...]:
    """The articles whose rules end, since their new version says none."""
    found = []
    for one in wanted:
        article = _article(rete, one.che.effetto) if one.opzione == "regole" else None
        if article is not None and one.chiave not in known and article.versioni[-1].regole:
            found.append(article.numero)
    return tuple(found)


def _key_of(wanted: Sequence[Richiesto], one: Richiesto, option: str) -> str:
    return next((o.chiave for o in wanted if o.che is one.che and o.opzione == option), "")


def _article(rete: Rete, effetto: Effetto) -> Articolo | None:
    articles = rete.patto.articoli if rete.patto is not None else ()
    return next((one for one in articles if one.numero == effetto.articolo), None)


def _last_length(patto: Patto | None) -> str | None:
    lengths = [term.durata for term in patto.periodi if term.durata] if patto is not None else []
    if not lengths or len(lengths[-1].units) != 1:
        return None
    from rete.reckoning.lengths import length_in_words

    return length_in_words(lengths[-1])
