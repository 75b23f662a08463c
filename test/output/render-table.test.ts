import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { sql } from "../../src/engine/sql.js";
import { displayWidth } from "../../src/output/display-width.js";
import { renderTable, type TerminalStyle } from "../../src/output/render-table.js";
import { CUSTOMERS, column, SUMMARY, tableOf, useEngineAndFolder } from "./sample.js";

const held = useEngineAndFolder();
const STYLE: TerminalStyle = { width: 120, colour: false, unicode: true, rows: 20, bars: false, allTables: true };

const draw = (table = CUSTOMERS, style: Partial<TerminalStyle> = {}): Promise<string> =>
  renderTable(held.engine, table, { ...STYLE, ...style });

describe("table on the terminal", () => {
  it("sets numbers to the right, with thousands separators", async () => {
    expect(await draw(SUMMARY)).toBe(
      [
        "segment    customers  share",
        "─────────  ─────────  ─────",
        "Champions      1,200  40.0%",
        "At risk        1,800  60.0%",
        "",
      ].join("\n"),
    );
  });

  it.each([20, 30, 40, 50, 60, 80, 100, 120, 200])("fits %d columns", async (width) => {
    for (const unicode of [true, false]) {
      const text = await draw(CUSTOMERS, { width, unicode, colour: true, bars: true });
      for (const line of text.split("\n")) {
        expect(displayWidth(stripVTControlCharacters(line))).toBeLessThanOrEqual(width);
      }
      if (!unicode) expect(stripVTControlCharacters(text)).not.toMatch(/[…─█]/);
    }
  });

  it("breaks heads, cuts texts, then leaves out the rightmost columns and names them", async () => {
    const text = await draw(CUSTOMERS, { width: 60 });
    expect(text).toContain("customer_\n".trimEnd());
    expect(text).toContain('=HYPERLINK("http…');
    expect(text).toContain("1,234.50");
    expect(text).toMatch(/4 columns left out for want of width: p_alive, share,\nfirst_purchase, active\./);
  });

  it("leaves out minor columns first, from the right, whatever their place, and names them in order", async () => {
    // 4 + 2 + 10 + 2 + 10 + 2 + 10 + 2 + 7 = 49; without the minor ones, from the right: 37, 25.
    const wide = { type: "integer" as const, minor: true as const, description: "" };
    const table = tableOf(
      [
        column("id", "text", { textual: "identifier" }),
        { name: "first", ...wide },
        column("second", "integer"),
        { name: "third", ...wide },
        column("verdict", "text"),
      ],
      sql`SELECT 'C001' AS id, 12345678 AS first, 12345678 AS second, 12345678 AS third, 'right' AS verdict`,
    );
    const heads = async (width: number) => (await draw(table, { width })).split("\n")[0]!.split(/ +/);
    expect(await heads(49)).toEqual(["id", "first", "second", "third", "verdict"]);
    expect(await heads(48)).toEqual(["id", "first", "second", "verdict"]);
    expect(await heads(36)).toEqual(["id", "second", "verdict"]);
    expect(await heads(24)).toEqual(["id", "second"]);
    const narrow = await draw(table, { width: 36 });
    expect(narrow.replaceAll("\n", " ")).toContain("2 columns left out for want of width: first, third.");
  });

  it("gives sentences room to be read before it keeps a minor column", async () => {
    const sentence = "word ".repeat(20).trim();
    const table = tableOf(
      [
        column("id", "text", { textual: "identifier" }),
        { name: "count", type: "integer", minor: true, description: "" },
        { name: "reason", type: "text", prose: true, description: "" },
      ],
      sql`SELECT 'C001' AS id, 12345678 AS count, ${sentence} AS reason`,
    );
    // 4 + 2 + 10 + 2 leave 32 of 50 columns for the reason, and 31 of 49.
    expect((await draw(table, { width: 50 })).split("\n")[0]).toContain("count");
    expect((await draw(table, { width: 49 })).split("\n")[0]).not.toContain("count");
  });

  it("never cuts a number or an identifier", async () => {
    const table = tableOf(
      [column("n", "integer"), column("id", "text", { textual: "identifier" })],
      sql`SELECT 123456789 AS n, 'ABCDEFGHIJKLMNOP' AS id`,
    );
    const text = await draw(table, { width: 20 });
    expect(text).toContain("123,456,789");
    expect(text).toContain("1 column left out for want of width: id.".slice(0, 15));
  });

  it("shows so many rows and counts the rest", async () => {
    const table = tableOf([column("n", "integer")], sql`SELECT range AS n FROM range(1244)`);
    const lines = (await draw(table, { rows: 10 })).trimEnd().split("\n");
    expect(lines).toHaveLength(13);
    expect(lines.at(-1)).toBe("… and 1,234 more rows; write them with -o FILE.");
    expect(await draw(tableOf([column("n", "integer")], sql`SELECT 1 AS n WHERE false`))).toContain("(no rows)");
  });

  it("lets no control sequence of the data through", async () => {
    const evil = "\u001b[31mred\u001b]0;title\u0007\u009b2J\r\nnext\u202eabc";
    const text = await draw(
      tableOf([column("a\u001b[1m", "text")], sql`SELECT ${evil} AS ${{ text: '"a\u001b[1m"', values: [] }}`),
    );
    expect(text).toBe("a␛[1m\n──────────────────────────────\n␛[31mred␛]0;title␇�2J next�abc\n");
  });

  it("aligns wide characters", async () => {
    const text = await draw(
      tableOf(
        [column("a", "text"), column("b", "text")],
        sql`SELECT * FROM (VALUES ('李小龍', 'x'), ('abcdef', 'y'), ('é́', 'z')) AS v(a, b)`,
      ),
    );
    expect(text.split("\n").slice(2, 5)).toEqual(["李小龍  x", "abcdef  y", "é́       z"]);
  });

  it("colours only where allowed, and draws bars beside shares there", async () => {
    const plain = await draw(SUMMARY, { bars: true });
    expect(plain.includes("\u001b") || plain.includes("█")).toBe(false);
    const text = await draw(SUMMARY, { colour: true, bars: true });
    expect(text).toContain("\u001b[1m");
    expect(text).toContain("40.0% ████");
    expect(text).toContain("60.0% ██████");
  });
});
