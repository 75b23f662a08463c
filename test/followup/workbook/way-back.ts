import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll } from "vitest";
import { type Engine, openEngine } from "../../../src/engine/engine.js";
import { useFolder } from "../../commands/run-in-process.js";
import { type Filled, fillList } from "./filled-list.js";
import { call, type MadeList, writeList } from "./made-list.js";

const CUSTOMERS = ["customer_id,name", ...[1, 2, 3, 4, 5, 6, 90].map((n) => `C${String(n).padStart(4, "0")},N${n}`)];
const ORDERS = ["order_id,customer_id,date,amount", "O1,C0001,2026-01-05,10", "O2,C0002,2026-04-30,20"];

export const GOOD = { contacted_at: "2026-03-31", outcome: "talked" };
type Rows = Readonly<Record<number, Readonly<Record<string, Filled>>>>;

/** Lists that are written, filled in and imported, in a folder for each test. */
export function useWayBack() {
  const held = useFolder();
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine();
  });
  afterAll(() => engine.close());
  const base = () => [held.file("c.csv", ...CUSTOMERS), held.file("o.csv", ...ORDERS)] as const;

  /** Writes a list and fills it. */
  async function filled(name: string, rows: Rows, list: Partial<MadeList> = {}): Promise<string> {
    const calls = [1, 2, 3, 4, 5, 6].map((rank) => call(rank));
    await writeList(engine, join(held.folder, "list.xlsx"), { calls, control: [call(90)], ...list });
    const byRank = new Map(Object.entries(rows).map(([rank, cells]) => [Number(rank), cells]));
    await fillList(join(held.folder, "list.xlsx"), join(held.folder, name), byRank);
    return name;
  }

  /** Rows of a book, read by the engine's own client. */
  async function inBook(query: string): Promise<Record<string, unknown>[]> {
    const instance = await DuckDBInstance.create(join(held.folder, "shop.crm"), { access_mode: "READ_ONLY" });
    const connection = await instance.connect();
    try {
      return (await connection.runAndReadAll(query)).getRowObjectsJson() as Record<string, unknown>[];
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  }

  async function imported(...files: readonly string[]) {
    const run = await held.crm("import", ...files, "--book", "shop.crm", "--json");
    const { meta, ...rest } = JSON.parse(run.stdout) as Record<string, unknown> & { meta?: unknown };
    const all = { ...rest, ...(meta as object) } as unknown as {
      accounting: {
        files: readonly {
          file: string;
          role: string;
          read: number;
          accepted: number;
          rejected: number;
          filtered: Record<string, number>;
        }[];
      };
    };
    return { ...run, files: all.accounting.files };
  }

  /** File, line, column and code of the rejects that a run wrote beside the book. */
  function rejects(): (readonly [string, number, string, string])[] {
    const text = readFileSync(join(held.folder, "shop.rejects.csv"), "utf8");
    const rows: Record<string, string>[] = parse(text, { columns: true });
    return rows.map(({ file, line, column, code }) => [file!, Number(line), column!, code!]);
  }

  return { held, base, filled, inBook, imported, rejects };
}
