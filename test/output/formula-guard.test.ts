import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { join, sql } from "../../src/engine/sql.js";
import { csv } from "../../src/output/csv.js";
import { guardedText, guardText } from "../../src/output/formula-guard.js";
import { column, resultOf, tableOf, useEngineAndFolder } from "./sample.js";

const held = useEngineAndFolder();

const HOSTILE = [
  "=1+1",
  "+1+1",
  "-1-2",
  "@SUM(A1)",
  "\t=1",
  "\rabc",
  "\n=1",
  "  =cmd|' /C calc'!A0",
  "\u00a0=1",
  "\u200b\ufeff=1",
  "＝1+1",
  "＋1",
  "－1",
  "＠x",
  "−1+2",
  "+1-555-0100",
  "-5+cmd|' /C calc'!A0",
  "+49 30 901820;=1",
  "+12 3",
  "-",
];
const HARMLESS = ["", "Anna", "a=b", "1-2", "-12.50", "+7", "+49 30 901820", "+4930901820", "+1 (555) 010-0100", "'x"];

const texts = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: fc.constantFrom(..." \t\r\n=+-@＝＋－＠−0123456789().,/;\"'aé\u00a0\u200b\ufeff\u0301") }),
);

describe("formula guard", () => {
  it.each(HOSTILE)("puts an apostrophe before %j", (text) => expect(guardText(text)).toBe(`'${text}`));
  it.each(HARMLESS)("leaves %j alone", (text) => expect(guardText(text)).toBe(text));

  it("keeps every form of number in a phone column, and guards the rest there", () => {
    const phone = { textual: "phone" } as const;
    for (const number of ["+1-555-0100", "+49(0)30/901820", "(030) 901820", "+4930901820"]) {
      expect(guardText(number, phone)).toBe(number);
    }
    for (const text of ["-1-2", "+A1", "=1", "+1-2", "+1 555 0100 & more"])
      expect(guardText(text, phone)).toBe(`'${text}`);
  });

  it("does in the engine what it does here", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          texts.map((text) => text.replaceAll("\0", "")),
          { minLength: 1 },
        ),
        async (values) => {
          for (const declared of [{}, { textual: "phone" } as const]) {
            const rows = join(values.map((value) => sql`(${value}::VARCHAR)`));
            // The engine compares: its JavaScript client drops a leading byte order mark.
            const query = sql`SELECT ${guardedText(declared, sql`v`)} <> v AS guarded FROM (VALUES ${rows}) AS t(v)`;
            const guarded = (await held.engine.rows(query)).map((row) => row.guarded);
            expect(guarded).toEqual(values.map((value) => guardText(value, declared) !== value));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("sees an operator behind a NUL", async () => {
    const query = sql`SELECT ${guardedText({}, sql`v`)} AS g FROM (SELECT chr(0) || '=1' AS v)`;
    expect(await held.engine.row(query)).toEqual({ g: "'\u0000=1" });
  });

  it("lets no cell of a CSV file begin like a formula, unless it is a number or a phone number", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(texts, texts), { minLength: 1, maxLength: 20 }),
        texts,
        async (rows, header) => {
          const name = header.trim() === "" || header.includes("\0") || header.toLowerCase() === "b" ? "a" : header;
          const values = join(
            rows.map(([a, b]) => sql`(${a.replaceAll("\0", "")}::VARCHAR, ${b.replaceAll("\0", "")}::VARCHAR)`),
          );
          const names = join([sql`${{ text: `"${name.replaceAll('"', '""')}"`, values: [] }}`, sql`b`]);
          const table = tableOf(
            [column(name, "text"), column("b", "text")],
            sql`SELECT * FROM (VALUES ${values}) AS t(${names})`,
          );
          const path = held.path("property.csv");
          await csv.write({ engine: held.engine, result: resultOf(table), path });
          const cells = parse(readFileSync(path, "utf8"), { bom: false }).flat();
          expect(cells.length).toBe(2 * rows.length + 2);
          for (const cell of cells) {
            const plain = /^[+-]?[0-9]+([.,][0-9]+)?$/.test(cell) || /^\+[0-9][-0-9 \u00a0\u202f().]+$/.test(cell);
            if (!plain) expect(cell).not.toMatch(/^([\t\r\n]|[\s\p{Z}\p{Cc}\p{Cf}\p{M}]*[=+\-@＝＋－＠−])/u);
          }
          // What is written is the value, or the value behind an apostrophe.
          expect(cells.slice(2)).toEqual(rows.flat().map((value) => guardText(value.replaceAll("\0", ""))));
        },
      ),
      { numRuns: 60 },
    );
  });
});
