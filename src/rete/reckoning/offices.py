"""Who holds the offices of the network on a day, in the order in which the pact names them."""

from collections.abc import Iterator
from datetime import date

from rete.model.patto import Carica
from rete.model.rete import Rete
from rete.reckoning.acts_in_words import office_in_words


def offices_on(rete: Rete, day: date) -> Iterator[tuple[str, tuple[Carica, ...]]]:
    """Each office by its name, with those that surely have it: nobody, where none is known to.

    One that is held and that the vocabulary lacks comes last, by its id.
    """
    patto = rete.patto
    held = rete.incarichi_del_giorno(patto.cariche, day) if patto else ()
    known = (office.id for office in patto.vocabolari.cariche) if patto else ()
    for office in dict.fromkeys((*known, *(one.carica for one in held))):
        holders = tuple(one for one in held if one.carica == office)
        yield office_in_words(office, rete) or office, holders
