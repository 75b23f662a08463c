import type { Engine } from "../../engine/engine.js";
import { identifier, join, literal, raw, type Sql, sql } from "../../engine/sql.js";
import { fieldsOf } from "../fields/index.js";
import { type FileMapping, fileMapping } from "../file-mapping.js";
import { bareText } from "../formats/bare-text.js";
import { judgeLeftovers } from "../judge-leftovers.js";
import type { LoadOptions } from "../load-options.js";
import type { LoadedRecords } from "../load-records.js";
import { account } from "../load-transactions.js";
import { indexOfHeader } from "../normalise-header.js";
import { type RawTable, rawColumn } from "../raw-table.js";
import { recordColumns } from "../record-columns.js";
import { namedLosses, type Reading, readingOf, unread, unreadColumns } from "../record-readings.js";
import { customerKey } from "../record-state.js";
import { CALL_CUSTOMER, callState, rowState } from "./call-state.js";
import type { KnownListings } from "./known-listings.js";
import { asOfDayOf } from "./list-id.js";
import { CALL_QUESTIONS, OUTCOME_FIELDS } from "./outcome-columns.js";

/** The column that holds an answer until `loadCallAnswers` has made a record of it. */
export const saidColumn = (column: string): string => `said ${column}`;

/**
 * Loads the rows of a call list that were worked into the table `interactions_NUMBER`, as `loadRecords` does with plain
 * interactions: outbound, of the kind that the channel is, under the row's `call_id`. What cannot have come of a call is
 * rejected; rows where nothing was filled in are filtered as `not-worked`.
 *
 * @param listings the lists that the rows belong to, where the workbook has them
 * @throws CrmError `date-order-undecidable`
 */
export async function loadCalls(
  engine: Engine,
  file: RawTable,
  matched: FileMapping,
  options: LoadOptions,
  fileNumber: number,
  listings: KnownListings | null,
): Promise<LoadedRecords> {
  const mapping = withOutcomes(file, matched);
  const own = new Map(OUTCOME_FIELDS.map((field) => [field.name, field]));
  const readings = new Map<string, Reading>();
  for (const field of [...fieldsOf("interactions").filter(({ name }) => !own.has(name)), ...OUTCOME_FIELDS]) {
    if (mapping.indexOf(field.name) === undefined) continue;
    readings.set(field.name, await readingOf(engine, file, mapping, field, options));
  }
  const value = (name: string): Sql | undefined => readings.get(name)?.value;
  const made: Readonly<Record<string, Sql | undefined>> = {
    customer_id: customerKey(CALL_CUSTOMER, mapping),
    day: value("date"),
    record_id: value("interaction_id"),
    direction: literal("outbound"),
    topic: topicOf(readings),
    phone: calledNumber(file, value("kind")),
  };
  const columns = recordColumns("interactions").map(
    ({ name, sqlType }) => sql`(${made[name] ?? value(name) ?? raw("NULL")})::${raw(sqlType)} AS ${identifier(name)}`,
  );
  const answers = CALL_QUESTIONS.map(({ column }) => {
    const answer = column === "satisfied" ? sql`(${value(column) ?? raw("NULL")})::INTEGER` : value(column);
    return sql`, (${answer ?? raw("NULL")})::VARCHAR AS ${identifier(saidColumn(column))}`;
  });
  const table = `interactions_${fileNumber}`;
  const loaded = await file.load(
    table,
    (relation) => sql`SELECT ${join(columns)}, ${rowState(file, mapping, readings)} AS state
      ${unreadColumns(readings)} ${join(answers, "")} FROM ${relation}`,
  );
  // First, so that a row of another customer does not stand in the way of the right one.
  if (listings !== null) await holdAgainstLists(engine, table, listings);
  await markRepeated(engine, table);
  const counts = await engine.rows<{ state: number; count: number }>(
    sql`SELECT state, count(*) AS count FROM ${identifier(table)} GROUP BY state ORDER BY state`,
  );
  const states = new Map(counts.map((row) => [row.state, row.count]));
  const leftovers = await judgeLeftovers(engine, file, mapping, table, loaded, fileNumber);
  const remarks = [
    ...loaded.remarks,
    ...(await namedLosses(engine, table, readings)),
    ...(await callsWithoutDay(engine, table)),
  ];
  for (const [name, reading] of readings) {
    if (reading.mayBeUnread) await engine.run(sql`ALTER TABLE ${identifier(table)} DROP ${identifier(unread(name))}`);
  }
  return {
    table,
    accounting: account(file.name, loaded, states, leftovers, "interactions"),
    remarks,
    fields: [
      ...fieldsOf("interactions").flatMap(({ name }) => (readings.has(name) ? [name] : [])),
      ...["direction", "topic"],
      ...(listings === null ? [] : ["list_id", "campaign", "phase"]),
    ],
    questions: [],
  };
}

/** The mapping with the columns that are no fields of an interaction, so that rejects can name them. */
function withOutcomes(file: RawTable, { role, preset, matched }: FileMapping): FileMapping {
  const further = OUTCOME_FIELDS.filter(({ name }) => name !== "outcome").flatMap(({ name }) => {
    const index = indexOfHeader(file.headers, name);
    return index < 0
      ? []
      : [{ field: name, index, header: file.headers[index]!, confidence: 1, why: "preset" as const }];
  });
  return fileMapping(role, preset, [...matched, ...further], false);
}

/** What it was about, where an answer says it: a defect first. */
function topicOf(readings: ReadonlyMap<string, Reading>): Sql {
  const cases = CALL_QUESTIONS.toReversed().flatMap((one) => {
    const text = "topic" in one ? readings.get(one.column)?.text : undefined;
    return "topic" in one && text !== undefined ? [sql`WHEN ${text} IS NOT NULL THEN ${literal(one.topic)}`] : [];
  });
  return cases.length === 0 ? raw("NULL") : sql`CASE ${join(cases, " ")} END`;
}

/**
 * The number that was called, which is no name of the customer: a wrong number is held against this one alone. Its column
 * is read here and not mapped, since a number that is mapped would link a record to whoever has it.
 */
function calledNumber(file: RawTable, kind: Sql | undefined): Sql | undefined {
  const index = indexOfHeader(file.headers, "phone");
  if (index < 0 || kind === undefined) return undefined;
  return sql`CASE WHEN ${kind} = 'call' THEN ${bareText(raw(rawColumn(index)), "identifier")} END`;
}

/** Names the rows whose customer asked to be called back, but not when. */
async function callsWithoutDay(engine: Engine, table: string): Promise<string[]> {
  const rows = await engine.rows<{ id: string }>(sql`SELECT record_id AS id FROM ${identifier(table)}
    WHERE state = 0 AND outcome = 'callback' AND next_contact IS NULL ORDER BY rowid`);
  if (rows.length === 0) return [];
  const named = rows.slice(0, 5).map(({ id }) => id);
  return [
    `outcome call back without a day in next_at (${rows.length}): ${named.join(", ")}${rows.length > 5 ? ", …" : ""}; the rest after a contact holds, and nothing is promised`,
  ];
}

/** Two worked rows with one `call_id` cannot both be right: the first is read. */
async function markRepeated(engine: Engine, table: string): Promise<void> {
  await engine.run(sql`UPDATE ${identifier(table)} SET state = ${callState("repeated-call")}
    WHERE state = 0 AND rowid NOT IN (SELECT min(rowid) FROM ${identifier(table)} WHERE state = 0 GROUP BY record_id)`);
}

/**
 * Rejects rows that no list has, those of another customer than their listing, and contacts before the day as of which the
 * list was made, where its name says it. The others get their list and campaign, and what the contact was to cost: the
 * row's own figure is calculated, and a slip in it must not count.
 */
async function holdAgainstLists(engine: Engine, table: string, { relation }: KnownListings): Promise<void> {
  const calls = identifier(table);
  await engine.run(sql`UPDATE ${calls} SET list_id = l.list_id, campaign = l.campaign, phase = l.phase,
      cost = coalesce(l.cost, ${calls}.cost),
      state = CASE WHEN l.customer_id IS NOT NULL AND ${calls}.customer_id <> l.customer_id THEN ${callState("other-customer")}
        WHEN ${calls}.day < ${asOfDayOf(raw("l.list_id"))} THEN ${callState("before-list")} ELSE state END
    FROM ${relation} l WHERE state = 0 AND record_id = l.call_id`);
  await engine.run(sql`UPDATE ${calls} SET state = ${callState("unknown-call")}
    WHERE state = 0 AND record_id NOT IN (SELECT call_id FROM ${relation})`);
}
