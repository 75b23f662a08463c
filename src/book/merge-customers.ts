import { identifier, join, literal, raw, type Sql, sql } from "../engine/sql.js";
import type { RecordRole } from "../ingest/field.js";
import { firstPurchases } from "./activity-summaries.js";
import type { Book } from "./book.js";
import { connectedGroups } from "./connected-groups.js";
import { normalisedEmail, normalisedPhone } from "./normalise-contact.js";
import { wrapRelation } from "./wrap-relation.js";

/** What was merged. */
export interface MergedCustomers {
  /** Table with `customer_id`, `merged_into` and `reason`, one row for each customer that is no longer listed. */
  readonly table: string;
  /** Customers that went into another, and those that others went into. */
  readonly merged: number;
  readonly into: number;
  readonly warnings: readonly string[];
}

const TABLE = "merged_customers";
/** A contact that more customers share belongs to none of them: a shop's own address, a placeholder. */
const MOST_OWNERS = 10;

/**
 * Merges customers with the same normalised e-mail or phone, in the customer files or in the transactions, also through a
 * third one. The one with the earliest first purchase stays, of those the one with the smallest id (by code unit); what it does
 * not know about itself is filled from the others, and all their transactions become its own.
 */
export async function mergeCustomers(book: Book): Promise<{ readonly book: Book; readonly outcome: MergedCustomers }> {
  const { engine } = book;
  const { shared, warnings } = await sharedContacts(book);
  const byContact = new Map<string, string[]>();
  const reasons = new Map<string, Set<string>>();
  for (const { reason, contact, customer_id: id } of shared) {
    const key = `${reason} ${contact}`;
    byContact.set(key, [...(byContact.get(key) ?? []), id]);
    reasons.set(id, (reasons.get(id) ?? new Set()).add(reason));
  }
  const pairs = [...byContact.values()].flatMap((ids) => ids.slice(1).map((id) => [ids[0]!, id] as const));
  const groups = connectedGroups(pairs);
  const ids = sql`SELECT unnest([${join(groups.flat().map(literal))}]::VARCHAR[])`;
  const first = new Map(
    (
      await engine.rows<{ customer_id: string; first_purchase: string }>(sql`
      SELECT customer_id, first_purchase::VARCHAR AS first_purchase FROM (${firstPurchases(ids)})`)
    ).map((row) => [row.customer_id, row.first_purchase]),
  );
  const rows = groups.flatMap((group) => {
    // "~" sorts after every date: a customer without a purchase stays only where none has one.
    const rank = (id: string): string => `${first.get(id) ?? "~"} ${id}`;
    const survivor = group.reduce((best, id) => (rank(id) < rank(best) ? id : best));
    return group
      .filter((id) => id !== survivor)
      .map((id) => ({ id, survivor, reason: [...reasons.get(id)!].sort().join(" and ") }));
  });
  await engine.run(
    sql`CREATE OR REPLACE TABLE ${raw(TABLE)} (customer_id VARCHAR, merged_into VARCHAR, reason VARCHAR)`,
  );
  for (let at = 0; at < rows.length; at += 1000) {
    const values = rows
      .slice(at, at + 1000)
      .map(({ id, survivor, reason }) => sql`(${literal(id)}, ${literal(survivor)}, ${literal(reason)})`);
    await engine.run(sql`INSERT INTO ${raw(TABLE)} VALUES ${join(values)}`);
  }
  const outcome = { table: TABLE, merged: rows.length, into: groups.length, warnings };
  if (rows.length > 0) {
    await wrapRelation(engine, "transactions", "unmerged_transactions", mergedTransactions);
    for (const role of book.records.keys()) {
      await wrapRelation(engine, role, `unmerged_${role}`, (inner) => mergedOfRole(role, inner));
    }
    await wrapRelation(engine, "customers", "unmerged_customers", (inner) => mergedRecords(book, inner));
  }
  return { book: { ...book, merged: outcome }, outcome };
}

interface SharedContact extends Record<string, string | number> {
  readonly reason: string;
  readonly contact: string;
  readonly customer_id: string;
  readonly owners: number;
}

async function sharedContacts(book: Book): Promise<{ shared: SharedContact[]; warnings: string[] }> {
  const sources: Sql[] = [];
  for (const [reason, normalise] of [
    ["email", normalisedEmail],
    ["phone", normalisedPhone],
  ] as const) {
    const contact = sql`SELECT customer_id, ${literal(reason)} AS reason, ${normalise(identifier(reason))} AS contact`;
    if (book.customerFields.has(reason)) sources.push(sql`${contact} FROM customers`);
    if (book.transactionFields.has(reason)) {
      sources.push(sql`${contact} FROM (SELECT DISTINCT customer_id, ${identifier(reason)} FROM transactions
        WHERE state < 10 AND customer_id IS NOT NULL)`);
    }
  }
  if (sources.length === 0)
    return { shared: [], warnings: ["no file has e-mails or phones, so nothing can be merged"] };
  const rows = await book.engine.rows<SharedContact>(sql`
    WITH contacts AS (SELECT DISTINCT customer_id, reason, contact FROM (${join(sources, " UNION ALL ")}) WHERE contact IS NOT NULL),
    counted AS (SELECT *, count(*) OVER (PARTITION BY reason, contact) AS owners FROM contacts)
    SELECT reason, contact, customer_id, owners FROM counted WHERE owners > 1 ORDER BY reason, contact, customer_id`);
  const crowded = new Map(
    rows.filter((row) => row.owners > MOST_OWNERS).map((row) => [`${row.reason} ${row.contact}`, row.owners]),
  );
  return {
    shared: rows.filter((row) => row.owners <= MOST_OWNERS),
    warnings: [...crowded].map(
      ([contact, owners]) =>
        `the ${contact} belongs to ${owners} customers and is taken for a placeholder; it merges none`,
    ),
  };
}

const mergedTransactions = (inner: Sql): Sql => sql`
  SELECT t.* REPLACE (coalesce(m.merged_into, t.customer_id) AS customer_id)
  FROM ${inner} t LEFT JOIN ${raw(TABLE)} m ON m.customer_id = t.customer_id`;

/** Records of merged customers become those of the one that stays; who was brought by oneself was brought by nobody. */
function mergedOfRole(role: RecordRole, inner: Sql): Sql {
  const records = sql`SELECT t.* REPLACE (coalesce(m.merged_into, t.customer_id) AS customer_id)
    FROM ${inner} t LEFT JOIN ${raw(TABLE)} m ON m.customer_id = t.customer_id`;
  if (role !== "referrals") return records;
  return sql`SELECT r.* REPLACE (coalesce(n.merged_into, r.referred) AS referred)
    FROM (${records}) r LEFT JOIN ${raw(TABLE)} n ON n.customer_id = r.referred
    WHERE coalesce(n.merged_into, r.referred) <> r.customer_id`;
}

/** One record for each customer that stays; its gaps are filled from those that went into it, the smallest id first. */
function mergedRecords(book: Book, inner: Sql): Sql {
  const fields = [...new Set(["name", ...book.customerFields])].map(identifier);
  const touched = sql`SELECT customer_id FROM ${raw(TABLE)} UNION SELECT merged_into FROM ${raw(TABLE)}`;
  return sql`
    SELECT customer_id, ${join(fields)}, attributes FROM ${inner} WHERE customer_id NOT IN (${touched})
    UNION ALL
    SELECT target, ${join(fields.map((field) => sql`arg_min(${field}, rank) FILTER (${field} IS NOT NULL)`))},
      CASE WHEN count(attributes) > 0 THEN list_reduce(
        list(attributes ORDER BY rank DESC) FILTER (attributes IS NOT NULL), lambda a, b: map_concat(a, b)) END
    FROM (SELECT coalesce(m.merged_into, c.customer_id) AS target, c.*,
        row_number() OVER (PARTITION BY coalesce(m.merged_into, c.customer_id)
          ORDER BY m.customer_id IS NOT NULL, c.customer_id) AS rank
      FROM ${inner} c LEFT JOIN ${raw(TABLE)} m ON m.customer_id = c.customer_id
      WHERE c.customer_id IN (${touched}))
    GROUP BY target`;
}
