import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import type { Column, ColumnType } from "../../src/columns/column.js";
import { type Engine, openEngine } from "../../src/engine/engine.js";
import { type Sql, sql } from "../../src/engine/sql.js";
import type { Result, ResultTable } from "../../src/output/result.js";

/** An engine for the tests of a file, and a folder for each test. */
export function useEngineAndFolder(): { engine: Engine; folder: string; path: (name: string) => string } {
  const held = { engine: undefined as unknown as Engine, folder: "", path: (name: string) => join(held.folder, name) };
  beforeAll(async () => {
    held.engine = await openEngine();
  });
  afterAll(() => held.engine.close());
  beforeEach(() => {
    held.folder = mkdtempSync(join(tmpdir(), "crm-output-test-"));
  });
  afterEach(() => rmSync(held.folder, { recursive: true, force: true }));
  return held;
}

export const column = (name: string, type: ColumnType, more: Partial<Column> = {}): Column => ({
  name,
  type,
  description: `The ${name}.`,
  ...more,
});

export const tableOf = (columns: readonly Column[], query: Sql, name = "customers"): ResultTable => ({
  name,
  title: `All ${name}`,
  columns,
  query,
});

export const resultOf = (main: ResultTable, further: readonly ResultTable[] = []): Result => ({
  schemaVersion: 1,
  command: "segment",
  asOf: "2024-06-30",
  meta: { accounting: { read: 3, filtered: { refund: 1 } } },
  main,
  further,
});

export const CUSTOMERS = tableOf(
  [
    column("customer_id", "text", { textual: "identifier" }),
    column("name", "text"),
    column("phone", "text", { textual: "phone" }),
    column("r_score", "integer", { scale: { kind: "score", bins: 5 } }),
    column("monetary", "money", { unit: "EUR" }),
    column("p_alive", "number"),
    column("share", "share"),
    column("first_purchase", "date"),
    column("active", "boolean"),
  ],
  sql`SELECT * FROM (VALUES
    ('00042', 'Müller, "Söhne"', '+49 30 901820', 5, 1234.5::DOUBLE, 0.25::DOUBLE, 0.5::DOUBLE, DATE '2024-02-29', true),
    ('00007', ${'=HYPERLINK("http://x")'}, '030/901820', 1, 0.1 + 0.2, 1e-5, 0.125, DATE '1999-12-31', false),
    ('00001', NULL, NULL, NULL, NULL, 'nan'::DOUBLE, 'inf'::DOUBLE, NULL, NULL)
  ) AS v(customer_id, name, phone, r_score, monetary, p_alive, "share", first_purchase, active)`,
);

export const SUMMARY = tableOf(
  [column("segment", "text"), column("customers", "integer"), column("share", "share")],
  sql`SELECT * FROM (VALUES ('Champions', 1200, 0.4), ('At risk', 1800, 0.6)) AS v(segment, customers, "share")`,
  "summary",
);
