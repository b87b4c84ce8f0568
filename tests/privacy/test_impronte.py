"""Digests look like codes and numbers at a glance: they cost no close look, and hide nothing."""

import hashlib
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from rete.privacy import _worth_making, findings
from rete.privacy.codes import ibans, person_codes
from rete.privacy.glance import may_have_codes, without_digests
from rete.privacy.recapiti import free_mails, mobiles
from tests.privacy.test_privacy import EXAMPLE_IBAN, INVENTED_CODE

DIGESTS: Final = tuple(hashlib.sha256(bytes([number])).hexdigest() for number in range(256))
PERSONAL: Final = (INVENTED_CODE, EXAMPLE_IBAN, "333 1234567", "mario@gmail.com")
BEGUN: Final = ("tel:", "?phone=", "IT60", "RVRRVR80", "CF", "333", "39", "a1")
BETWEEN: Final = (" ", "\n  ", ": ", "'", "sha256: ")


@given(st.lists(st.sampled_from([*PERSONAL, *BEGUN, *BETWEEN, *DIGESTS[:20]]), max_size=8))
def test_whatever_is_found_by_a_close_look_is_found_beside_a_digest(parts: list[str]) -> None:
    text = "".join(parts)
    every = [*person_codes(text), *ibans(text), *mobiles(text), *free_mails(text)]
    assert bool(findings("x", f"note: |\n  {text}\n".encode())) is bool(every)


def test_of_a_digest_no_close_look_is_taken_though_some_look_like_codes() -> None:
    written = [f"impronta: {digest}\n".encode() for digest in DIGESTS]
    assert any(_worth_making(text) for text in written)
    assert not any(_worth_making(without_digests(text)) for text in written)


def test_of_a_word_as_long_as_a_code_no_close_look_is_taken() -> None:
    assert not may_have_codes(b"sito: https://compagniadelmelo.example.org\n")
    assert may_have_codes(f"note: {INVENTED_CODE.lower()}\n".encode())
