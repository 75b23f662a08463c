import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engine, openEngine } from "../../src/engine/engine.js";
import { join, literal, raw, sql } from "../../src/engine/sql.js";
import { type DateFormat, dateExpression } from "../../src/ingest/formats/date-format.js";
import { type DecimalMark, numberExpression } from "../../src/ingest/formats/number-format.js";

/*
 * Every documented way to write a date or an amount reads back as the value that was written, whatever the value.
 * The writers here know nothing of the readers' patterns.
 */
let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

async function evaluate(
  texts: readonly string[],
  expression: (column: ReturnType<typeof raw>) => ReturnType<typeof sql>,
) {
  const values = texts.map((text, index) => sql`(${raw(String(index))}, ${literal(text)})`);
  const rows = await engine.rows<{ value: string | null }>(
    sql`SELECT (${expression(raw("t"))})::VARCHAR AS value FROM (VALUES ${join(values)}) AS v(i, t) ORDER BY i`,
  );
  return rows.map((row) => row.value);
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}
const two = (number: number): string => String(number).padStart(2, "0");
const iso = ({ year, month, day }: Day): string => `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const dayBetween = (from: number, to: number): fc.Arbitrary<Day> =>
  fc.record({ year: fc.integer({ min: from, max: to }), month: fc.integer({ min: 1, max: 12 }) }).chain((start) => {
    const length = start.month === 2 && isLeap(start.year) ? 29 : LENGTHS[start.month - 1]!;
    return fc.integer({ min: 1, max: length }).map((day) => ({ ...start, day }));
  });

const TIMES = [
  "",
  " 23:59",
  " 00:00:00",
  "T23:30:00Z",
  "T01:02:03.456+13:00",
  " 11:59:59 PM",
  " 12:00 am",
  ", 9:05",
  " 10:00:00 +0800",
  " 08.30",
  " 14h05",
  // Google Forms' CSV, as Date.toLocaleString writes zones
  " 10:00:00 AM GMT+2",
  " 2:40:09 PM GMT+5:30",
  " 10:00:00 GMT+8",
  " 22:15:00 UTC-5",
  " 22:15:00 GMT-0330",
  " 10:00:00\u202fAM GMT",
];
const time = fc.constantFrom(...TIMES);
const MONTHS = {
  en: "January February March April May June July August September October November December".split(" "),
  de: "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(" "),
  fr: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" "),
  es: "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(" "),
};
const SHORT = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const month = (names: readonly string[]) => (day: Day) => names[day.month - 1]!;
const mark = fc.constantFrom("-", "/", ".");

type Writer = fc.Arbitrary<(day: Day) => string>;
const FORMS: Readonly<
  Record<
    string,
    { readonly order?: "dmy" | "mdy"; readonly from?: number; readonly to?: number; readonly write: Writer }
  >
> = {
  "year first": {
    write: fc.tuple(mark, time, fc.boolean()).map(
      ([sign, end, padded]) =>
        ({ year, month: m, day }) =>
          [year, padded ? two(m) : m, padded ? two(day) : day].join(sign) + end,
    ),
  },
  Chinese: {
    write: fc.constantFrom("", " 12:00").map(
      (end) =>
        ({ year, month: m, day }) =>
          `${year}年${m}月${day}日${end}`,
    ),
  },
  compact: {
    from: 1900,
    to: 2099,
    write: fc.constantFrom("", "235959").map((end) => (day) => iso(day).replaceAll("-", "") + end),
  },
  "day first": {
    order: "dmy",
    write: fc.tuple(mark, time, fc.boolean()).map(
      ([sign, end, padded]) =>
        ({ year, month: m, day }) =>
          [padded ? two(day) : day, padded ? two(m) : m, year].join(sign) + end,
    ),
  },
  "month first": {
    order: "mdy",
    write: fc.tuple(mark, time, fc.boolean()).map(
      ([sign, end, padded]) =>
        ({ year, month: m, day }) =>
          [padded ? two(m) : m, padded ? two(day) : day, year].join(sign) + end,
    ),
  },
  "two-digit years": {
    order: "dmy",
    from: 1970,
    to: 2069,
    write: mark.map(
      (sign) =>
        ({ year, month: m, day }) =>
          [two(day), two(m), two(year % 100)].join(sign),
    ),
  },
  "English names": {
    write: fc
      .tuple(fc.constantFrom(MONTHS.en, SHORT), fc.constantFrom("a", "b", "c", "d"), time)
      .map(([names, form, end]) => (day) => {
        const name = month(names)(day);
        if (form === "a") return `${name} ${day.day}, ${day.year}${end}`;
        if (form === "b") return `${day.day} ${name} ${day.year}${end}`;
        if (form === "c") return `${two(day.day)}-${name}-${day.year}${end}`;
        return `${name} ${day.day} ${day.year}${end}`;
      }),
  },
  "German names": { write: time.map((end) => (day) => `${day.day}. ${month(MONTHS.de)(day)} ${day.year}${end}`) },
  "French names": {
    write: fc.constant((day) => `${day.day === 1 ? "1er" : day.day} ${month(MONTHS.fr)(day)} ${day.year}`),
  },
  "Spanish names": { write: fc.constant((day) => `${day.day} de ${month(MONTHS.es)(day)} de ${day.year}`) },
  // Days since 1899-12-30, as spreadsheets count; only numbers that are plainly not amounts or years are taken.
  "spreadsheet serials": {
    from: 1960,
    to: 2100,
    write: fc.constantFrom("", ".5", ".999988").map(
      (end) =>
        ({ year, month: m, day }) =>
          Math.round((Date.UTC(year, m - 1, day) - Date.UTC(1899, 11, 30)) / 864e5) + end,
    ),
  },
  "seconds and milliseconds since 1970": {
    from: 2002,
    to: 2032,
    write: fc.tuple(fc.constantFrom(1, 1000), fc.integer({ min: 0, max: 86_399 })).map(
      ([unit, second]) =>
        ({ year, month: m, day }) =>
          String((Date.UTC(year, m - 1, day) / 1000 + second) * unit),
    ),
  },
};

describe("dates", () => {
  const wrap = fc.constantFrom(...["%", " %", "%\t", "'%", "\u00a0%", '="%"']);
  it.each(Object.entries(FORMS))("%s", async (_name, { order, from, to, write }) => {
    const format: DateFormat = { order: order ?? null, numbers: "serial" };
    const one = fc.tuple(dayBetween(from ?? 1000, to ?? 9999), write, wrap);
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 20, maxLength: 60 }), async (days) => {
        const texts = days.map(([day, form, around]) => around.replace("%", form(day)));
        const back = await evaluate(texts, (column) => dateExpression(column, format));
        expect(back.map((value, index) => [texts[index], value])).toEqual(
          days.map(([day], index) => [texts[index], iso(day)]),
        );
      }),
      { numRuns: 10 },
    );
  });

  it("days that no calendar has, and other texts, are no dates", async () => {
    const texts = [
      "2024-02-30",
      "2023-02-29",
      "2024-13-01",
      "0000-00-00",
      "2024-00-10",
      "31/04/2024",
      "n/a",
      "2024",
      "12",
      "-",
      "20241301",
      "2024-1",
      "1.5",
      "2024-01-01x",
      "32 Jan 2024",
      "5 Foo 2024",
    ];
    const back = await evaluate(texts, (column) => dateExpression(column, { order: "dmy", numbers: "none" }));
    expect(back.map((value, index) => [texts[index], value])).toEqual(texts.map((text) => [text, null]));
  });

  it("without an order, dates that need one are not read", async () => {
    expect(
      await evaluate(["13/01/2024"], (column) => dateExpression(column, { order: null, numbers: "none" })),
    ).toEqual([null]);
  });
});

describe("amounts", () => {
  const grouped = (whole: string, sign: string): string => whole.replaceAll(/\B(?=(\d{3})+$)/g, sign);
  const cents = fc.oneof(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 0, max: 9_999_999_999 }));
  const negatives = fc.constantFrom<(text: string) => string>(
    ...[
      (t: string) => `-${t}`,
      (t: string) => `${t}-`,
      (t: string) => `(${t})`,
      (t: string) => `−${t}`,
      (t: string) => `- ${t}`,
    ],
  );
  const money = fc.constantFrom<(text: string) => string>(
    ...[
      (t: string) => t,
      (t: string) => `$${t}`,
      (t: string) => `${t} €`,
      (t: string) => `€ ${t}`,
      (t: string) => `EUR ${t}`,
      (t: string) => `${t} USD`,
    ],
    ...[
      (t: string) => `￥${t}`,
      (t: string) => `R$ ${t}`,
      (t: string) => `${t} kr`,
      (t: string) => ` ${t}\u00a0`,
      (t: string) => `="${t}"`,
      (t: string) => `${t}元`,
    ],
  );

  it.each<[DecimalMark, readonly string[]]>([
    [".", ["", ",", " ", "\u00a0", "\u202f", "'", "’"]],
    [",", ["", ".", " ", "\u00a0", "\u202f", "'", "’"]],
  ])("with %s before the decimals", async (decimal, groups) => {
    const one = fc.tuple(cents, fc.constantFrom(...groups), fc.boolean(), negatives, money, fc.boolean());
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 20, maxLength: 60 }), async (amounts) => {
        const texts = amounts.map(([value, group, isNegative, minus, currency, signInside]) => {
          const number = grouped(String(Math.floor(value / 100)), group) + decimal + two(value % 100);
          if (!isNegative) return currency(number);
          return signInside ? currency(minus(number)) : minus(currency(number));
        });
        const back = await evaluate(texts, (column) => numberExpression(column, decimal));
        const expected = amounts.map(([value, , isNegative]) => ((isNegative ? -value : value) / 100 || 0).toFixed(4));
        expect(back.map((value, index) => [texts[index], value])).toEqual(
          expected.map((value, index) => [texts[index], value]),
        );
      }),
      { numRuns: 25 },
    );
  });

  it("other texts are no amounts", async () => {
    const texts = ["abc", "-", "", "1,2,3", "12,50", "1.2.3", "NaN", "inf", "--5", "5 5 a", "1/2", "€", "(5", "12:30"];
    const back = await evaluate(texts, (column) => numberExpression(column, "."));
    expect(back.map((value, index) => [texts[index], value])).toEqual(texts.map((text) => [text, null]));
  });
});
