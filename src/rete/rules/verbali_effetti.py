"""Effects of decisions: the rules of ``effetti`` under the codes of minutes."""

from collections.abc import Iterator

from rete.diagnostics import Fault, Severity
from rete.model.rete import Rete
from rete.rules import effetti
from rete.rules.rule import Rule, rule


@rule("VER022", Severity.ERROR, reads=("verbale",))
def effects_of_decisions_have_their_keys(rete: Rete) -> Iterator[Fault]:
    """Ogni effetto di una decisione ha le chiavi che servono al suo tipo, e solo quelle.

    Un'ammissione senza il giorno, o una chiusura senza il tavolo, non si può mettere in pratica;
    una chiave di troppo non avrebbe nessun effetto. La tabella è nel capitolo sugli effetti del
    formato dei dati.
    """
    for group in effetti.of_minutes(rete):
        for one in effetti.with_corrected(group):
            yield from effetti.wrong_keys(one)


@rule("VER023", Severity.ERROR, reads=("verbale", "ente", "tavolo", "atto", "progetto", "patto"))
def effects_of_decisions_name_what_exists(rete: Rete) -> Iterator[Fault]:
    """Gli effetti di una decisione riguardano enti, tavoli, atti e schede del registro.

    Fa eccezione ciò che l'effetto stesso fa nascere: il tavolo che si istituisce, il periodo di un
    rinnovo, un articolo nuovo.
    """
    founded = effetti.founded_tables(rete)
    for group in effetti.of_minutes(rete):
        for one in effetti.with_corrected(group):
            yield from effetti.unresolved_references(rete, one, founded)


@rule("VER024", Severity.ERROR, reads=("verbale",))
def a_decision_has_one_effect_per_object(rete: Rete) -> Iterator[Fault]:
    """In una decisione c'è al massimo un effetto dello stesso tipo sullo stesso oggetto.

    Effetti e registro si confrontano a coppie: con due ammissioni dello stesso ente nella stessa
    decisione non si saprebbe quale vale.
    """
    for group in effetti.of_minutes(rete):
        yield from effetti.repeated(group)


RULES: tuple[Rule, ...] = (
    effects_of_decisions_have_their_keys,
    effects_of_decisions_name_what_exists,
    a_decision_has_one_effect_per_object,
)
