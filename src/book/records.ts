import type { Engine } from "../engine/engine.js";
import { identifier, join, literal, raw, type Sql, sql } from "../engine/sql.js";
import { RECORD_ROLES, type RecordRole } from "../ingest/field.js";
import { recordColumns, recordCount } from "../ingest/record-columns.js";
import { RECORD_KINDS } from "../ingest/record-kinds.js";
import { knownCustomers } from "./activity-summaries.js";
import { linkCustomers } from "./link-customers.js";

/** Records of one file, as a relation with the columns of `recordColumns` and `state`. */
export interface RecordSource {
  readonly role: RecordRole;
  /** The file, for remarks. */
  readonly name: string;
  /** Its place among the files of the book. */
  readonly number: number;
  readonly relation: Sql;
  readonly fields: ReadonlySet<string>;
}

/** What the book has of a role: the fields that some file has. */
export type RecordFields = ReadonlyMap<RecordRole, ReadonlySet<string>>;

/**
 * Makes the relations `interactions`, `referrals`, `responses`, `contacts`, `opportunities` and `listings`, all with the columns of
 * `recordColumns` and `file_number`, whether or not a file has them. Records that name their customer by e-mail, phone or
 * name get the customer's id where it belongs to one customer alone. What a customer file says of who brought each
 * customer is among the referrals, with no day and the file number 0.
 *
 * @param known fields of the customers
 */
export async function createRecords(
  engine: Engine,
  sources: readonly RecordSource[],
  known: ReadonlySet<string>,
): Promise<{ readonly records: RecordFields; readonly remarks: readonly string[] }> {
  const remarks: string[] = [];
  const records = new Map<RecordRole, ReadonlySet<string>>();
  for (const role of RECORD_ROLES) {
    const own = sources.filter((source) => source.role === role);
    const names = join(recordColumns(role).map(({ name }) => identifier(name)));
    const parts: Sql[] = [];
    for (const source of own) {
      const linked = await linkedRecords(engine, source, known);
      remarks.push(...linked.remarks, ...(await strangers(engine, source, linked.relation)));
      parts.push(sql`SELECT ${names}, ${raw(String(source.number))} AS file_number FROM ${linked.relation}`);
    }
    const fields = new Set(own.flatMap((source) => [...source.fields]));
    if (role === "referrals" && known.has("referred_by")) {
      const said = await referralsOfCustomers(engine, known, parts);
      parts.push(said.relation);
      remarks.push(...said.remarks);
      for (const field of ["customer_id", "referred"]) fields.add(field);
    }
    // The empty part has all columns: what customer files say of referrals has but two.
    const whole = join([emptyRecords(role), ...parts], " UNION ALL BY NAME ");
    await engine.run(sql`CREATE VIEW ${identifier(role)} AS ${whole}`);
    if (fields.size > 0) records.set(role, fields);
  }
  return { records, remarks };
}

/** `1 referral`, `2 opportunities`. */
const ofRole = (role: RecordRole, count: number): string =>
  `${count} ${count === 1 ? role.replace(/ies$/, "y").replace(/s$/, "") : role}`;

/** Says how many records of a file are about customers whom neither a customer file nor a transaction knows. */
async function strangers(
  engine: Engine,
  { role, name }: Pick<RecordSource, "role" | "name">,
  relation: Sql,
): Promise<string[]> {
  const row = await engine.row<{ count: number; example: string | null; anonymous: number; alone: boolean }>(sql`
    WITH named AS (SELECT customer_id, ${recordCount(role)} AS records FROM ${relation} WHERE state = 0 GROUP BY 1),
      open AS (FROM named WHERE customer_id IS NOT NULL AND customer_id NOT IN (SELECT customer_id FROM customers)),
      unknown AS (FROM open WHERE customer_id NOT IN (
        SELECT customer_id FROM transactions WHERE customer_id IN (SELECT customer_id FROM open)))
    SELECT coalesce(sum(records), 0)::BIGINT AS count, min(customer_id) AS example,
      (SELECT coalesce(sum(records), 0)::BIGINT FROM named WHERE customer_id IS NULL) AS anonymous,
      NOT EXISTS (FROM (${knownCustomers()})) AS alone FROM unknown`);
  const said: string[] = [];
  if (row.count > 0) {
    const then =
      row.alone && role === "responses"
        ? "as no customer is known otherwise, those who answered are the customers"
        : "they count for no customer";
    said.push(
      `${name}: ${ofRole(role, row.count)} of customers that no other file knows, such as ${row.example}; ${then}`,
    );
  }
  if (row.anonymous > 0)
    said.push(`${name}: ${ofRole(role, row.anonymous)} without a customer; they count in totals alone`);
  return said;
}

/** A relation of a role without a row. */
export function emptyRecords(role: RecordRole): Sql {
  const columns = recordColumns(role).map(({ name, sqlType }) => sql`NULL::${raw(sqlType)} AS ${identifier(name)}`);
  return sql`SELECT ${join(columns)}, 0 AS file_number WHERE false`;
}

/** The records of a file with the customers' own ids, where the file names customers otherwise. */
async function linkedRecords(
  engine: Engine,
  source: RecordSource,
  known: ReadonlySet<string>,
): Promise<{ readonly relation: Sql; readonly remarks: readonly string[] }> {
  const { role, fields, number } = source;
  const naming = RECORD_KINDS[role].customer.filter((field) => fields.has(field));
  const isAnyName = role === "referrals";
  const counted = sql`(SELECT * FROM ${source.relation} WHERE state = 0)`;
  if (known.size === 0 || (!isAnyName && naming.length === 1 && naming[0] === "customer_id")) {
    return { relation: counted, remarks: [] };
  }
  const table = `linked_${role}_${number}`;
  await engine.run(sql`CREATE OR REPLACE TEMP TABLE ${identifier(table)} AS FROM ${counted}`);
  const mapped = isAnyName ? ANY_NAME : new Set(naming);
  const remarks = await linkCustomers(
    engine,
    { name: source.name, table, fields: new Set(isAnyName ? [] : naming), mapped },
    known,
  );
  if (isAnyName) remarks.push(...(await linkReferred(engine, source.name, table, known)));
  return { relation: identifier(table), remarks };
}

/** A referral names people by whatever its system has of them. */
const ANY_NAME: ReadonlySet<string> = new Set(["email", "phone", "customer_name"]);

const linkReferred = (engine: Engine, name: string, table: string, known: ReadonlySet<string>): Promise<string[]> =>
  linkCustomers(engine, { name, table, key: "referred", fields: new Set(), mapped: ANY_NAME }, known);

/** What customer files say in `referred_by`, but for what a file of referrals says too. */
async function referralsOfCustomers(
  engine: Engine,
  known: ReadonlySet<string>,
  others: readonly Sql[],
): Promise<{ readonly relation: Sql; readonly remarks: readonly string[] }> {
  const table = "referrals_of_customers";
  await engine.run(sql`CREATE OR REPLACE TEMP TABLE ${raw(table)} AS
    SELECT referred_by AS customer_id, customer_id AS referred, 0::UTINYINT AS state FROM customers WHERE referred_by IS NOT NULL`);
  const source = { name: "referred_by", table, fields: new Set<string>(), mapped: ANY_NAME };
  const remarks = await linkCustomers(engine, source, known);
  remarks.push(...(await strangers(engine, { role: "referrals", name: source.name }, identifier(table))));
  const already =
    others.length === 0
      ? raw("")
      : sql` WHERE (customer_id, referred) NOT IN (SELECT (customer_id, referred) FROM (${join(others, " UNION ALL BY NAME ")})
          WHERE customer_id IS NOT NULL AND referred IS NOT NULL)`;
  return { relation: sql`SELECT customer_id, referred, 0 AS file_number FROM ${raw(table)}${already}`, remarks };
}

/** Records that lie after a day, by file. */
export const recordsOfRoleAfter = (role: RecordRole, asOf: string): Sql => sql`
  SELECT file_number, ${recordCount(role)} AS count FROM ${identifier(role)} WHERE day > DATE ${literal(asOf)} AND file_number > 0 GROUP BY 1`;

/** The day of the first record of any role; null where none has a day. */
export const firstRecordDay = (): Sql => sql`
  SELECT min(day)::VARCHAR AS first_day FROM (${join(
    RECORD_ROLES.map((role) => sql`SELECT min(day) AS day FROM ${identifier(role)}`),
    " UNION ALL ",
  )})`;

/** The day of the last record of any role; null where none has a day. */
export const lastRecordDay = (): Sql => sql`
  SELECT max(day)::VARCHAR AS last_day FROM (${join(
    RECORD_ROLES.map((role) => sql`SELECT max(day) AS day FROM ${identifier(role)}`),
    " UNION ALL ",
  )})`;

/**
 * The last day on which a contact of a call list was made, where it lies after the last transaction; null otherwise. More than a
 * year after it a day is likelier a typing error than a contact.
 */
export const lastWorkedDay = (lastTransaction: string): Sql => sql`
  SELECT max(day)::VARCHAR AS last_day FROM interactions WHERE play IS NOT NULL
    AND day > DATE ${literal(lastTransaction)} AND day <= DATE ${literal(lastTransaction)} + 366`;
