"""The playbook is complete in every language and never tells anyone to threaten."""

import pytest
from joinder.filings.reactions import playbook, suggested, worth_trying


def test_every_reaction_is_there_in_three_languages():
    assert list(playbook()) == ["serious", "partial", "denies", "stalls", "silent"]
    for play in playbook().values():
        texts = [play["names"], play["meaning"], *(step["text"] for step in play["steps"])]
        assert all(set(text) == {"zh", "en", "id"} and all(text.values()) for text in texts)


@pytest.mark.parametrize(
    ("reaction", "actions"),
    [
        ("serious", {"follow_up", "verify_with_members"}),
        ("denies", {"more_evidence", "truthful_publicity", "media"}),
        ("stalls", {"legal_aid", "regulator", "court"}),
    ],
)
def test_the_next_steps_fit_the_reaction(reaction, actions):
    assert actions <= {step["action"] for step in playbook()[reaction]["steps"]}


def test_silence_is_suggested_only_with_proof_of_delivery():
    assert suggested(answered=False, overdue=True, delivered=True) == "silent"
    assert suggested(answered=False, overdue=True, delivered=False) is None
    assert suggested(answered=True, overdue=True, delivered=True) is None


def test_channels_worth_trying_come_gentlest_first():
    levels = {"court": 4, "company": 1, "regulator": 2, "media": 3}
    assert worth_trying("stalls", levels) == ["regulator", "court"]
    assert worth_trying("serious", levels) == []
