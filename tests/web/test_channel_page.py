"""A served channel says all that a reader needs before going there: what to bring, how long it takes, what to mind."""

import html

import pytest
from joinder.reference import display, reading_channels

from tests.client import Client

NEEDS = ("cautions", "deadlines", "required_content", "conflicts")


@pytest.mark.parametrize("lang", ["zh", "en", "id"])
def test_it_tells_what_to_bring_how_long_it_takes_and_what_to_mind(client: Client, lang: str) -> None:
    seen: set[str] = set()
    for entry in display.shown_channels():
        channel = reading_channels.channel_detail(entry, lang)  # pyright: ignore[reportArgumentType]
        page = html.unescape(client.get(f"/{lang}/channels/{channel.id}").text)
        bring = [one.name for one in channel.required_content]
        took = [str(part) for one in channel.deadlines for part in (one.name, one.limit, one.starts) if part]
        for said in (*channel.cautions, *channel.conflicts, *bring, *took):
            assert said in page, (channel.id, said)
        seen |= {name for name in NEEDS if getattr(channel, name)}
    assert {"cautions", "deadlines", "required_content"} <= seen


def test_it_leads_to_the_channels_that_come_next(client: Client) -> None:
    led = 0
    for entry in display.shown_channels():
        channel = reading_channels.channel_detail(entry, "en")
        page = html.unescape(client.get(f"/en/channels/{channel.id}").text)
        for one in channel.next:
            assert f'<a href="/en/channels/{one.id}">{one.name}</a>' in page, channel.id
            led += 1
    assert led
