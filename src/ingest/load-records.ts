import type { Engine } from "../engine/engine.js";
import { identifier, join, raw, type Sql, sql } from "../engine/sql.js";
import type { FileAccounting } from "./accounting.js";
import type { RecordRole } from "./field.js";
import { fieldsOf } from "./fields/index.js";
import { type FileMapping, requireAnyOf } from "./file-mapping.js";
import { judgeLeftovers } from "./judge-leftovers.js";
import type { LoadOptions } from "./load-options.js";
import { account } from "./load-transactions.js";
import { rejectOffScale } from "./off-scale.js";
import type { RawTable } from "./raw-table.js";
import { recordColumns } from "./record-columns.js";
import { RECORD_KINDS } from "./record-kinds.js";
import { namedLosses, type Reading, readingOf, unread, unreadColumns } from "./record-readings.js";
import { customerKey, recordState } from "./record-state.js";
import { columnFinder } from "./row-class.js";
import { ROW_STATES } from "./row-state.js";
import { answerColumns, spreadAnswers } from "./spread-answers.js";
import { type WideForm, wideForm } from "./wide-form.js";

/** A file of records, loaded and accounted for. */
export interface LoadedRecords {
  readonly table: string;
  readonly accounting: FileAccounting;
  readonly remarks: readonly string[];
  /** Fields that the file has. */
  readonly fields: readonly string[];
  /** The columns of questions, where each question has one. */
  readonly questions: WideForm["questions"];
}

/**
 * Loads a file of interactions, referrals, responses, contacts, opportunities or listings into the table `ROLE_NUMBER`: one row a
 * record, in file order, with the columns of `recordColumns` and `state`; of answers with a column for each question one
 * row an answer, while the accounting is of the records. Words for choices are understood in five languages; a word that
 * is not known is left out and named, never a reason to lose the record.
 *
 * @throws CrmError `column-missing`, `date-order-undecidable`
 */
export async function loadRecords(
  engine: Engine,
  file: RawTable,
  mapping: FileMapping,
  options: LoadOptions,
  fileNumber: number,
): Promise<LoadedRecords> {
  const role = mapping.role as RecordRole;
  const kind = RECORD_KINDS[role];
  const wide = wideForm(file.headers, file.samples, mapping);
  if (wide === null) for (const { anyOf, why } of kind.required) requireAnyOf(file, mapping, anyOf, why);
  const table = `${role}_${fileNumber}`;
  const isRead = (name: string): boolean => wide === null || (name !== "question" && name !== "answer");
  const fields = fieldsOf(role).filter(({ name }) => isRead(name) && mapping.columnOf(name) !== undefined);
  const readings = new Map<string, Reading>();
  const below = wide === null ? file : withoutLabels(file, wide);
  for (const field of fields) readings.set(field.name, await readingOf(engine, below, mapping, field, options));

  const value = (name: string, type: string): Sql => {
    const reading = readings.get(name === "record_id" ? (kind.id ?? "") : name === "day" ? "date" : name);
    if (reading === undefined) return raw(`NULL::${type}`);
    const idWith = name === "record_id" ? mapping.preset?.recordIdWith : undefined;
    const beside = idWith === undefined ? undefined : columnFinder(file.headers)(idWith);
    if (beside !== undefined)
      return sql`CASE WHEN ${reading.value} IS NOT NULL THEN concat_ws(' ', ${reading.value}, ${beside}) END`;
    return sql`${reading.value}::${raw(type)}`;
  };
  const columns = recordColumns(role).map(({ name, sqlType }) =>
    name === "customer_id"
      ? sql`${customerKey(kind.customer, mapping)} AS customer_id`
      : sql`${value(name, sqlType)} AS ${identifier(name)}`,
  );
  const loaded = await file.load(
    table,
    (relation) => sql`SELECT ${join(columns)}, ${recordState(file, mapping, readings, wide)}::UTINYINT AS state
      ${unreadColumns(readings)} ${wide === null ? raw("") : answerColumns(wide)} FROM ${relation}`,
  );
  if (kind.id !== undefined && readings.has(kind.id) && (role !== "responses" || wide !== null)) {
    await markRepeated(engine, table);
  }
  const offScale = role === "responses" ? await rejectOffScale(engine, table, wide) : [];
  const counts = await engine.rows<{ state: number; count: number }>(
    sql`SELECT state, count(*) AS count FROM ${identifier(table)} GROUP BY state ORDER BY state`,
  );
  const states = new Map(counts.map((row) => [row.state, row.count]));
  const leftovers = await judgeLeftovers(engine, file, mapping, table, loaded, fileNumber);
  const remarks = [...loaded.remarks, ...(await namedLosses(engine, table, readings)), ...offScale];
  for (const [name, reading] of readings) {
    if (reading.mayBeUnread) await engine.run(sql`ALTER TABLE ${identifier(table)} DROP ${identifier(unread(name))}`);
  }
  if (wide !== null) await spreadAnswers(engine, table, wide);
  return {
    table,
    accounting: account(file.name, loaded, states, leftovers, role),
    remarks,
    fields: [...fields.map((field) => field.name), ...(wide === null ? [] : ["question", "answer"])],
    questions: wide?.questions ?? [],
  };
}

/** The file as the readings of its columns should see it: labels below the header say nothing about dates. */
const withoutLabels = (file: RawTable, { labelRow, labelRows }: WideForm): RawTable => ({
  ...file,
  samples: file.samples.slice(labelRows),
  relation: async () => {
    const relation = await file.relation();
    return labelRow === null ? relation : sql`(SELECT * FROM ${relation} WHERE NOT ${labelRow})`;
  },
});

/** Of two records with the same identifier in one file the later stays. */
async function markRepeated(engine: Engine, table: string): Promise<void> {
  await engine.run(sql`UPDATE ${identifier(table)} SET state = ${raw(String(ROW_STATES["duplicate-record"]))}
    WHERE state = 0 AND record_id IS NOT NULL AND rowid NOT IN (
      SELECT max(rowid) FROM ${identifier(table)} WHERE state = 0 AND record_id IS NOT NULL GROUP BY record_id)`);
}
