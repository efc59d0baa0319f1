"""What nobody may hand over is found; what only looks like it is left alone."""

import pytest
from joinder.reports.sheets.secret_values import find_secrets, mask, refused_cell, refused_header

from tests.reports.messy import card_number, identity_number

ID, CARD = identity_number(7), card_number(123456)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"我的身份证{ID}给了客服", "id_number"),
        (f"编号{ID}", "id_number"),
        ("身份证号：110105491231002", "id_number"),
        ("NIK 3171234567890123", "id_number"),
        ("护照 E12345678", "id_number"),
        (f"卡号{CARD}", "card_number"),
        (" ".join(CARD[at : at + 4] for at in range(0, len(CARD), 4)), "card_number"),
        ("4111 1111 1111 1111", "card_number"),
        ("密码：abc123", "password"),
        ("支付密码是 654321", "password"),
        ("password: hello", "password"),
        ("kata sandi: rahasia", "password"),
        ("PIN saya 1234", "password"),
        ("验证码123456", "code"),
        ("OTP 448291", "code"),
        ("１１０１０１验证码：８８８８８８", "code"),
    ],
)
def test_refused_values_are_found_in_free_text(text, kind):
    assert [finding.kind for finding in find_secrets(text)] == [kind]
    assert not find_secrets(mask(text))


@pytest.mark.parametrize(
    "text",
    [
        "订单号2025022822001412345678901234",
        f"订单号 {CARD}",
        f"账号被封，订单：{CARD}",
        "忘记密码，修改密码3次",
        "密码被盗",
        "my password is wrong",
        "password reset took 10 days",
        "收到验证码10次",
        "验证码 2019年3月",
        "客服电话95188，工号8801",
        "尾号 1234 的卡",
        "身份证４３０３２２１９５６０*******",
        "6222021234567890123456789",
    ],
)
def test_what_only_looks_alike_is_not_refused(text):
    assert find_secrets(text) == []


def test_a_column_of_order_numbers_may_hold_numbers_that_pass_the_card_check():
    assert find_secrets(CARD, order_column=True) == []
    assert find_secrets(identity_number(5), order_column=True)


def test_masking_takes_the_value_and_nothing_else():
    assert mask(f"我的身份证{ID}给了客服") == "我的身份证［…］给了客服"


def test_refused_columns_are_known_by_their_names():
    kinds = {
        name: refused_header(name)
        for name in ("身份证号", "银行卡号", "登录密码", "短信验证码", "Nomor KTP", "会员卡号", "昵称")
    }
    assert kinds == {
        **{"身份证号": "id_number", "银行卡号": "card_number", "登录密码": "password", "短信验证码": "code"},
        **{"Nomor KTP": "id_number", "会员卡号": None, "昵称": None},
    }
    assert refused_cell("card_number", CARD)
    assert not refused_cell("card_number", "工行 尾号1234")
    assert not refused_cell("password", "忘了")
