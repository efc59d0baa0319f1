"""Which amount band a stated sum belongs to: powers of ten of the currency's main unit, never mixed across currencies.

Pure. "CNY:100" means from 100 to under 1,000 yuan.
"""

NO_DECIMALS = frozenset({"BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "XAF", "XOF"})
THREE_DECIMALS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})


def decimals(currency: str) -> int:
    """Return how many minor digits a currency has (ISO 4217)."""
    if currency in NO_DECIMALS:
        return 0
    return 3 if currency in THREE_DECIMALS else 2


def amount_band(minor: int | None, currency: str | None) -> str:
    """Return the band of an amount in minor units; "unknown" without one."""
    if minor is None or not currency or minor < 0:
        return "unknown"
    major = minor // 10 ** decimals(currency)
    floor = 10 ** (len(str(major)) - 1)
    return f"{currency}:{floor if major >= 10 else 0}"  # noqa: PLR2004 (the first band is everything below ten)
