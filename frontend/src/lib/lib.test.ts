import { describe, expect, it, vi } from "vitest";
import { areaName } from "./area";
import { day, happened, locale, month } from "./dates";
import { deviceName } from "./device";
import { refusalOf } from "./evidenceFiles";
import { nameIn } from "./lang";
import { listed } from "./lists";
import { CURRENCIES, money, moneyExample, toMinor } from "./money";
import { bytes, number } from "./numbers";
import { released } from "./released";
import { chooseTheme, chosenTheme } from "./theme";
import { zoneOptions } from "./zones";

describe("Money", () => {
  it("is read as people type it, in minor units, or not at all", () => {
    expect(toMinor("1,280.50", "CNY", "zh")).toBe(128050);
    expect(toMinor("\uff11\uff12\uff18\uff10", "CNY", "zh")).toBe(128000);
    expect(toMinor("\uffe51,280\u5143", "CNY", "zh")).toBeNull();
    expect(toMinor("\uffe5 1,280", "CNY", "zh")).toBe(128000);
    expect(toMinor("1 500 000", "IDR", "en")).toBe(150_000_000);
    expect(toMinor("1500", "JPY", "en")).toBe(1500);
    expect(toMinor("1500.5", "JPY", "en")).toBeNull();
    expect(toMinor("about 3", "CNY", "en")).toBeNull();
    expect(toMinor("12 34", "CNY", "en")).toBeNull();
    expect(toMinor("", "CNY", "en")).toBeNull();
  });

  it.each([
    ["350,50", "id", 35_050],
    ["350,50", "en", null],
    ["350.50", "en", 35_050],
    ["350.50", "id", null],
    ["1.500.000", "id", 150_000_000],
    ["1.500.000", "zh", 150_000_000],
    ["1.500.000,50", "en", 150_000_050],
    ["Rp1.500.000", "id", 150_000_000],
    ["Rp. 25.000", "id", 2_500_000],
    ["1.500", "id", 150_000],
    ["1.500", "en", null],
    ["1,500", "en", 150_000],
    ["1,500", "id", null],
    ["0,500", "en", null],
    ["1,2,3", "en", null],
    ["1.2.3", "id", null],
  ] as const)("%s, typed by somebody who reads %s, is %s", (typed, lang, minor) => {
    expect(toMinor(typed, "IDR", lang)).toBe(minor);
  });

  it("is read again as it was shown, in every language and currency", () => {
    let seed = 7;
    const next = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed;
    };
    for (const lang of ["zh", "en", "id"] as const) {
      for (const currency of CURRENCIES) {
        for (let digits = 1; digits <= 11; digits += 1) {
          const minor = (next() * next()) % 10 ** digits;
          const shown = money(minor, currency, lang);
          expect([shown, toMinor(shown, currency, lang)]).toEqual([shown, minor]);
        }
        expect(toMinor(moneyExample(currency, lang), currency, lang)).not.toBeNull();
      }
    }
  });

  it("typed in one language is the same amount or none in another", () => {
    const signs = ["", ".", ","];
    for (const one of signs)
      for (const other of signs)
        for (const tail of ["5", "50", "500"]) {
          const typed = `12${one}345${other}${tail}`;
          const read = (["zh", "en", "id"] as const)
            .map((lang) => toMinor(typed, "CNY", lang))
            .filter((minor) => minor !== null);
          expect([typed, new Set(read).size <= 1]).toEqual([typed, true]);
        }
  });

  it("is shown with its currency and without needless cents", () => {
    expect(money(128050, "CNY", "zh")).toMatch(/1,280\.50/);
    expect(money(128000, "CNY", "en")).toMatch(/1,280$/);
    expect(money(null, "CNY", "en")).toBe("");
  });
});

describe("A date", () => {
  it.each([
    ["day", "1 March 2026", "2026年3月1日", "1 Maret 2026"],
    ["month", "March 2026", "2026年3月", "Maret 2026"],
    ["about", "about March 2026", "约2026年3月", "sekitar Maret 2026"],
  ])("known to the %s is written no more exactly", (precision, en, zh, id) => {
    const written = (lang: "en" | "zh" | "id") => happened("2026-03-01", precision, lang);
    expect([written("en"), written("zh"), written("id")]).toEqual([en, zh, id]);
    expect(happened(null, precision, "en")).toBe("");
  });

  it("never moves to another day by a time zone", () => {
    expect(day("2026-01-01", "en")).toBe("1 January 2026");
    expect(month("2026-03", "en")).toBe("March 2026");
    expect(day(null, "en")).toBe("");
  });

  it.each(["zh", "en", "id"] as const)(
    "is written as the browser would write it, as are whole numbers: %s",
    (lang) => {
      for (let at = 1; at <= 12; at += 1) {
        const on = new Date(Date.UTC(2026, at - 1, at * 2));
        const whole = { year: "numeric", month: "long", timeZone: "UTC" } as const;
        const says = new Intl.DateTimeFormat(locale(lang), { ...whole, day: "numeric" }).format(on);
        expect(day(on.toISOString(), lang)).toBe(says);
        expect(month(on.toISOString(), lang)).toBe(new Intl.DateTimeFormat(locale(lang), whole).format(on));
      }
      for (const value of [0, 7, 999, 1000, 12_345, 1_234_567, -4_321]) {
        expect(number(value, lang)).toBe(new Intl.NumberFormat(locale(lang)).format(value));
      }
    },
  );
});

describe("Names", () => {
  it("fall back to a language the reader may know", () => {
    expect(nameIn({ zh: "A", en: "B" }, "id")).toBe("B");
    expect(nameIn({ en: "B" }, "zh")).toBe("B");
    expect(nameIn(null, "zh")).toBe("");
  });

  it("of areas and devices are said as people say them", () => {
    expect(areaName("CN-GD", "en")).toBe("Guangdong");
    expect(areaName("XX-1", "en")).toBe("XX-1");
    expect(deviceName("Mozilla/5.0 (Linux; Android 14) Chrome/120 MicroMessenger/8")).toBe(
      "WeChat · Android",
    );
  });
});

describe("A file", () => {
  it("is refused before a useless upload, with the reason", () => {
    expect(refusalOf({ name: "a.png", size: 10 }, 0)).toBeNull();
    expect(refusalOf({ name: "a.png", size: 21 * 1024 * 1024 }, 0)).toBe("tooBig");
    expect(refusalOf({ name: "a.exe", size: 10 }, 0)).toBe("wrongKind");
    expect(refusalOf({ name: "a.png", size: 10 }, 60)).toBe("tooMany");
    expect(refusalOf({ name: "a.png", size: 0 }, 0)).toBe("emptyFile");
  });
});

describe("Numbers", () => {
  it("are written as each language writes them", () => {
    expect(["zh", "en", "id"].map((lang) => number(4326.5, lang as "zh"))).toEqual([
      "4,326.5",
      "4,326.5",
      "4.326,5",
    ]);
    expect(bytes(1_572_864, "id")).toBe("1,5 MB");
    expect(bytes(2048, "zh")).toMatch(/^2.?(kB|KB)$/i);
  });
});

describe("A theme", () => {
  it("follows the system until one is chosen, and is remembered on this device", () => {
    expect(chosenTheme()).toBe("system");
    chooseTheme("dark");
    expect(document.documentElement.dataset.theme).toBe("dark");
    expect(chosenTheme()).toBe("dark");
    chooseTheme("system");
    expect(document.documentElement.dataset.theme).toBeUndefined();
    expect(localStorage.getItem("joinder.theme")).toBeNull();
  });

  it("is shown even where the browser keeps nothing", () => {
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new Error("refused");
    });
    chooseTheme("light");
    expect(document.documentElement.dataset.theme).toBe("light");
    chooseTheme("system");
  });
});

describe("a printed number in words", () => {
  const say = ((key: string, params?: { n: string }) => (params ? `${key} ${params.n}` : key)) as never;

  it.each([
    [{ state: "exact", value: 31, at_least: 31 }, "31"],
    [{ state: "band", value: null, at_least: 40 }, "common:atLeast 40"],
    [{ state: "band", value: null, at_least: 0 }, "common:fewer"],
    [{ state: "withheld", value: null, at_least: null }, "common:fewer"],
    [null, "common:fewer"],
  ])("says %j as %s", (line, words) => {
    expect(released(line, "en", say)).toBe(words);
  });
});

describe("In a browser of some years ago", () => {
  it("time zones are named by what it knows, else by their city", () => {
    const Known = Intl.DateTimeFormat;
    const refusing = (refused: string[]) => {
      class Older extends Known {
        constructor(lang?: string, options?: Intl.DateTimeFormatOptions) {
          if (refused.includes(String(options?.timeZoneName))) throw new RangeError("timeZoneName");
          super(lang, options);
        }
      }
      vi.stubGlobal("Intl", { DateTimeFormat: Older });
    };
    refusing(["longGeneric", "shortOffset"]);
    const [jakarta] = zoneOptions("Asia/Jakarta", "en");
    expect(jakarta?.label).toMatch(/^Western Indonesia Time · Jakarta \((GMT\+7|WIB)\)$/);
    refusing(["longGeneric", "shortOffset", "long", "short"]);
    expect(zoneOptions("America/New_York", "en")[0]).toEqual({
      value: "America/New_York",
      label: "New York",
    });
  });

  it("words are listed all the same", () => {
    expect(listed(["a", "b", "c"], "en")).toBe("a, b, c");
    vi.stubGlobal("Intl", { DateTimeFormat: Intl.DateTimeFormat });
    expect(listed(["a", "b", "c"], "en")).toBe("a, b, c");
    vi.unstubAllGlobals();
  });
});
