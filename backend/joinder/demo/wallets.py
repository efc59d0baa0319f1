"""The three invented wallets: names marked as demo, issues, amounts and areas people report from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wallet:
    """One invented wallet and what is reported about it."""

    key: str
    names: dict[str, str]
    brands: dict[str, str]
    colour: str
    region: str
    issue: str
    currency: str
    amounts: tuple[int, int]
    langs: dict[str, int]
    areas: dict[str, int]
    remedies: tuple[str, ...]


SKYLARK = Wallet(
    key="skylark",
    names={"zh": "云雀钱包（演示）", "en": "Skylark Pay (demo)", "id": "Skylark Pay (demo)"},
    brands={"zh": "云雀钱包", "en": "Skylark Pay"},
    colour="#2457c5",
    region="CN",
    issue="withdrawal_blocked",
    currency="CNY",
    amounts=(120, 18_000),
    langs={"zh": 88, "en": 12},
    areas={
        **{"CN-GD": 22, "CN-ZJ": 16, "CN-JS": 14, "CN-SC": 11, "CN-SD": 9, "CN-HB": 8, "CN-FJ": 6, "CN-SH": 6},
        **{"CN-BJ": 4, "CN-SN": 2, "CN-YN": 1, "CN-LN": 1},
    },
    remedies=("refund", "refund", "compensation", "apology", "correction"),
)
BLUEWHALE = Wallet(
    key="bluewhale",
    names={"zh": "蓝鲸付（演示）", "en": "BlueWhale Pay (demo)", "id": "BlueWhale Pay (demo)"},
    brands={"zh": "蓝鲸付", "en": "BlueWhale Pay"},
    colour="#0f6f7c",
    region="CN",
    issue="account_frozen",
    currency="CNY",
    amounts=(300, 42_000),
    langs={"zh": 60, "en": 40},
    areas={"CN-SH": 30, "CN-GD": 25, "CN-BJ": 20, "CN-ZJ": 15, "CN-TJ": 10},
    remedies=("refund", "correction", "stop"),
)
KANCIL = Wallet(
    key="kancil",
    names={"zh": "小鹿付 Kancil Pay（演示）", "en": "Kancil Pay (demo)", "id": "Kancil Pay (demo)"},
    brands={"zh": "小鹿付", "en": "Kancil Pay", "id": "Kancil Pay"},
    colour="#7a4a12",
    region="ID",
    issue="undisclosed_fees",
    currency="IDR",
    amounts=(9_000, 400_000),
    langs={"id": 75, "en": 25},
    areas={"ID-JK": 50, "ID-JB": 30, "ID-JI": 20},
    remedies=("fee_return", "correction", "stop"),
)
WALLETS = (SKYLARK, BLUEWHALE, KANCIL)
