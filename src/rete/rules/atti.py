"""Acts born outside sittings: who signed them, and their effects."""

from collections.abc import Iterator

from rete.diagnostics import Fault, Severity
from rete.italiano import count
from rete.model.rete import Rete
from rete.rules import effetti
from rete.rules.riferimenti import unknown_bodies
from rete.rules.rule import Rule, rule


@rule("ATT001", Severity.ERROR, reads=("atto", "ente"))
def signatories_are_known(rete: Rete) -> Iterator[Fault]:
    """Chi firma un atto è un ente del registro.

    La firma del patto fa aderire chi l'ha firmato. Di altri firmatari, che non si conoscono per
    nome, si può dire solo quanti erano, in «firmatari_totale».
    """
    for atto in rete.atti.values():
        named = ((("firmatari", index), ente) for index, ente in enumerate(atto.firmatari))
        yield from unknown_bodies(rete, atto.file, named)


@rule("ATT002", Severity.ERROR, reads=("atto",))
def the_total_counts_every_signatory(rete: Rete) -> Iterator[Fault]:
    """I firmatari in tutto non sono meno di quelli scritti per nome.

    Il totale serve quando alcuni nomi non si conoscono: comprende anche quelli che si conoscono.
    """
    for atto in rete.atti.values():
        total, named = atto.firmatari_totale, len(atto.firmatari)
        if total is not None and total < named:
            yield Fault(
                file=atto.file,
                path=("firmatari_totale",),
                message=(
                    f"il totale è di {count(total, 'firmatario', 'firmatari')}, ma per nome ce ne "
                    f"sono {named}"
                ),
                remedy="correggi «firmatari_totale», o togli chi non ha firmato",
            )


@rule("ATT003", Severity.ERROR, reads=("atto",))
def effects_of_acts_have_their_keys(rete: Rete) -> Iterator[Fault]:
    """Ogni effetto di un atto ha le chiavi che servono al suo tipo, e solo quelle.

    Un recesso senza l'ultimo giorno non si può mettere in pratica; una chiave di troppo non avrebbe
    nessun effetto. La tabella è nel capitolo sugli effetti del formato dei dati.
    """
    for group in effetti.of_acts(rete):
        for one in effetti.with_corrected(group):
            yield from effetti.wrong_keys(one)


@rule("ATT004", Severity.ERROR, reads=("atto", "ente", "tavolo", "verbale", "progetto", "patto"))
def effects_of_acts_name_what_exists(rete: Rete) -> Iterator[Fault]:
    """Gli effetti di un atto riguardano enti, tavoli, atti e schede del registro.

    Fa eccezione ciò che l'effetto stesso fa nascere: il tavolo che si istituisce, il periodo di un
    rinnovo, un articolo nuovo.
    """
    founded = effetti.founded_tables(rete)
    for group in effetti.of_acts(rete):
        for one in effetti.with_corrected(group):
            yield from effetti.unresolved_references(rete, one, founded)


@rule("ATT005", Severity.ERROR, reads=("atto",))
def an_act_has_one_effect_per_object(rete: Rete) -> Iterator[Fault]:
    """In un atto c'è al massimo un effetto dello stesso tipo sullo stesso oggetto.

    Effetti e registro si confrontano a coppie: con due cessazioni dello stesso ente nello stesso
    atto non si saprebbe quale vale.
    """
    for group in effetti.of_acts(rete):
        yield from effetti.repeated(group)


RULES: tuple[Rule, ...] = (
    signatories_are_known,
    the_total_counts_every_signatory,
    effects_of_acts_have_their_keys,
    effects_of_acts_name_what_exists,
    an_act_has_one_effect_per_object,
)
