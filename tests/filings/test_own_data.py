"""Taking one's own data along: everything of one's own, nothing of anybody else, once an address."""

import io
import json
import zipfile

from tests import world
from tests.evidence import corpus


def archive(client):
    address = client.post("/api/me/data").json()["address"]
    return address, client.get(address)


def test_the_archive_holds_ones_words_and_files_and_nobody_elses(db, new_client):
    with db.write() as session:
        case = world.make_case(session)
        mine = world.join(session, case, "me@example.org", narrative="我自己写的经过，只有我知道。")
        world.join(session, case, "other@example.org", narrative="别人写的经过，不该出现。")
        report = mine.id
    client = new_client("me@example.org")
    picture = corpus.png()
    sent = client.request(
        "POST", f"/api/me/reports/{report}/evidence", content=picture, headers={"X-Filename": "a%3Db.png"}
    )
    assert sent.status_code == 201, sent.text
    address, answer = archive(client)
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
        assert parts.testzip() is None
        told = json.loads(parts.read("data.json"))
        [name] = [one for one in parts.namelist() if one.startswith("files/")]
        assert parts.read(name) == picture
    assert told["reports"][0]["narrative"] == "我自己写的经过，只有我知道。"
    assert told["contacts"] == [{"kind": "email", "value": "me@example.org"}]
    text = json.dumps(told, ensure_ascii=False)
    assert "别人写的" not in text
    assert "other@example.org" not in text
    assert not {"key_id", "order_hash", "file_key"} & set(told["reports"][0]) | {"file_key"} & set(told["files"][0])
    assert client.get(address).status_code == 410
    assert new_client("other@example.org").get(client.post("/api/me/data").json()["address"]).status_code == 410


def test_nobody_signed_out_gets_an_archive(client):
    assert client.post("/api/me/data").status_code == 401
    assert client.get("/api/me/data/x.y.z").status_code == 401
