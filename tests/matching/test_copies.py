"""Near-copies: edited tellings are found, other stories about the same trouble are not."""

import uuid

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joinder.matching.bands import BANDS, band_keys
from joinder.matching.canonical import canonical
from joinder.matching.copies import Rarity, Score, compare, compare_facts, jaccard
from joinder.matching.keyed import keyed
from joinder.matching.shingles import Sketch, sketch

KEY = bytes(range(16))
BAMBOO, HERON = uuid.UUID(int=1), uuid.UUID(int=2 << 64)
NO_SAMPLE = Rarity([])

ZH = (
    "我在竹叶钱包里有一千多元，上个月申请提现以后一直显示审核中，客服每次都说三到五个工作日，"
    "可是已经过去一个多月还是没有到账。我打了很多次电话，他们只让我继续等待，也不给书面的答复，"
    "现在连账户都登录不进去了，希望他们尽快把钱退给我。"
)
EN = (
    "I asked Bamboo Wallet to pay out my balance in March and the payment has been under review ever since. "
    "Support keeps telling me to wait three to five working days, but nobody ever gives a written answer, "
    "and last week my account was locked without any notice so I cannot even see my own money."
)
ID = (
    "Saya menarik saldo dari dompet Bambu sejak bulan lalu tetapi statusnya masih ditinjau sampai sekarang. "
    "Layanan pelanggan selalu meminta saya menunggu tiga sampai lima hari kerja dan tidak pernah memberi jawaban "
    "tertulis, lalu akun saya diblokir tanpa pemberitahuan apa pun."
)
COPIES = [
    (ZH, ZH.replace("，", "！").replace("钱包", "錢包")),
    (ZH, "您好，" + ZH + "谢谢，请尽快处理。"),
    (ZH, ZH[: len(ZH) * 65 // 100]),
    (ZH, ZH.replace("一千多元", "三千多元").replace("上个月", "两个月前")),
    (EN, EN.upper()),
    (EN, EN.replace("under", "undr").replace("written", "writen").replace("locked", "lockd")),
    (EN, "Hello, " + EN + " Thank you!"),
    (ID, ID.lower().replace(".", " 😡 ")),
    (ID, ID[: len(ID) * 60 // 100]),
    ("竹叶钱包提现一直不到账客服不理人", "竹葉錢包提現一直不到賬，客服不理人！"),
    ("竹叶钱包提现一直不到账客服不理人", "请问竹叶钱包提现一直不到账客服不理人"),
    ("my payout is stuck for two weeks", "My payout is stuck for two weeks!!"),
]
OTHERS = [
    (ZH, "我在竹叶钱包办理了分期，扣款日前一天已经存够了钱，系统却还是收了我逾期费，客服说这是规定不能退，"
         "我认为这不合理，因为他们的系统当天维护，很多人都遇到了同样的问题，希望把多收的费用退回来并说明原因。"),
    (EN, "Bamboo Wallet charged me a late fee although the money was there one day before the instalment was due. "
         "They say this is their rule and refuse to give it back, yet their system was down that day for everyone."),
    ("提现不到账", "账号登录不了"),
    (ZH, EN),
]  # fmt: skip


def _sketches(*texts: str) -> list[Sketch]:
    return sketch([canonical(text) for text in texts], KEY)


def _compare(left: str, right: str) -> Score:
    first, second = _sketches(left, right)
    return compare(first, second, lambda _: NO_SAMPLE)


@pytest.mark.parametrize(("left", "right"), COPIES)
def test_an_edited_telling_is_a_near_copy_and_meets_in_a_band(left: str, right: str) -> None:
    first, second = _sketches(left, right)
    assert compare(first, second, lambda _: NO_SAMPLE).is_copy
    assert set(band_keys(first, BAMBOO)) & set(band_keys(second, BAMBOO))


@pytest.mark.parametrize(("left", "right"), OTHERS)
def test_another_story_is_not_a_near_copy(left: str, right: str) -> None:
    assert not _compare(left, right).is_copy


def test_another_respondent_never_meets_in_a_band() -> None:
    (one,) = _sketches(ZH)
    assert not set(band_keys(one, BAMBOO)) & set(band_keys(one, HERON))


def test_a_person_can_read_how_much_is_shared() -> None:
    assert _compare(ZH, ZH.replace("，", "。")).reasons[0].code == "identical_wording"
    shared = _compare(ZH, "您好，" + ZH).reasons[0]
    assert shared.code == "shared_wording"
    assert shared.params["percent"] == 100


def test_facts_agree_or_contradict_only_when_both_state_them() -> None:
    codes = [
        r.code for r in compare_facts({"order": ["1"], "date": ["2"], "phone": []}, {"order": ["1"], "date": ["3"]})
    ]
    assert codes == ["same_order", "different_date"]


def test_the_hash_is_aes_as_published() -> None:
    block = np.frombuffer(bytes.fromhex("00112233445566778899aabbccddeeff"), dtype="<u8").reshape(1, 2)
    hashed = keyed(bytes(range(16)), block)
    assert hashed.astype("<u8").tobytes() == bytes.fromhex("69c4e0d86a7b0430")


def test_another_key_gives_other_hashes() -> None:
    one, other = (sketch([canonical(ZH)], key)[0] for key in (KEY, KEY[::-1]))
    assert jaccard(one.wording, other.wording) == 0
    with pytest.raises(ValueError, match="16 bytes"):
        sketch([canonical(ZH)], b"short")


def test_a_rare_gram_weighs_more_than_a_common_one() -> None:
    sample = _sketches("提现不到账", "提现一直审核", "提现失败了")
    rarity = Rarity([each.grams for each in sample])
    common, rare = _sketches("提现", "失败")
    assert rarity.weigh(common.grams).min() < rarity.weigh(rare.grams).min()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(alphabet=st.characters(exclude_categories=()), max_size=150), min_size=1, max_size=5))
def test_hashing_many_together_equals_hashing_each_alone(texts: list[str]) -> None:
    ready = [canonical(text) for text in texts]
    for together, text in zip(sketch(ready, KEY), ready, strict=True):
        (alone,) = sketch([text], KEY)
        assert np.array_equal(together.wording, alone.wording)
        assert np.array_equal(together.grams, alone.grams)
        assert np.array_equal(together.counts, alone.counts)
        assert len(band_keys(alone, BAMBOO)) in {0, BANDS, 2 * BANDS}
