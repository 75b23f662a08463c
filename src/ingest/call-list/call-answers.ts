import type { Engine } from "../../engine/engine.js";
import { identifier, join, literal, raw, type Sql, sql } from "../../engine/sql.js";
import { bareText } from "../formats/bare-text.js";
import type { LoadedRecords } from "../load-records.js";
import { indexOfHeader } from "../normalise-header.js";
import { type RawTable, rawColumn } from "../raw-table.js";
import { recordColumns } from "../record-columns.js";
import { saidColumn } from "./load-calls.js";
import { CALL_QUESTIONS } from "./outcome-columns.js";

/** Columns of the answers: who answered when, and one for each question. */
const HEADERS = ["call_id", "customer_id", "contacted_at", ...CALL_QUESTIONS.map(({ column }) => column)];

/**
 * The answers in a call list as a table of their own: its rows in which some answer stands. Null where none does, or the
 * list has no columns for them.
 */
export async function callAnswers(engine: Engine, list: RawTable): Promise<RawTable | null> {
  const headers = HEADERS.filter((header) => indexOfHeader(list.headers, header) >= 0);
  const indexes = headers.map((header) => indexOfHeader(list.headers, header));
  const asked = indexes.filter((_, at) => CALL_QUESTIONS.some(({ column }) => column === headers[at]));
  if (asked.length === 0) return null;
  const filled = sql`coalesce(${join(asked.map((index) => bareText(raw(rawColumn(index)))))}) IS NOT NULL`;
  const columns = indexes.map((index, at) => raw(`${rawColumn(index)} AS ${rawColumn(at)}`));
  const relation = async (): Promise<Sql> =>
    sql`(SELECT ${join(columns)} FROM ${await list.relation()} WHERE ${filled})`;
  const { answered } = await engine.row<{ answered: number }>(
    sql`SELECT count(*) AS answered FROM ${await list.relation()} WHERE ${filled}`,
  );
  if (answered === 0) return null;
  return {
    name: `${list.name} (answers)`,
    form: list.form,
    headers,
    samples: list.samples
      .filter((row) => asked.some((index) => (row[index] ?? "").trim() !== ""))
      .map((row) => indexes.map((index) => row[index] ?? "")),
    relation,
    load: () => Promise.reject(new Error("answers are loaded from the calls")),
    release: () => list.release(),
  };
}

/**
 * Makes `responses_NUMBER` of the answers in calls that count: one row an answer, under the `call_id`, after the sale.
 *
 * @param calls the table of `loadCalls`
 */
export async function loadCallAnswers(
  engine: Engine,
  name: string,
  calls: string,
  fileNumber: number,
): Promise<LoadedRecords> {
  const table = `responses_${fileNumber}`;
  const said = CALL_QUESTIONS.map(
    ({ column, question }) => sql`{'question': ${literal(question)}, 'answer': ${identifier(saidColumn(column))}}`,
  );
  const made: Readonly<Record<string, Sql>> = {
    ...Object.fromEntries(["customer_id", "day", "record_id"].map((column) => [column, identifier(column)])),
    record_number: raw("record + 1"),
    question: raw("said.question"),
    answer: raw("said.answer"),
    stage: literal("after_sales"),
  };
  const columns = recordColumns("responses").map(
    ({ name: column, sqlType }) => sql`(${made[column] ?? raw("NULL")})::${raw(sqlType)} AS ${identifier(column)}`,
  );
  await engine.run(sql`CREATE OR REPLACE TABLE ${identifier(table)} AS SELECT ${join(columns)}, 0::UTINYINT AS state
    FROM (SELECT customer_id, day, record_id, rowid AS record, unnest([${join(said)}]) AS said
      FROM ${identifier(calls)} WHERE state = 0) WHERE said.answer IS NOT NULL ORDER BY record`);
  for (const { column } of CALL_QUESTIONS) {
    await engine.run(sql`ALTER TABLE ${identifier(calls)} DROP ${identifier(saidColumn(column))}`);
  }
  const { records } = await engine.row<{ records: number }>(
    sql`SELECT count(DISTINCT record_number) AS records FROM ${identifier(table)}`,
  );
  return {
    table,
    accounting: {
      file: name,
      role: "responses",
      read: records,
      accepted: records,
      rejected: 0,
      filtered: {},
      skipped: { preamble: 0, header: 0, blank: 0 },
    },
    remarks: [],
    fields: ["response_id", "customer_id", "date", "question", "answer", "stage"],
    questions: CALL_QUESTIONS.map(({ column, question }) => ({ index: HEADERS.indexOf(column), question })),
  };
}
