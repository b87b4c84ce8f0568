"""Bodies told apart: codes, the RUNTS, names (of tables too); when they are in: `enti`."""

from collections.abc import Callable
from itertools import zip_longest
from typing import NamedTuple

from rete.diagnostics import DocPath, Faults, Written, fault, fault_within
from rete.italiano import join_words
from rete.model.elenchi import NOMI_DI_PRIMA, voci
from rete.model.ente import Ente
from rete.model.lettere import Estranea, strangers, undisguised
from rete.model.rete import Rete
from rete.reckoning.nomi import Name, Twins, names_of, nearly_the_same
from rete.rules.rule import error, warning
from rete.rules.voci import out_of_order


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


@error("ENT010", "ente")
def codes_belong_to_one_body(rete: Rete) -> Faults:
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
                yield fault(
                    ente,
                    code.path,
                    f"{code.name} «{value}» è già quello di «{other}»",
                    "correggi il codice; se è lo stesso ente, riporta tutto in una scheda "
                    "e cita quella",
                )


@warning("ENT011", "ente")
def registers_fit_the_nature(rete: Rete) -> Faults:
    """Un ente pubblico non è iscritto al RUNTS, e di solito solo un ente pubblico ha un codice IPA.

    Le amministrazioni pubbliche non sono enti del Terzo settore (art. 4, comma 2, del D.Lgs.
    117/2017): o la natura o l'iscrizione è sbagliata, e i conteggi fra pubblici e privati con lei.
    L'indice IPA elenca però anche i gestori privati di servizi pubblici: un avviso, non un errore.
    """
    for ente in rete.enti.values():
        if ente.natura == "pubblico" and ente.runts and ente.runts.stato != "non-iscritto":
            yield fault(
                ente,
                ("runts", "stato"),
                f"un ente pubblico non può essere «{ente.runts.stato}» nel RUNTS",
                "correggi «natura», o «runts» se è di un altro ente",
            )
        if ente.natura == "privato-sociale" and ente.ipa is not None:
            yield fault(
                ente,
                ("ipa",),
                f"un ente del privato sociale di solito non ha un codice IPA «{ente.ipa}»",
                "correggi «natura» o «ipa»; se gestisce un servizio pubblico, va bene così",
            )


@warning("ENT012", "ente")
def registered_bodies_say_where(rete: Rete) -> Faults:
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
            yield fault(
                ente,
                ("runts", "stato"),
                f"è iscritto al RUNTS, ma {verb} {join_words(missing)}",
                "ricopia i dati dalla scheda dell'ente nel RUNTS",
            )


@error("ENT013", "ente")
def registration_is_verified_after_it_is_made(rete: Rete) -> Faults:
    """L'iscrizione al RUNTS si verifica dopo che è stata fatta.

    Una verifica anteriore all'iscrizione non la può aver vista: una delle date è sbagliata.
    """
    for ente in rete.enti.values():
        runts = ente.runts
        if runts and runts.iscritto_il and runts.verificato_il:
            if runts.iscritto_il <= runts.verificato_il:
                continue
            yield fault(
                ente,
                ("runts", "verificato_il"),
                f"l'iscrizione al RUNTS del {runts.iscritto_il} risulta verificata prima, "
                f"il {runts.verificato_il}",
                "correggi «iscritto_il» o «verificato_il»",
            )


@error("ENT016", "ente")
def former_names_are_in_order(rete: Rete) -> Faults:
    """Le denominazioni precedenti vanno dalla più vecchia alla più recente.

    Ogni nome vale fino al giorno scritto accanto: fuori ordine non si sa come si chiamava l'ente in
    un certo giorno, e quindi che nome scrivere in un documento di allora.
    """
    return out_of_order(voci(rete, NOMI_DI_PRIMA), "al")


@error("ENT018", "ente")
def a_new_name_is_another_name(rete: Rete) -> Faults:
    """Ogni denominazione precedente è diversa da quella che l'ha sostituita.

    Un ente può tornare a un nome di prima, ma due volte di seguito lo stesso nome non è un cambio.
    """
    former = voci(rete, NOMI_DI_PRIMA)
    for item, following in zip_longest(former, former[1:]):
        last = following is None or following.scheda is not item.scheda
        after = (item.scheda if last else following.voce).denominazione
        if item.voce.denominazione.casefold().split() == after.casefold().split():
            yield fault_within(
                item,
                ("denominazione",),
                f"{item.what} è uguale a quella che la segue",
                "correggila, o togli la voce",
            )


@warning("ENT025", "ente")
def names_of_bodies_are_what_they_look_like(rete: Rete) -> Faults:
    """Nel nome di un ente non ci sono segni invisibili, né lettere straniere simili alle nostre.

    La o dell'alfabeto cirillico sembra la nostra: due enti di nome uguale per chi legge sarebbero
    diversi per chi cerca, e uno potrebbe passare per l'altro. Un nome scritto tutto in un altro
    alfabeto va bene.
    """
    for ente in rete.enti.values():
        for name in names_of(ente):
            yield from _disguised(ente, name.path, name.text)


@warning("TAV025", "tavolo")
def names_of_tables_are_what_they_look_like(rete: Rete) -> Faults:
    """Nel nome di un tavolo non ci sono segni invisibili, né lettere straniere simili alle nostre.

    Chi lo scrive con la tastiera non lo troverebbe, e due tavoli diversi sembrerebbero lo stesso.
    """
    for tavolo in rete.tavoli.values():
        yield from _disguised(tavolo, ("nome",), tavolo.nome)


def _disguised(of: Written, path: DocPath, name: str) -> Faults:
    if found := strangers(name):
        said = join_words(list(map(_stranger, found[:4])))
        yield fault(
            of,
            path,
            f"nel nome «{undisguised(name)}» c'è {said}",
            "riscrivi il nome con la tastiera, senza copiarlo",
        )


def _stranger(one: Estranea) -> str:
    code = f"U+{ord(one.segno):04X}"
    if one.simile is None:
        return f"un segno invisibile ({code})"
    return f"una lettera di un altro alfabeto ({code}) che sembra «{one.simile}»"


@warning("ENT020", "ente")
def no_two_bodies_have_nearly_the_same_name(rete: Rete) -> Faults:
    """Due enti non hanno quasi lo stesso nome.

    Di solito è un ente solo, con due schede: le sue adesioni e le sue presenze si contano divise.
    Non contano maiuscole, accenti, punteggiatura, ordine delle parole e forma giuridica, né un
    errore di battitura in una parola di almeno cinque lettere; si guardano anche le sigle e le
    denominazioni precedenti. Due codici fiscali diversi bastano a dire che gli enti sono due, se
    la denominazione non è proprio la stessa.
    """
    for twins in nearly_the_same(rete.enti.values()):
        name, other = _as_shown(twins)
        yield fault(
            name.ente, name.path, f"«{name.text}» somiglia a {_whose(other)}", _remedy(name, other)
        )


def _as_shown(twins: Twins) -> tuple[Name, Name]:
    """The finding stands on the later of two ids, unless only the other name is in use."""
    name, other = twins.name, twins.other
    if not other.former and other.ente.id > name.ente.id:
        return other, name
    return name, other


def _whose(other: Name) -> str:
    if other.former:
        return f"«{other.text}», denominazione precedente di un altro ente («{other.ente.id}»)"
    return f"«{other.text}», nome di un altro ente («{other.ente.id}»)"


def _remedy(name: Name, other: Name) -> str:
    codes = name.ente.codice_fiscale, other.ente.codice_fiscale
    if None not in codes and codes[0] != codes[1]:
        return "distingui le due denominazioni, per esempio con il comune"
    return (
        "se è lo stesso ente riporta tutto in una scheda e cita quella; se no scrivi il codice "
        "fiscale di entrambi"
    )
