"""Requests nobody should send: bodies drawn from the API schema, some values replaced by hostile ones."""

import json
import random
import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

TEXTS = [
    "", "\0", "a\0b", "\ud800", "😀" * 200, "长" * 2000, "../../etc/passwd", "' OR 1=1 --", "%", "%s", "\u202e",
    "\u200b" * 50, "-1", "1e400", "NaN", "null", "[]", "2026-13-45", "9999-12-31T23:59:59+14:00",
    "0001-01-01T00:00:00-14:00", "javascript:alert(1)", "a@b", "+8613800138000", "１２３", "²", "\n\r\t", "=cmd()",
    "ß" * 100,
]  # fmt: skip
NUMBERS = [0, -1, 1, 100, 2**31, 2**63, -(2**63), 2**64, 10**30]
ODD: list[Any] = [None, 1.5, 1e308, [], {}, True, [None], {"a": 1}]
DATES = ["2026-01-05", "2026-12-01", "0001-01-01", "9999-12-31"]
INSTANTS = ["2026-01-05T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+00:00", "2026-01-05T00:00:00"]
PLAIN = "申请提现之后一直显示审核中，客服说三到五天，到今天也没有结果。"
Schema = Mapping[str, Any]


class Sent(NamedTuple):
    """One request: how, where and with what."""

    method: str
    url: str
    content: bytes | None
    kind: str


class Hostile:
    """Draws requests to the operations of an application, the same ones for the same seed."""

    def __init__(self, spec: Schema, values: Mapping[str, str], seed: int) -> None:
        """Take the schema of the API and a value that exists for parameters by name."""
        self._spec, self._values, self._dice = spec, values, random.Random(seed)
        self._wild = 0.0

    def request(self, method: str, path: str, operation: Schema) -> Sent:
        """Draw one request to an operation; most parameters exist, most bodies are nearly right."""
        self._wild = self._dice.choice([0.0, 0.0, 0.02, 0.1])
        kinds = {one["name"]: one["schema"].get("type") for one in operation.get("parameters", [])}
        address = re.sub(r"{(\w+)}", lambda found: self._quoted(self._parameter(found.group(1), kinds)), path)
        asked = [one for one in operation.get("parameters", []) if one["in"] == "query" and self._dice.random() < 0.5]
        query = "&".join(f"{one['name']}={self._quoted(self._one(one['schema'], one['name']))}" for one in asked)
        bodies = operation.get("requestBody", {}).get("content", {})
        kind = next(iter(bodies), "")
        content = self._dice.randbytes(200) if kind else None
        if kind == "application/json":
            drawn = self._one(bodies[kind]["schema"], "")
            content = json.dumps(drawn).encode()
        return Sent(method.upper(), f"{address}?{query}" if query else address, content, kind)

    def _parameter(self, name: str, kinds: Mapping[str, Any]) -> Any:
        if kinds.get(name) == "integer" and self._dice.random() < 0.5:
            return self._dice.choice(NUMBERS)
        return self._values.get(name, PLAIN) if self._dice.random() < 0.9 else self._dice.choice([*TEXTS, *NUMBERS])

    def _quoted(self, value: Any) -> str:
        return quote(str(value).encode("utf-8", "surrogatepass"), safe="")

    def _one(self, schema: Schema, name: str) -> Any:
        while "$ref" in schema:
            schema = self._spec["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
        if self._dice.random() < self._wild:
            return self._dice.choice([*ODD, self._dice.choice(TEXTS), self._dice.choice(NUMBERS)])
        for among in ("anyOf", "oneOf", "allOf"):
            if among in schema:
                return self._one(self._dice.choice(schema[among]), name)
        if "const" in schema or "enum" in schema:
            return schema["const"] if "const" in schema else self._dice.choice(schema["enum"])
        return self._of_type(schema, name)

    def _of_type(self, schema: Schema, name: str) -> Any:
        kind = "object" if "properties" in schema else schema.get("type")
        if kind == "object":
            needed, fields = schema.get("required", []), schema.get("properties", {})
            return {
                key: self._one(one, key) for key, one in fields.items() if key in needed or self._dice.random() < 0.6
            }
        if kind == "array":
            many = self._dice.choice([schema.get("minItems", 0), 1, 2, min(schema.get("maxItems", 3), 200)])
            return [self._one(schema.get("items", {}), name) for _ in range(many)]
        if kind in ("integer", "number"):
            near = self._dice.randint(int(schema.get("minimum", 0)), int(schema.get("maximum", 1000)))
            return near if self._dice.random() < 0.7 else self._dice.choice(NUMBERS)
        return self._dice.random() < 0.5 if kind == "boolean" else None if kind == "null" else self._text(schema, name)

    def _text(self, schema: Schema, name: str) -> str:
        known = self._values.get(name) or self._values.get(name.removesuffix("_id"))
        if known and self._dice.random() < 0.8:
            return known
        if schema.get("format") in ("date", "date-time"):
            return self._dice.choice(DATES if schema["format"] == "date" else INSTANTS)
        if schema.get("format") == "uuid":
            return self._dice.choice([one for one in self._values.values() if len(one) == 36])
        text = self._dice.choice(TEXTS) if self._dice.random() < 0.3 else PLAIN
        return text[: schema.get("maxLength", 60)]
