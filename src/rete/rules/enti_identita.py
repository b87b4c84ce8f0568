"""Bodies: who they are (codes, place in the RUNTS, names); when they are in: `enti`."""

from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import NamedTuple

from rete.diagnostics import DocPath, Fault, Severity
from rete.italiano import join_words
from rete.model.elenchi import NOMI_DI_PRIMA, voci
from rete.model.ente import Ente
from rete.model.rete import Rete
from rete.rules.periodi import out_of_order
from rete.rules.rule import Rule, rule


class _Code(NamedTuple):
    name: str
    path: DocPath
    of: Callable[[Ente], str | None]


_CODES = (
    _Code("il codice fiscale", ("codice_fiscale",), lambda ente: ente.codice_fiscale),
    _Code("il codice IPA", ("ipa",), lambda ente: ente.ipa),
    _Code(
        "il repertorio del RUNTS",
        ("runts", "repertorio"),
        lambda ente: ente.runts.repertorio if ente.runts else None,
    ),
)


@rule("ENT010", Severity.ERROR, reads=("ente",))
def codes_belong_to_one_body(rete: Rete) -> Iterator[Fault]:
    """Codice fiscale, codice IPA e repertorio del RUNTS sono di un ente solo.

    Due schede con lo stesso codice sono lo stesso ente scritto due volte, che si conterebbe due
    volte, oppure un errore di copiatura.
    """
    for code in _CODES:
        first: dict[str, str] = {}
        for ente in rete.enti.values():
            value = code.of(ente)
            if value is None:
                continue
            other = first.setdefault(value.casefold(), ente.id)
            if other != ente.id:
                yield Fault(
                    file=ente.file,
                    path=code.path,
                    message=f"{code.name} «{value}» è già quello di «{other}»",
                    remedy="correggi il codice; se è lo stesso ente, riporta tutto in una scheda "
                    "e cita quella",
                )


@rule("ENT011", Severity.WARNING, reads=("ente",))
def registers_fit_the_nature(rete: Rete) -> Iterator[Fault]:
    """Un ente pubblico non è iscritto al RUNTS, e di solito solo un ente pubblico ha un codice IPA.

    Le amministrazioni pubbliche non sono enti del Terzo settore (art. 4, comma 2, del D.Lgs.
    117/2017): o la natura o l'iscrizione è sbagliata, e i conteggi fra pubblici e privati con lei.
    L'indice IPA elenca però anche i gestori privati di servizi pubblici: un avviso, non un errore.
    """
    for ente in rete.enti.values():
        if ente.natura == "pubblico" and ente.runts and ente.runts.stato != "non-iscritto":
            yield Fault(
                file=ente.file,
                path=("runts", "stato"),
                message=f"un ente pubblico non può essere «{ente.runts.stato}» nel RUNTS",
                remedy="correggi «natura», o «runts» se è di un altro ente",
            )
        if ente.natura == "privato-sociale" and ente.ipa is not None:
            yield Fault(
                file=ente.file,
                path=("ipa",),
                message=f"un ente del privato sociale di solito non ha un codice IPA «{ente.ipa}»",
                remedy="correggi «natura» o «ipa»; se gestisce un servizio pubblico, va bene così",
            )


@rule("ENT012", Severity.WARNING, reads=("ente",))
def registered_bodies_say_where(rete: Rete) -> Iterator[Fault]:
    """Di un ente iscritto al RUNTS si scrivono sezione, repertorio e data di iscrizione.

    Sono i dati che i documenti riportano e con cui l'iscrizione si ritrova e si verifica.
    """
    for ente in rete.enti.values():
        if ente.runts is None or ente.runts.stato != "iscritto":
            continue
        keys = ("sezione", "repertorio", "iscritto_il")
        missing = [f"«{key}»" for key in keys if getattr(ente.runts, key) is None]
        if missing:
            verb = "manca" if len(missing) == 1 else "mancano"
            yield Fault(
                file=ente.file,
                path=("runts", "stato"),
                message=f"è iscritto al RUNTS, ma {verb} {join_words(missing)}",
                remedy="ricopia i dati dalla scheda dell'ente nel RUNTS",
            )


@rule("ENT013", Severity.ERROR, reads=("ente",))
def registration_is_verified_after_it_is_made(rete: Rete) -> Iterator[Fault]:
    """L'iscrizione al RUNTS si verifica dopo che è stata fatta.

    Una verifica anteriore all'iscrizione non la può aver vista: una delle date è sbagliata.
    """
    for ente in rete.enti.values():
        runts = ente.runts
        if runts and runts.iscritto_il and runts.verificato_il:
            if runts.iscritto_il <= runts.verificato_il:
                continue
            yield Fault(
                file=ente.file,
                path=("runts", "verificato_il"),
                message=(
                    f"l'iscrizione al RUNTS del {runts.iscritto_il} risulta verificata prima, "
                    f"il {runts.verificato_il}"
                ),
                remedy="correggi «iscritto_il» o «verificato_il»",
            )


@rule("ENT016", Severity.ERROR, reads=("ente",))
def former_names_are_in_order(rete: Rete) -> Iterator[Fault]:
    """Le denominazioni precedenti vanno dalla più vecchia alla più recente.

    Ogni nome vale fino al giorno scritto accanto: fuori ordine non si sa come si chiamava l'ente in
    un certo giorno, e quindi che nome scrivere in un documento di allora.
    """
    yield from out_of_order(voci(rete, NOMI_DI_PRIMA), "al")


@rule("ENT018", Severity.ERROR, reads=("ente",))
def a_new_name_is_another_name(rete: Rete) -> Iterator[Fault]:
    """Ogni denominazione precedente è diversa da quella che l'ha sostituita.

    Un ente può tornare a un nome di prima, ma due volte di seguito lo stesso nome non è un cambio.
    """
    former = voci(rete, NOMI_DI_PRIMA)
    for item, following in zip_longest(former, former[1:]):
        last = following is None or following.scheda is not item.scheda
        after = (item.scheda if last else following.voce).denominazione
        if item.voce.denominazione.casefold().split() == after.casefold().split():
            yield Fault(
                file=item.file,
                path=(*item.path, "denominazione"),
                message=f"{item.what} è uguale a quella che la segue",
                remedy="correggila, o togli la voce",
            )


RULES: tuple[Rule, ...] = (
    codes_belong_to_one_body,
    registers_fit_the_nature,
    registered_bodies_say_where,
    registration_is_verified_after_it_is_made,
    former_names_are_in_order,
    a_new_name_is_another_name,
)
