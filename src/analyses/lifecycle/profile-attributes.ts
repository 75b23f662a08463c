import type { Book } from "../../book/book.js";
import { identifier, join, literal, raw, type Sql, sql } from "../../engine/sql.js";
import { availableAttributes } from "../customer-columns.js";
import type { Scorecard } from "../scorecard.js";
import { type TypedAttribute, typedAttributes } from "../typed-attributes.js";

/** A value of an attribute among the judged customers. */
export interface Level {
  /** Without case; values that differ in case alone are one. */
  readonly key: string;
  /** As most customers have it. */
  readonly label: string;
  readonly customers: number;
  readonly loyal: number;
}

/** An attribute of customers, as the likelihood is learnt from it. */
export interface ProfileAttribute {
  readonly name: string;
  /** Its value over the columns of the table of profiles: a text without case, or a number. */
  readonly value: Sql;
  readonly kind: "text" | "number";
  /** Of a text attribute, most customers first. */
  readonly levels: readonly Level[];
  /** Judged customers without a value. */
  readonly unknown: { readonly customers: number; readonly loyal: number };
}

/** What customers are like, as far as it is known before a purchase. */
export interface Profiles {
  /**
   * Table with one row a customer: `customer_id`, `is_prospect`, `is_loyal` (null for customers who are not judged) and a
   * column for each attribute.
   */
  readonly table: string;
  readonly attributes: readonly ProfileAttribute[];
  /** What was left out and why, in sentences. */
  readonly remarks: readonly string[];
}

const TABLE = "lifecycle_profiles";

/**
 * Reads the attributes that the rules name, as far as customers have them. Days of birth become ages. An attribute is left
 * out where it can say nothing of prospects: none has it, or most have values that no judged customer has, as with a
 * state of a sale that differs between prospects and customers by what it means.
 *
 * @param people relation with `customer_id`, `is_prospect`, `is_loyal`
 */
export async function readProfiles(card: Scorecard, people: Sql): Promise<Profiles> {
  const { book, asOf, rules } = card;
  const { engine } = book;
  const available = availableAttributes(book);
  const asked = rules.lifecycle.likelihood.attributes.flatMap((name) => {
    const found = available.find((one) => one.toLowerCase() === name.toLowerCase());
    return found === undefined ? [] : [found];
  });
  const typed = asked.length === 0 ? [] : await typedAttributes(book, [...new Set(asked)], asOf, `${TABLE}_typed`);
  const read = typed.flatMap((attribute) => {
    const reading = readingOf(attribute, asOf);
    return reading === null ? [] : [{ name: attribute.name, ...reading }];
  });
  const attributes: ProfileAttribute[] = [];
  const remarks: string[] = [];
  if (read.length === 0) return { table: TABLE, attributes, remarks };
  const columns = read.map(({ label }, index) => sql`${label} AS ${column(index)}`);
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(TABLE)} AS SELECT customer_id, is_prospect, is_loyal, ${join(columns)}
    FROM ${people} LEFT JOIN ${raw(`${TABLE}_typed`)} USING (customer_id)`);
  await engine.run(sql`DROP TABLE ${raw(`${TABLE}_typed`)}`);
  for (const [index, { name, kind }] of read.entries()) {
    const counted = await countLevels(book, column(index), kind);
    const filled = counted.known.reduce((sum, level) => sum + level.prospects, 0);
    const shared = counted.known.reduce((sum, level) => sum + (level.customers > 0 ? level.prospects : 0), 0);
    if (filled === 0) remarks.push(`no prospect says its ${name}, so that it tells nothing of them`);
    else if (shared < filled / 2) {
      remarks.push(`${name} is left out: most prospects have values that no customer with a purchase has`);
    } else {
      const value = kind === "text" ? sql`lower(${column(index)})` : column(index);
      const levels = kind === "text" ? counted.known.filter((level) => level.customers > 0) : [];
      attributes.push({ name, kind, value, levels, unknown: counted.unknown });
    }
  }
  return { table: TABLE, attributes, remarks };
}

const column = (index: number): Sql => raw(`a${index}`);

interface Reading {
  readonly kind: "text" | "number";
  /** The value as people read it. */
  readonly label: Sql;
}

function readingOf({ name, kind }: TypedAttribute, asOf: string): Reading | null {
  const own = identifier(name);
  const day = sql`DATE ${literal(asOf)}`;
  const number = (value: Sql): Reading => ({ kind: "number", label: sql`(${value})::DOUBLE` });
  if (name === "birth_date" && kind === "date") return number(sql`date_sub('year', ${own}, ${day})`);
  if (name === "birth_date" && kind === "number") return number(sql`year(${day}) - ${own}`);
  if (kind === "number") return number(own);
  return kind === "date" ? null : { kind: "text", label: sql`nullif(trim(${own}::VARCHAR), '')` };
}

interface Counted {
  readonly known: readonly (Level & { readonly prospects: number })[];
  readonly unknown: { readonly customers: number; readonly loyal: number };
}

/** How many judged customers, and how many prospects, have each value. */
async function countLevels({ engine }: Book, value: Sql, kind: "text" | "number"): Promise<Counted> {
  const label = kind === "text" ? value : sql`CASE WHEN ${value} IS NOT NULL THEN 'known' END`;
  const rows = await engine.rows<{
    key: string | null;
    label: string;
    customers: number;
    loyal: number;
    prospects: number;
  }>(sql`
    WITH spelt AS (
      SELECT ${label} AS label, count(is_loyal) AS customers, count(*) FILTER (is_loyal) AS loyal,
        count(*) FILTER (is_prospect) AS prospects
      FROM ${raw(TABLE)} GROUP BY 1)
    SELECT lower(label) AS key, arg_min(label, (-customers, label)) AS label, sum(customers)::BIGINT AS customers,
      sum(loyal)::BIGINT AS loyal, sum(prospects)::BIGINT AS prospects
    FROM spelt GROUP BY key ORDER BY customers DESC, key`);
  const none = rows.find((row) => row.key === null);
  return {
    known: rows.flatMap(({ key, ...row }) => (key === null ? [] : [{ key, ...row }])),
    unknown: { customers: none?.customers ?? 0, loyal: none?.loyal ?? 0 },
  };
}
