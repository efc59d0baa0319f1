"""Whatever is sent to whatever route by whomever, the answer is never an error of ours."""

import random
from datetime import timedelta

import pytest
from fastapi import FastAPI
from joinder.accounts.service import account_for
from joinder.core import clock

from tests.client import Client
from tests.journeys.demo_copy import CONTACTS, real
from tests.journeys.demo_told import NOW
from tests.journeys.hostile import Hostile

pytestmark = pytest.mark.xdist_group("demo")
EXISTING = "{filing}{proof}{letter}{match_id}{membership_id}{report_id}{evidence_id}"


@pytest.mark.parametrize("times", [2, pytest.param(40, marks=pytest.mark.prove)])
def test_no_request_ends_in_an_error_of_ours(clients: dict[str, Client], built_app: FastAPI, times: int) -> None:
    spec = built_app.openapi()
    everything = [(path, method, one) for path, acts in spec["paths"].items() for method, one in acts.items()]
    dice = random.Random(7)
    wrong: list[str] = []
    taken: set[str] = set()
    with clients["visitor"].database.read() as session:
        member = account_for(session, CONTACTS["participant"] or "", "zh").id
        values = real(session, "{batch}", member) | real(session, EXISTING, member)
    hostile = Hostile(spec, {**values, "respondent_id": values["object_id"]}, 7)
    for turn in range(times):
        for number, (path, method, operation) in enumerate(dice.sample(everything, len(everything))):
            role = dice.choice(list(clients))
            sent = hostile.request(method, path, operation)
            headers = {"Content-Type": sent.kind} if sent.kind else {}
            with clock.frozen(NOW + timedelta(seconds=turn * 3600 + number * 10)):
                answer = clients[role].request(sent.method, sent.url, content=sent.content, headers=headers)
            kind = answer.headers.get("content-type", "")
            if answer.status_code >= 500 or (answer.status_code >= 400 and "problem+json" not in kind):
                wrong.append(f"{role} {sent} {answer.status_code} {answer.text[:200]}")
            if answer.is_success:
                taken.add(f"{method} {path}")
    assert wrong == [], "\n".join(wrong)
    assert len(taken) > len(everything) // 4, "requests that are all refused at the door would be no test"
