"""Plain values for the pure tests of letters: a plan, a setting, incidents; every company is invented."""

import random
import uuid
from datetime import UTC, date, datetime, timedelta

from joinder.letters import composing, document, figures, formats
from joinder.letters.body import Reader
from joinder.letters.facts import definition_from_json
from joinder.letters.figures import Incident, Naming
from joinder.letters.plan import Citation, Demand, LetterPlan, Moment, Stated
from joinder.letters.setting import Kind, LawText, Others, Party, Recipient, Setting

ON = date(2026, 11, 2)
AT = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
SECTIONS = [
    *("title", "addressee", "parties", "representatives", "claims", "facts", "participants_summary"),
    *("evidence_list", "legal_basis", "reply_request", "closing", "signatures", "annexes"),
]
LAW = LawText("CN-CPL-8", "消费者权益保护法", "8", "有权知悉服务的真实情况", None, True, True, "high", "公报", ON)
CONDITIONAL = LawText(
    "CN-PENALTY-8", "处罚办法", "8,10", "超过15日视为拖延", "十五日自约定期满起算", True, True, "medium", "公报", ON
)
LAWS = {
    LAW.id: LAW,
    CONDITIONAL.id: CONDITIONAL,
    "PROCEDURE": LawText("PROCEDURE", "程序规则", "3", "程序", None, False, True, "high", "公报", ON),
    "UNSURE": LawText("UNSURE", "某办法", "2", "未见原文", None, True, True, "low", "转述", ON),
    "GONE": LawText("GONE", "旧办法", "2", "已废止", None, True, False, "high", "公报", ON),
}
REMEDIES = {"refund": "退还款项", "fee_return": "退还收取的费用", "R-EXPLAIN": "书面说明原因与处理结果"}
TEXTS = {
    "zh": {
        "brand": "竹叶钱包（演示）",
        "entity": "竹叶演示支付有限公司",
        "issue": "提现困难",
        "problem": "自{{t1.on}}起，提现申请长期停留在{{screen}}，没有到账，也没有书面说明。",
        "common": "我们都已完成实名认证和绑卡。",
        "what": "应用内公告称提现服务升级",
        "source": "公告截图，证据1-1",
        "quote": "处理中",
    },
    "en": {
        "brand": "Bamboo Wallet (demo)",
        "entity": "Bamboo Demo Payments Ltd",
        "issue": "Withdrawal blocked",
        "problem": "Since {{t1.on}} our withdrawals have stayed at {{screen}}, without money or a written reason.",
        "common": "All of us verified our identity and linked a card.",
        "what": "A notice in the app announced an upgrade of withdrawals",
        "source": "screenshot of the notice, Exhibit 1-1",
        "quote": "processing",
    },
}
TEXTS["id"] = TEXTS["en"]


def plan(lang="zh", **changes):
    words = TEXTS[lang]
    values = {
        "kind_id": "company_joint",
        "lang": lang,
        "channel_id": "cn-company-generic",
        "problem": words["problem"],
        "common_facts": [words["common"]],
        "timeline": [Moment(on=date(2026, 3, 5), what=words["what"], source=words["source"])],
        "stated": [Stated(key="screen", kind="quotation", value=words["quote"], name="screen", source="1-2")],
        "demands": [
            Demand(key="pay", remedy="refund"),
            Demand(key="fee", remedy="fee_return"),
            Demand(key="why", remedy="R-EXPLAIN", everyone=True),
        ],
        "laws": [Citation(law_id=LAW.id)],
        "reply_to": "group@example.org",
        "handed_in_by": ["林秋"],
        **changes,
    }
    return LetterPlan(**values)


def setting(lang="zh", **changes):
    words = TEXTS[lang]
    values = {
        "lang": lang,
        "on": ON,
        "respondent": Party(words["brand"], words["entity"], "DEMO-0001", "演示路1号", "公示信息"),
        "recipient": Recipient("cn-company-generic", 1, "company", words["entity"]),
        "kind": Kind("company_joint", 1, SECTIONS, 15, (7, 30)),
        "issue": words["issue"],
        "issue_id": "withdrawal_blocked",
        "remedies": REMEDIES,
        "counted_as": {"refund": "refund", "fee_return": "fee_return"},
        "laws": LAWS,
        "others": Others(500, date(2026, 10, 30), 7),
        **changes,
    }
    return Setting(**values)


def composition(lang="zh", plan_changes=None, **changes):
    return composing.compose(plan(lang, **(plan_changes or {})), setting(lang, **changes)).to_json()


def incident(member, **changes):
    values = {
        "member": uuid.UUID(int=member),
        "report": uuid.uuid4(),
        "on": date(2026, 8, 1),
        "precision": "day",
        "minor": 10_000,
        "currency": "CNY",
        "order": None,
        "issue": "withdrawal_blocked",
        "area": "CN-GD",
        "remedies": ("refund",),
        "asked": False,
        "asked_on": None,
        "exhibits": 0,
        **changes,
    }
    return Incident(**values)


def incidents(size, seed=1):
    dice = random.Random(seed)
    return [
        incident(
            place + 1,
            on=date(2026, 3, 1) + timedelta(days=dice.randrange(200)),
            precision=dice.choice(["day", "day", "month", "about"]),
            minor=dice.randrange(100, 900_000),
            currency=dice.choice(["CNY", "CNY", "CNY", "USD"]),
            area=dice.choice(["CN-GD", "CN-GD", "CN-BJ", None]),
            remedies=dice.choice([("refund",), ("refund", "fee_return"), ("fee_return",)]),
            asked=dice.random() < 0.6,
            asked_on=date(2026, 8, 1),
            exhibits=dice.randrange(3),
        )
        for place in range(size)
    ]


NAMES = Naming({"withdrawal_blocked": "提现困难"}, {"CN-GD": "广东", "CN-BJ": "北京"}, "其他", "各自的报告")


def reader(lang="zh", rows=None, composed=None):
    made = composed or composition(lang)
    definitions = [definition_from_json(one) for one in made["figures"]]
    return Reader(made, lang, figures.compute(definitions, rows or incidents(30), NAMES, ON))


def annex(rows, lang="zh"):
    people = [
        document.AnnexRow(
            place,
            f"K7QX{place:05d}",
            formats.day(row.on, row.precision, lang),
            formats.moneys(figures.totals([row]), lang),
            "、".join(REMEDIES[one] for one in row.remedies),
            ["电话：本人同意向本收件人提供"] if place % 7 == 0 else [],
        )
        for place, row in enumerate(rows, 1)
    ]
    exhibits = [
        document.Exhibit(place, n, "image", "2026")
        for place, row in enumerate(rows, 1)
        for n in range(1, row.exhibits + 1)
    ]
    return document.Annex(people, exhibits)


def laid_out(lang="zh", size=30, *, with_annex=True, composed=None):
    rows = incidents(size)
    marks = document.Marks("LT7Q2M4K9X", AT)
    return document.build(reader(lang, rows, composed), marks, annex(rows, lang) if with_annex else None)
