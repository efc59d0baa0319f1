"""Every kind of contact in the reference data has words on the channel page, and no words are left over."""

import json
from pathlib import Path
from typing import get_args

import pytest
from joinder.reference.schema.channels import ContactKind

I18N = Path(__file__).parents[2] / "frontend" / "src" / "i18n"


@pytest.mark.parametrize("lang", ["zh", "en", "id"])
def test_every_kind_of_contact_has_words(lang: str) -> None:
    words = json.loads((I18N / lang / "reference.json").read_text("utf-8"))["channels"]["kinds"]
    assert set(words) == set(get_args(ContactKind))
    assert all(words.values())
