"""Effects as somebody types them (`cessazione ente=il-ponte al=2025-03-31 causa=recesso`)."""

import shlex
from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any, cast, get_args

from rete.ask import NotAnAnswer
from rete.commands import valori
from rete.commands.scelta import chosen_verbale
from rete.load.build import build
from rete.load.loader import Loaded
from rete.model.comuni import Causa, Effetto, Esito, Genere, Qualita, TipoEffetto
from rete.model.effetti import KEYS, ChiaviEffetto, keys_of

TIPI: tuple[TipoEffetto, ...] = get_args(TipoEffetto)
_LISTS = ("a", "componenti", "presenti", "collegati")
_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "decorrenza": ("firma",),
        "qualita": get_args(Qualita),
        "causa": get_args(Causa),
        "genere": get_args(Genere),
        "esito": get_args(Esito),
    }
)
_KNOWN = tuple(field.name for field in fields(Effetto) if field.name not in ("tipo", "effetti"))


def some_effects(loaded: Loaded) -> valori.Leggi:
    """Effects with «;» between them, as they are kept: every name in full."""

    def read(typed: str) -> str:
        found = [_read(loaded, words) for words in _statements(typed)]
        if not found:
            raise NotAnAnswer(f"non c'è nessun effetto: scegli tra {', '.join(TIPI)}")
        return "; ".join(_written(tipo, values) for tipo, values in found)

    return read


def effects_in(answer: str | None) -> tuple[Effetto, ...]:
    """The effects of an answer that was read."""
    found = []
    for tipo, *words in _statements(answer or ""):
        data: dict[str, Any] = {"tipo": tipo}
        for word in words:
            key, _, value = word.partition("=")
            data[key] = value.split(",") if key in _LISTS else value
        found.append(build(Effetto, data))
    return tuple(found)


def keys_in_words() -> str:
    """What each kind of effect needs, one line each."""
    return "\n".join(f"{tipo}: {_needed(KEYS[tipo])}" for tipo in TIPI)


def _needed(keys: ChiaviEffetto) -> str:
    needed = [" o ".join(group) for group in keys.needed]
    return ", ".join((*needed, *(f"[{key}]" for key in (*keys.some_of, *keys.optional))))


def _statements(typed: str) -> list[list[str]]:
    """The words of each effect; double quotes hold spaces together, apostrophes are letters."""
    lexer = shlex.shlex(typed, posix=True, punctuation_chars=";")
    lexer.whitespace_split = True
    lexer.commenters, lexer.quotes, lexer.escape = "", '"', ""
    statements: list[list[str]] = [[]]
    try:
        for word in lexer:
            if set(word) == {";"}:
                statements.append([])
            else:
                statements[-1].append(word)
    except ValueError:
        raise NotAnAnswer("le virgolette non sono chiuse") from None
    return [words for words in statements if words]


def _read(loaded: Loaded, words: list[str]) -> tuple[TipoEffetto, dict[str, str]]:
    tipo = cast(TipoEffetto, valori.one_of(TIPI)(words[0]))
    values: dict[str, str] = {}
    for word in words[1:]:
        key, equals, value = word.partition("=")
        if not equals or not value:
            raise NotAnAnswer(f"«{word}» non va: ogni valore si scrive chiave=valore")
        if key not in _KNOWN:
            raise NotAnAnswer(f"«{key}» non è una chiave degli effetti: {', '.join(_KNOWN)}")
        if key in values:
            raise NotAnAnswer(f"«{key}» c'è due volte")
        values[key] = _value(loaded, tipo, key, value)
    _require_keys(tipo, values)
    return tipo, values


def _value(loaded: Loaded, tipo: TipoEffetto, key: str, value: str) -> str:
    return _reader(loaded, tipo, key)(value)


def _reader(loaded: Loaded, tipo: TipoEffetto, key: str) -> valori.Leggi:
    if key in _WORDS:
        return valori.one_of(_WORDS[key])
    match key:
        case "ente" | "coordina":
            return valori.an_ente(loaded)
        case "a" | "componenti" | "presenti" | "collegati":
            return lambda typed: valori.some_enti(loaded)(typed).replace(", ", ",")
        case "tavolo":
            return valori.an_id if tipo == "istituzione" else valori.a_tavolo(loaded)
        case "dal" | "al":
            return valori.a_day_or_month
        case "atto":
            return valori.an_act(loaded)
        case "verbale":
            return valori.chosen(lambda typed: chosen_verbale(loaded, typed).id)
        case _:
            return str


def _require_keys(tipo: TipoEffetto, values: Mapping[str, str]) -> None:
    data: dict[str, Any] = {
        key: value.split(",") if key in _LISTS else value for key, value in values.items()
    }
    wanted = keys_of(build(Effetto, {"tipo": tipo, **data}))
    missing = [" o ".join(group) for group in wanted.needed if not any(k in values for k in group)]
    if missing:
        raise NotAnAnswer(f"a «{tipo}» manca {', '.join(missing)}")
    if wanted.some_of and not any(key in values for key in wanted.some_of):
        raise NotAnAnswer(f"a «{tipo}» manca almeno una chiave tra {', '.join(wanted.some_of)}")
    extra = [key for key in values if key not in wanted.allowed]
    if extra:
        raise NotAnAnswer(f"«{tipo}» non vuole {', '.join(extra)}; vuole {_needed(wanted)}")


def _written(tipo: str, values: Mapping[str, str]) -> str:
    return " ".join((tipo, *(f"{key}={_quoted(value)}" for key, value in values.items())))


def _quoted(value: str) -> str:
    return f'"{value}"' if any(c in value for c in " ;") else value
