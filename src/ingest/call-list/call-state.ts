import { join, literal, raw, type Sql, sql } from "../../engine/sql.js";
import { UNREACHED_OUTCOMES } from "../fields/outcome-words.js";
import type { FileMapping } from "../file-mapping.js";
import { bareText } from "../formats/bare-text.js";
import { indexOfHeader } from "../normalise-header.js";
import type { RawTable } from "../raw-table.js";
import { rawColumn } from "../raw-table.js";
import type { Reading } from "../record-readings.js";
import { customerKey } from "../record-state.js";
import { repeatedHeader } from "../repeated-header.js";
import { ROW_STATES, type RowState } from "../row-state.js";
import { CALL_QUESTIONS, OUTCOME_COLUMNS } from "./outcome-columns.js";

/** A call names its customer by id alone: the telephone number beside it is the one that was called. */
export const CALL_CUSTOMER = ["customer_id"] as const;

export const callState = (name: RowState): Sql => raw(String(ROW_STATES[name]));

/** SQL for what becomes of a row of a call list by itself: worked, not worked, or something that cannot be. */
export function rowState(file: RawTable, mapping: FileMapping, readings: ReadonlyMap<string, Reading>): Sql {
  const text = (field: string): Sql => readings.get(field)?.text ?? raw("NULL::VARCHAR");
  const value = (field: string): Sql => readings.get(field)?.value ?? raw("NULL");
  const filled = OUTCOME_COLUMNS.map((name) => indexOfHeader(file.headers, name))
    .filter((index) => index >= 0)
    .map((index) => bareText(raw(rawColumn(index))));
  const isUnreached = sql`${value("outcome")} IN (${join(UNREACHED_OUTCOMES.map((outcome) => literal(outcome)))})`;
  const answers = CALL_QUESTIONS.map(({ column }) => text(column));
  const shown = mapping.matched.slice(0, 3).map((column) => column.index);
  const cases: readonly (readonly [Sql, RowState])[] = [
    [repeatedHeader(file.headers, shown), "repeated-header"],
    [sql`coalesce(${join(filled)}) IS NULL`, "not-worked"],
    [sql`${text("interaction_id")} IS NULL`, "no-call-id"],
    [sql`${customerKey(CALL_CUSTOMER, mapping)} IS NULL`, "no-customer"],
    [sql`${text("outcome")} IS NULL`, "no-outcome"],
    [sql`${value("outcome")} IS NULL`, "unknown-outcome"],
    [sql`${text("date")} IS NULL`, "no-date"],
    [sql`${value("date")} IS NULL`, "bad-date"],
    [sql`${text("next_contact")} IS NOT NULL AND ${value("next_contact")} IS NULL`, "bad-next-date"],
    [sql`${value("next_contact")} < ${value("date")}`, "next-before-contact"],
    [sql`${value("next_contact")} > ${value("date")} + INTERVAL 2 YEAR`, "far-next-date"],
    [sql`${text("amount")} IS NOT NULL AND ${value("amount")} IS NULL`, "bad-amount"],
    [sql`${value("amount")} < 0`, "negative-amount"],
    [
      sql`${text("satisfied")} IS NOT NULL AND coalesce(${value("satisfied")} NOT IN (1, 2, 3, 4, 5), true)`,
      "bad-satisfied",
    ],
    [sql`${isUnreached} AND ${value("amount")} > 0`, "amount-unreached"],
    [sql`${isUnreached} AND coalesce(${join(answers)}) IS NOT NULL`, "answer-unreached"],
  ];
  const whens = cases.map(([test, state]) => sql`WHEN ${test} THEN ${callState(state)}`);
  return sql`(CASE ${join(whens, " ")} ELSE 0 END)::UTINYINT`;
}
