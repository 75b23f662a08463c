import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sql } from "../../src/engine/sql.js";
import { json } from "../../src/output/json.js";
import { jsonl } from "../../src/output/jsonl.js";
import { parquet } from "../../src/output/parquet.js";
import { CUSTOMERS, column, resultOf, SUMMARY, tableOf, useEngineAndFolder } from "./sample.js";

const held = useEngineAndFolder();

const FIRST = {
  customer_id: "00042",
  name: 'Müller, "Söhne"',
  phone: "+49 30 901820",
  r_score: 5,
  monetary: 1234.5,
  p_alive: 0.25,
  share: 0.5,
  first_purchase: "2024-02-29",
  active: true,
};

describe("json", () => {
  it("holds the run, the columns, the rows and the further tables, in this order", async () => {
    const path = held.path("out.json");
    await json.write({ engine: held.engine, result: resultOf(CUSTOMERS, [SUMMARY]), path });
    const text = readFileSync(path, "utf8");
    const read = JSON.parse(text);
    expect(Object.keys(read)).toEqual(["schemaVersion", "command", "asOf", "accounting", "columns", "rows", "tables"]);
    expect(read.accounting).toEqual({ read: 3, filtered: { refund: 1 } });
    expect(read.columns[4]).toEqual({ name: "monetary", type: "money", unit: "EUR", description: "The monetary." });
    expect(read.columns[0].unit).toBeNull();
    expect(read.rows[0]).toEqual(FIRST);
    expect(Object.keys(read.rows[0])).toEqual(Object.keys(FIRST));
    expect(Object.values(read.rows[2]).slice(1)).toEqual(Array(8).fill(null));
    expect(read.tables.summary.rows).toEqual([
      { segment: "Champions", customers: 1200, share: 0.4 },
      { segment: "At risk", customers: 1800, share: 0.6 },
    ]);
    expect(text.split("\n").filter((line) => line.includes('"customer_id":'))).toHaveLength(3);
    expect(text.endsWith("}\n")).toBe(true);
    expect(readdirSync(held.folder)).toEqual(["out.json"]);
  });

  it("does not guard: a formula is a formula only to a spreadsheet", async () => {
    const path = held.path("out.json");
    await json.write({ engine: held.engine, result: resultOf(CUSTOMERS), path });
    expect(JSON.parse(readFileSync(path, "utf8")).rows[1].name).toBe('=HYPERLINK("http://x")');
  });

  it("is valid with no rows and with hostile names and texts", async () => {
    const name = 'a"b\\\n__proto__';
    const query = sql`SELECT ${"\u0000\u001b</script>\u2028"} AS ${{ text: `"${name.replaceAll('"', '""')}"`, values: [] }}`;
    const table = tableOf([column(name, "text")], query);
    const none = tableOf([column("a", "integer")], sql`SELECT 1 AS a WHERE false`, "none");
    const path = held.path("out.json");
    await json.write({ engine: held.engine, result: resultOf(none, [table, none]), path });
    const read = JSON.parse(readFileSync(path, "utf8"));
    expect(read.rows).toEqual([]);
    expect(read.tables.customers.rows).toEqual([{ [name]: "\u0000\u001b</script>\u2028" }]);
    expect(read.tables.none.rows).toEqual([]);
  });

  it("ends as it should when the array fills whole chunks of the copy", async () => {
    const table = tableOf([column("a", "integer")], sql`SELECT range AS a FROM range(250000)`);
    const path = held.path("out.json");
    await json.write({ engine: held.engine, result: resultOf(table), path });
    expect(JSON.parse(readFileSync(path, "utf8")).rows).toHaveLength(250_000);
  });
});

describe("jsonl", () => {
  it("writes one object per row", async () => {
    const path = held.path("out.jsonl");
    await jsonl.write({ engine: held.engine, result: resultOf(CUSTOMERS), path });
    const lines = readFileSync(path, "utf8").trimEnd().split("\n");
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[0]!)).toEqual(FIRST);
  });
});

describe("parquet", () => {
  it("reads back with types, and has the columns' meaning in its metadata", async () => {
    const path = held.path("out.parquet");
    await parquet.write({ engine: held.engine, result: resultOf(CUSTOMERS), path });
    const rows = await held.engine.rows(sql`SELECT * FROM read_parquet(${path})`);
    expect(rows[0]).toEqual(FIRST);
    const types = await held.engine.rows(sql`SELECT column_type FROM (DESCRIBE SELECT * FROM read_parquet(${path}))`);
    expect(types.map((row) => row.column_type)).toEqual([
      ...["VARCHAR", "VARCHAR", "VARCHAR", "BIGINT", "DECIMAL(38,2)", "DOUBLE", "DOUBLE", "DATE", "BOOLEAN"],
    ]);
    const about = await held.engine.row<{ v: string }>(
      sql`SELECT decode(value) AS v FROM parquet_kv_metadata(${path}) WHERE decode(key) = 'crm'`,
    );
    expect(JSON.parse(about.v)).toMatchObject({ command: "segment", columns: CUSTOMERS.columns });
  });
});
