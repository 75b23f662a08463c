import type { Engine } from "../engine/engine.js";
import { identifier, raw, sql } from "../engine/sql.js";
import { classifyLeftover } from "./classify-leftover.js";
import type { FileMapping } from "./file-mapping.js";
import type { LoadedTable, RawTable } from "./raw-table.js";
import { FIRST_PROBLEM, PROBLEM_MESSAGES, stateName } from "./row-state.js";

/** What became of the records that could not be used. */
export interface JudgedLeftovers {
  readonly rejected: number;
  readonly filtered: ReadonlyMap<string, number>;
}

/** The table of rejects of all files of a run. `column` is the file's own header. */
export const REJECTS_TABLE = "rejects";

export async function createRejects(engine: Engine): Promise<void> {
  await engine.run(sql`CREATE TABLE IF NOT EXISTS ${identifier(REJECTS_TABLE)}
    (file_number INTEGER, file VARCHAR, line INTEGER, "column" VARCHAR, code VARCHAR, message VARCHAR, text VARCHAR)`);
}

/** The columns of a list of rejects that crm wrote. */
export const REJECT_FIELDS = ["file", "line", "column", "code", "message", "text"] as const;

/** Whether a table is such a list, which stands beside exports and is none. */
export const isRejectsList = (headers: readonly string[]): boolean =>
  headers.length === REJECT_FIELDS.length && headers.every((header, index) => header === REJECT_FIELDS[index]);

/** Which field a problem is about, for the column that the reject names. */
const PROBLEM_FIELDS: Readonly<Record<string, readonly string[]>> = {
  "no-customer": ["customer_id", "email", "phone", "customer_name", "name"],
  "damaged-id": ["customer_id"],
  "no-date": ["date"],
  "bad-date": ["date"],
  "no-amount": ["amount", "unit_price"],
  "bad-amount": ["amount", "unit_price"],
  "no-rate": ["currency", "amount"],
  incomplete: ["question", "referred"],
  "out-of-range": ["influence", "probability", "cost", "minutes", "answer"],
  "no-call-id": ["interaction_id"],
  "unknown-call": ["interaction_id"],
  "repeated-call": ["interaction_id"],
  "no-outcome": ["outcome"],
  "unknown-outcome": ["outcome"],
  "before-list": ["date"],
  "bad-next-date": ["next_contact"],
  "next-before-contact": ["next_contact"],
  "negative-amount": ["amount"],
  "bad-satisfied": ["satisfied"],
  "other-customer": ["customer_id"],
  "far-next-date": ["next_contact"],
  "amount-unreached": ["amount"],
  "answer-unreached": ["outcome"],
};

/** So many records are looked up in the file at a time. */
const BATCH = 50_000;

/**
 * Goes through the records that could not be used: totals, footers and blank rows are counted as filtered, the rest
 * goes into the table of rejects with its line and its original text.
 */
export async function judgeLeftovers(
  engine: Engine,
  file: RawTable,
  mapping: FileMapping,
  table: string,
  loaded: LoadedTable,
  fileNumber: number,
): Promise<JudgedLeftovers> {
  const problems = await engine.rows<{ ordinal: number; state: number }>(sql`
    SELECT rowid AS ordinal, state FROM ${identifier(table)} WHERE state >= ${raw(String(FIRST_PROBLEM))} ORDER BY rowid`);
  if (problems.length === 0 && loaded.structural.length === 0) return { rejected: 0, filtered: new Map() };

  await createRejects(engine);
  const appender = await engine.appender(REJECTS_TABLE);
  const filtered = new Map<string, number>();
  let rejected = 0;
  const judge = (
    line: number,
    cells: readonly string[],
    afterLast: boolean,
    reject: () => readonly [string, string, string, string],
  ) => {
    const kind = classifyLeftover(cells, afterLast);
    if (kind !== "reject") {
      filtered.set(kind, (filtered.get(kind) ?? 0) + 1);
      return;
    }
    rejected += 1;
    const [column, code, message, text] = reject();
    appender.integer(fileNumber);
    appender.text(file.name);
    appender.integer(line);
    appender.text(column === "" ? null : column);
    appender.text(code);
    appender.text(message);
    appender.text(text);
    appender.endRow();
  };

  const last = await engine.row<{ last: number | null }>(sql`
    SELECT max(rowid) AS last FROM ${identifier(table)} WHERE state < ${raw(String(FIRST_PROBLEM))}`);
  const lastOrdinal = last.last ?? -1;
  const [lastPlace] = last.last === null ? [] : await loaded.locate([last.last]);
  for (const reject of loaded.structural) {
    judge(reject.line, reject.cells, reject.line > (lastPlace?.line ?? 0), () => [
      "",
      reject.code,
      reject.message,
      reject.text,
    ]);
  }
  const headerOf = (code: string): string =>
    PROBLEM_FIELDS[code]?.map((field) => mapping.headerOf(field)).find((header) => header !== undefined) ?? "";
  for (let from = 0; from < problems.length; from += BATCH) {
    const batch = problems.slice(from, from + BATCH);
    const states = new Map(batch.map((problem) => [problem.ordinal, problem.state]));
    for (const record of await loaded.locate(batch.map((problem) => problem.ordinal))) {
      const code = stateName(states.get(record.ordinal)!);
      judge(record.line, record.cells, record.ordinal > lastOrdinal, () => [
        headerOf(code),
        code,
        PROBLEM_MESSAGES[code] ?? code,
        record.text,
      ]);
    }
  }
  appender.close();
  return { rejected, filtered };
}
