"""Which operations a message names, whatever has rewritten it; prose and quotations name none."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rete.commit_message import names_operation, read

ID, OTHER = "3f2a1b4c5d6e", "9c0de1122334"
COMMIT = "1" * 40
OWN = f"""\
Ammissione di «il-faro»

- «il-faro» entra

Comando: ente ammetti
Atto: 2026-05-20-plenaria/1
Operazione: {ID}
"""
SECOND = f"Ingresso in «abitare»\n\n- entra\n\nComando: tavolo aggiungi\nOperazione: {OTHER}\n"


def indented(text: str) -> str:
    return "".join(f"    {line}".rstrip() + "\n" for line in text.splitlines())


def squashed(*messages: str) -> str:
    """What `git merge --squash` proposes."""
    header = f"commit {COMMIT}\nAuthor: Segreteria <s@example.org>\nDate:   Mon Jun 1 2026\n\n"
    return "Squashed commit of the following:\n\n" + "\n".join(
        header + indented(message) for message in messages
    )


def bullets(*messages: str) -> str:
    """What GitHub proposes when it squashes several commits."""
    return "Due cose (#14)\n\n" + "\n".join(f"* {message}" for message in messages)


ONE = {
    "its own": OWN,
    "Co-authored-by after a blank line": OWN + "\nCo-authored-by: S <s@example.org>\n",
    "a hook's paragraph": OWN + "\nControllato dall'ufficio.\nTutto a posto.\n",
    "a hook's paragraph before": OWN.replace("Comando", "Vedi la pratica 12.\n\nComando"),
    "a hook's line of prose among ours": OWN + "pratica 12 del protocollo\n",
    "signed off": OWN + "Signed-off-by: S <s@example.org>\n",
    "of Gerrit": OWN + "Change-Id: I0123456789abcdef\n",
    "cherry-picked": OWN + f"(cherry picked from commit {COMMIT})\n",
    "cherry-picked, apart": OWN + f"\n(cherry picked from commit {COMMIT})\n",
    "line ends of Windows": OWN.replace("\n", "\r\n"),
    "squashed by git": squashed(OWN),
    "squashed twice": squashed(squashed(OWN)),
    "squashed by GitHub, alone": bullets(OWN),
    "squashed by GitHub, with Windows line ends": bullets(OWN).replace("\n", "\r\n"),
    "a title of its own": OWN.replace("Ammissione di «il-faro»", "Il Faro (#13)"),
    "only the name": f"Il Faro (#13)\n\nOperazione: {ID}\n",
    "trailers in another order": f"Il Faro\n\nOperazione: {ID}\nComando: ente ammetti\n",
    "the same twice": bullets(OWN, OWN),
    "a merge": f"Merge pull request #13\n\n{OWN}",
}


@pytest.mark.parametrize("message", ONE.values(), ids=ONE.keys())
def test_an_operation_is_found_wherever_its_name_stands(message: str) -> None:
    assert [told.id for told in read(message).told] == [ID]
    assert names_operation(message, ID)
    assert not names_operation(message, OTHER)


@pytest.mark.parametrize("many", [bullets, squashed, lambda *m: "\n".join(m)])
def test_two_operations_in_one_message_are_both_found(many: Callable[..., str]) -> None:
    told = read(many(OWN, SECOND)).told
    assert [one.id for one in told] == [ID, OTHER]
    assert [one.comando for one in told] == ["ente ammetti", "tavolo aggiungi"]


@pytest.mark.parametrize("many", [bullets, squashed])
def test_each_operation_of_a_squash_keeps_its_own_title(many: Callable[..., str]) -> None:
    titles = [one.titolo for one in read(many(OWN, SECOND)).told]
    assert titles == ["Ammissione di «il-faro»", "Ingresso in «abitare»"]


NONE = {
    "empty": "",
    "by hand": "a mano",
    "prose around": f"a mano\n\nParlo di\nOperazione: {ID}\n\ne altro",
    "prose on the line": "a mano\n\nOperazione: spostata la sede di ieri\n",
    "prose in the sentence": f"Perché l'Operazione: {ID} era sbagliata",
    "quoted like a letter": "".join(f"> {line}\n" for line in OWN.splitlines()),
    "reverted": f'Revert "Ammissione"\n\nThis reverts commit {COMMIT}.\n\n{OWN}',
    "reverted and indented": f'Revert "A"\n\nThis reverts commit {COMMIT}.\n\n{indented(OWN)}',
    "another word": f"x\n\nOperazioni: {ID}\n",
    "no name": "x\n\nComando: annulla\nOperazione:\n",
    "a name that is none": "x\n\nOperazione: ../../x\n",
    "a name without end": f"x\n\nOperazione: {'a' * 65}\n",
    "a control character": f"x\n\nOperazione: {ID}\x1b[31m\n",
}


@pytest.mark.parametrize("message", NONE.values(), ids=NONE.keys())
def test_what_only_speaks_of_an_operation_names_none(message: str) -> None:
    assert read(message).told == ()
    assert not names_operation(message, ID)


def test_a_revert_says_which_commits_it_takes_back() -> None:
    quoted = f'Revert "Ammissione (#13)" (#14)\n\nThis reverts commit {COMMIT}.\n\n{OWN}'
    found = read(quoted)
    assert found.reverts == (COMMIT,)
    assert found.reverted_title == "Ammissione (#13)"


def test_in_a_squash_a_revert_takes_nothing_from_the_operations_beside_it() -> None:
    revert = f'Revert "x"\n\nThis reverts commit {COMMIT}.\n'
    found = read(bullets(OWN, revert, SECOND))
    assert [one.id for one in found.told] == [ID, OTHER]
    assert found.reverts == (COMMIT,)


def test_nor_from_those_before_it_where_messages_are_put_together_without_bullets() -> None:
    """As `git rebase` does."""
    revert = f'Revert "x"\n\nThis reverts commit {COMMIT}.\n'
    found = read(f"{OWN}\n{SECOND}\n{revert}")
    assert [one.id for one in found.told] == [ID, OTHER]
    assert found.reverts == (COMMIT,)
    assert read(f"{revert}\n{OWN}").told == ()


def test_what_an_undo_takes_back_is_said_by_name_or_by_commit() -> None:
    undo = f"Annulla: x\n\nComando: annulla\nRiferimento: operazione/{ID}\nOperazione: {OTHER}\n"
    old = undo.replace(f"operazione/{ID}", f"commit/{COMMIT}")
    another = undo.replace("Comando: annulla", "Comando: ente modifica")
    assert read(undo).told[0].undoes == (f"operazione/{ID}",)
    assert read(old).told[0].undoes == (f"commit/{COMMIT}",)
    assert read(another).told[0].undoes == ()


def test_each_undo_of_a_paragraph_that_holds_two_keeps_what_it_takes_back() -> None:
    both = (
        "x\n\nComando: annulla\nRiferimento: operazione/uno\nOperazione: due\n"
        "Comando: annulla\nRiferimento: operazione/tre\nOperazione: quattro\n"
    )
    assert [(one.id, one.undoes) for one in read(both).told] == [
        ("due", ("operazione/uno",)),
        ("quattro", ("operazione/tre",)),
    ]


@given(st.text(), st.text())
def test_any_text_is_read_and_an_operation_in_a_paragraph_of_its_own_is_found(
    before: str, after: str
) -> None:
    read(before + after)
    if "This reverts" not in before:
        message = f"{before}\n\nComando: x\nOperazione: {ID}\n\n{after}"
        assert ID in [told.id for told in read(message).told]


def test_a_message_of_some_megabytes_is_read_in_one_pass() -> None:
    lines = "\n\n".join(f"Operazione: {number:x}" for number in range(20_000))
    assert len(read(f"x\n\n{lines}").told) == 20_000
