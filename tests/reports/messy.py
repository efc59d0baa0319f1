"""Writes, by code, the kind of sheet a group really keeps: 600 rows with every oddity that was met."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

from joinder.reports.sheets.secret_values import CHECK_DIGITS, WEIGHTS
from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image as Picture

ROWS = 600
AMOUNTS = (
    *(1234.5, "1234.5", "约1.2万", "1,234.5元", "￥500", "人民币300元整", "三千五百", "1万2", "１２００元", "500多"),
    *("800元左右", "HK$300", "Rp 1.250.000", "500-600", "1200元，已退300元", "不记得了", None, "2k", 99, "1 250"),
)
DATES = (
    *("2025/2/28 11:25:05", "25年3月", "3月初", date(2025, 4, 5), 45778, "2025年5月6日", "2025-06-07", "20250708"),
    *("去年10月", "2025年底", "春节前后", "2025.8", None, "8月15日", "大概2025年9月", "2025年3月-5月"),
)
PHONES = ("1380000{:04d}", "+86 138 0000 {:04d}", "138-0000-{:04d}", "微信同号1380000{:04d}", "１３８００００{:04d}")
TEXTS = (
    "充值之后余额一直没有到账，客服让我等七个工作日。",
    "提现失败，钱被扣了三次，App 里显示处理中。",
    "账户被冻结，里面还有没花完的钱，申诉了没有人回。",
    "自动续费没有提醒，扣了我的会员费，要求退款。",
    "订单号 2025022822001412345678901234，商家说已退款，可是没有收到。",
    "忘记密码之后客服不给改绑手机，一直登不进去。",
)


@dataclass
class Planted:
    """What the generator put in, for the tests to look for."""

    secrets: list[str] = field(default_factory=list)
    read: int = 0
    pictures: int = 0
    rejected: int = 0


def identity_number(serial: int) -> str:
    """An identity number with a true check digit and an invented person."""
    base = f"110105198{serial % 10}0{serial % 9 + 1}1{serial % 10}{serial % 1000:03d}"
    return base + CHECK_DIGITS[sum(int(d) * w for d, w in zip(base, WEIGHTS, strict=True)) % 11]


def card_number(serial: int) -> str:
    """A card number with a true check digit and no account behind it."""
    base = f"622202{serial:012d}"
    digits = [int(d) for d in reversed(base)]
    total = sum(d * 2 - 9 if d > 4 else d * 2 for d in digits[::2]) + sum(digits[1::2])
    return base + str(-total % 10)


def write_messy(path: Path) -> Planted:
    """Write the workbook and return what was planted in it."""
    planted = Planted()
    book = Workbook()
    guide = book.active
    guide.title = "填表说明"
    guide["A1"], guide["A3"] = "请大家如实填写，谢谢！", "有问题找群主"
    _first_group(book.create_sheet("1群登记"), planted)
    _second_group(book.create_sheet("2群"), planted)
    lists = book.create_sheet("选项")
    lists.append(["下拉"])
    lists.append(["支付宝"])
    lists.sheet_state = "hidden"
    book.save(path)
    return planted


def _first_group(sheet: Worksheet, planted: Planted) -> None:
    sheet.append(["【某某钱包】维权登记表（持续更新中，填完请在群里说一声）"])
    sheet.merge_cells("A1:K1")
    sheet.append(["群主整理  2025年12月"])
    sheet.append([])
    sheet.append(
        ["序号", "姓名", "联系方式", None, "发生时间", "涉及金额", "事情经过", "地区", "身份证号", "订单号", "截图"]
    )
    sheet.append([None, None, "手机", "微信号"])
    for column in "ABEFGHIJK":
        sheet.merge_cells(f"{column}4:{column}5")
    sheet.merge_cells("C4:D4")
    for serial in range(1, 341):
        _person_row(sheet, serial, planted)
    _merged_person(sheet, planted)
    _strange_rows(sheet, planted)


def _person_row(sheet: Worksheet, serial: int, planted: Planted) -> None:
    text, identity = _with_secret(serial, planted)
    sheet.append(
        [
            *(serial, f"测试{serial:03d}", _phone(serial), f"wx_test{serial}" if serial % 3 else None),
            *(DATES[serial % len(DATES)], AMOUNTS[serial % len(AMOUNTS)], text),
            *(("广东省深圳市", "上海", "Jawa Barat", "老家", None)[serial % 5], identity, None, None),
        ]
    )
    planted.read += 1
    _decorate(sheet, serial, planted)
    if serial % 70 == 0:
        sheet.append([])


def _phone(serial: int) -> object:
    if serial % 7 == 0:
        return float(f"1380000{serial:04d}")
    if serial % 11 == 0:
        return f"1.380000{serial:04d}E10"
    return PHONES[serial % len(PHONES)].format(serial)


def _with_secret(serial: int, planted: Planted) -> tuple[str, str | None]:
    text = TEXTS[serial % len(TEXTS)] + f"（第{serial}位）"
    if serial % 40 == 0:
        return text, planted_value(planted, identity_number(serial))
    if serial % 53 == 0:
        text += "我的卡号是" + planted_value(planted, card_number(serial))
    elif serial % 61 == 0:
        text += "支付密码：" + planted_value(planted, f"Pw{serial}xyz!")
    elif serial % 67 == 0:
        text += "收到的验证码" + planted_value(planted, f"{880000 + serial}")
    return text, None


def _decorate(sheet: Worksheet, serial: int, planted: Planted) -> None:
    row = sheet.max_row
    if serial % 50 == 1:
        _picture(sheet, f"K{row}", planted)
    if serial % 60 == 2:
        sheet[f"K{row}"] = f'=DISPIMG("ID_{serial}",1)'
        planted.pictures += 1
    if serial % 45 == 3:
        sheet.row_dimensions[row].hidden = True
    if serial % 47 == 4:
        sheet[f"F{row}"] = f"=100+{serial}"


def planted_value(planted: Planted, secret: str) -> str:
    """Note a refused value; its row must come back as a reject without it."""
    planted.secrets.append(secret)
    planted.rejected += 1
    return secret


def _merged_person(sheet: Worksheet, planted: Planted) -> None:
    """One person with three incidents, name and phone in merged cells."""
    first = sheet.max_row + 1
    for at in range(3):
        name = ["测试合并", 13800009999] if at == 0 else [None, None]
        sheet.append([None, *name, None, f"2025-0{at + 1}-01", 100 * (at + 1), f"第{at + 1}次被扣款，金额不一样。"])
        planted.read += 1
    for column in "BC":
        sheet.merge_cells(f"{column}{first}:{column}{first + 2}")


def _strange_rows(sheet: Worksheet, planted: Planted) -> None:
    heading = sheet.max_row + 1
    sheet.append(["以下为后加入的成员"])
    sheet.merge_cells(f"A{heading}:K{heading}")
    sheet.append(
        ["序号", "姓名", "手机", "微信号", "发生时间", "涉及金额", "事情经过", "地区", "身份证号", "订单号", "截图"]
    )
    sheet.append(["合计", None, None, None, None, 123456])
    sheet.append([None, None, None, None, "2025-01-01", 5, "没有写名字的一行"])
    sheet.append([999, "只有名字", None, None, None, None, None])
    planted.read += 5
    planted.rejected += 5
    copied = [cell.value for cell in sheet[6]]
    sheet.append(copied)
    sheet.append(copied)
    planted.read += 2


def _picture(sheet: Worksheet, place: str, planted: Planted) -> None:
    data = BytesIO()
    Picture.new("RGB", (24, 24), "red").save(data, "PNG")
    sheet.add_image(Image(data), place)
    planted.pictures += 1


def _second_group(sheet: Worksheet, planted: Planted) -> None:
    sheet.append(["昵称", "电话", "时间", "金额（万元）", "情况说明", "工单号", "客服回复", "备注"])
    serial = 0
    while planted.read < ROWS:
        serial += 1
        text = "扣款之后 " + TEXTS[serial % len(TEXTS)] + f" 编号{serial}"
        order = "8" * 3 + card_number(serial)
        sheet.append(
            [
                *(f"网名{serial}", 13900000000 + serial if serial % 2 else f"0812-3456-{serial:04d}"),
                *(
                    datetime.combine(date(2025, serial % 12 + 1, serial % 28 + 1), time(9, 30)),
                    0.5 if serial % 2 else "0.12万",
                ),
                *(text, order if serial % 5 == 0 else None, "已受理" if serial % 4 == 0 else "无", None),
            ]
        )
        planted.read += 1
