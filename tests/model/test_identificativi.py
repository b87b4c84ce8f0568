"""Check digits: the published vectors, and the same answers as python-stdnum."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban, luhn
from stdnum.exceptions import InvalidComponent, ValidationError
from stdnum.iso7064 import mod_97_10
from stdnum.it import codicefiscale, iva

from rete.model.identificativi import entity_code_is_valid, iban_is_valid, person_code_is_valid
from tests.aiuti import misura

PEOPLE = ("RCCMNL83S18D969H", "CNTCHR83T41D969D")  # from the documentation of python-stdnum
IBANS = ("GB82WEST12345698765432", "IT60X0542811101000000123456", "BE31435411161155")


def without_province(code: str) -> bool:
    """What python-stdnum says of a code, whatever its office (which it alone looks at)."""
    try:
        iva.validate(code)
    except InvalidComponent:
        return luhn.is_valid(code)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    "code",
    ["00743110157", "00429440068", "90000019993", "90000029992", "90000039991", "90000049990"],
)
def test_codes_of_bodies_with_the_right_check_digit(code: str) -> None:
    assert entity_code_is_valid(code)
    assert iva.is_valid(code)


@pytest.mark.parametrize(
    "code",
    [
        "80003870068",
        "96001234567",
        "00743110158",
        "00000000000",
        "00000001007",
        "0074311015",
        "007431101570",
        "IT00743110157",
        "00743 110157",
        "00743110157\n",
        "٠٠٧٤٣١١٠١٥٧",
        "",
    ],
)
def test_what_is_not_the_code_of_a_body(code: str) -> None:
    assert not entity_code_is_valid(code)


@misura.examples(every=2000, some=300)
@given(st.text("0123456789", min_size=11, max_size=11))
def test_a_body_is_judged_as_python_stdnum_does(code: str) -> None:
    assert entity_code_is_valid(code) == without_province(code)


@misura.examples(every=500, some=100)
@given(st.integers(1, 9_999_999), st.sampled_from(["001", "100", "120", "121", "888", "999"]))
def test_one_check_digit_only_is_right(number: int, office: str) -> None:
    codes = [f"{number:07}{office}{digit}" for digit in range(10)]
    right = [code for code in codes if entity_code_is_valid(code)]
    assert right == [code for code in codes if codicefiscale.is_valid(code)]
    assert len(right) == 1


@pytest.mark.parametrize("code", PEOPLE)
def test_codes_of_persons(code: str) -> None:
    assert person_code_is_valid(code)
    assert not person_code_is_valid(code[:-1] + ("A" if code[-1] != "A" else "B"))
    assert not person_code_is_valid(code.lower())
    assert not person_code_is_valid(f"{code}\n")


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "0123456789LMNPQRSTUV"


@st.composite
def person_codes(draw: st.DrawFn) -> str:
    """The code of nobody, omocodia letters included; its check letter is right half of the time."""

    def some(alphabet: str, number: int) -> str:
        return draw(st.text(alphabet, min_size=number, max_size=number))

    year, town = some(DIGITS, 2), some(LETTERS, 1) + some(DIGITS, 3)
    first = some(LETTERS, 6) + year + some("ABCDEHLMPRST", 1) + some(DIGITS, 2) + town
    right = codicefiscale.calc_check_digit(first)
    return first + draw(st.sampled_from([right, *LETTERS]))


@misura.examples(every=1000, some=200)
@given(person_codes())
def test_a_person_is_recognised_as_by_python_stdnum(code: str) -> None:
    right = codicefiscale.calc_check_digit(code[:15]) == code[15]
    assert person_code_is_valid(code) == right
    if codicefiscale.is_valid(code):
        assert person_code_is_valid(code)


@pytest.mark.parametrize("code", IBANS)
def test_ibans(code: str) -> None:
    assert iban.is_valid(code)
    assert iban_is_valid(code)
    assert not iban_is_valid(f"{code[:-1]}{(int(code[-1]) + 1) % 10}")
    assert not iban_is_valid(f"{code[:4]} {code[4:]}")


@misura.examples(every=1000, some=200)
@given(
    st.sampled_from(["IT", "SM", "GB", "DE", "FR"]),
    st.text("ABXYZ0123456789", min_size=11, max_size=30),
    st.integers(0, 5),
)
def test_an_iban_has_the_check_characters_of_python_stdnum(
    country: str, account: str, wrong: int
) -> None:
    digits = iban.calc_check_digits(f"{country}00{account}")
    assert iban_is_valid(f"{country}{digits}{account}")
    other = f"{(int(digits) + wrong) % 100:02}"
    expected = mod_97_10.is_valid(f"{account}{country}{other}")
    assert iban_is_valid(f"{country}{other}{account}") == expected


def test_the_patterns_take_ascii_digits_only() -> None:
    assert re.fullmatch(r"\d{11}", "٠٠٧٤٣١١٠١٥٧")
    assert not entity_code_is_valid("٠٠٧٤٣١١٠١٥٧")
    assert not iban_is_valid("IT60X0542811101000000123456".replace("6", "\u0666"))
