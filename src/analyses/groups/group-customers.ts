import type { Book } from "../../book/book.js";
import { identifier, literal, raw, type Sql, sql } from "../../engine/sql.js";
import { type TypedAttribute, typedAttributes } from "../typed-attributes.js";
import { AGE_BANDS, type Band, quartileBands } from "./bands.js";

export const UNKNOWN_GROUP = "(unknown)";
export const OTHER_GROUP = "(other)";
/** More groups than this and the smaller ones are put together. */
export const MOST_GROUPS = 50;
/** Numbers with more distinct values than this are put into bands. */
const MOST_NUMBERS = 12;

/** Customers parted by one attribute. */
export interface Grouping {
  /** The attribute as the book names it. */
  readonly attribute: string;
  /** Table with `customer_id`, `position` (the order of the groups) and `group`, one row for each customer asked about. */
  readonly table: string;
  /** How numbers or dates became groups, in words; null where the values are the groups. */
  readonly bands: string | null;
  readonly warnings: readonly string[];
}

/**
 * Parts all customers of a relation by one attribute. Each value is a group, largest first; values that differ in case
 * alone are one, under the spelling that most customers have. Customers without a value are the group `(unknown)`, so that the groups always add up to the whole. Ages, and days of birth by the age that they give at
 * the as-of day, are put into the bands 18-24, 25-34 and so on; other dates into years; other numbers with more than 12
 * distinct values into quartiles (type 7). Of more than 50 groups the 50 largest stay and the rest is `(other)`.
 *
 * @param customers relation with the `customer_id` of each customer
 */
export async function groupCustomers(
  book: Book,
  name: string,
  customers: Sql,
  asOf: string,
  table: string,
): Promise<Grouping> {
  const values = `${table}_values`;
  const [attribute] = await typedAttributes(book, [name], asOf, values);
  const { label, order, bands } = await labelling(book, attribute!, asOf, values);
  const { engine } = book;
  await engine.run(sql`CREATE OR REPLACE TEMP TABLE ${identifier(`${table}_labels`)} AS
    SELECT customer_id, ${label} AS label, ${order} AS rank
    FROM (SELECT customer_id FROM ${customers}) LEFT JOIN ${identifier(values)} USING (customer_id)`);
  const kept = bands === null ? MOST_GROUPS : Number.MAX_SAFE_INTEGER;
  const ranking = bands === null ? raw("sum(count) DESC, min(key)") : raw("min(rank), min(key)");
  await engine.run(sql`CREATE OR REPLACE TEMP TABLE ${identifier(table)} AS
    WITH spellings AS (
      SELECT lower(label) AS key, label, count(*) AS count, min(rank) AS rank
      FROM ${identifier(`${table}_labels`)} WHERE label IS NOT NULL GROUP BY label
    ), sizes AS (
      SELECT key, arg_min(label, (-count, label)) AS label, row_number() OVER (ORDER BY ${ranking}) AS position
      FROM spellings GROUP BY key
    )
    SELECT customer_id,
      CASE WHEN key IS NULL THEN 2000000000 WHEN position > ${raw(String(kept))} THEN 1000000000 ELSE position END AS position,
      CASE WHEN key IS NULL THEN ${literal(UNKNOWN_GROUP)} WHEN position > ${raw(String(kept))} THEN ${literal(OTHER_GROUP)}
        ELSE sizes.label END AS "group"
    FROM (SELECT customer_id, lower(label) AS key FROM ${identifier(`${table}_labels`)}) LEFT JOIN sizes USING (key)`);
  const { groups } = await engine.row<{ groups: number }>(
    sql`SELECT count(DISTINCT lower(label)) AS groups FROM ${identifier(`${table}_labels`)}`,
  );
  await engine.run(sql`DROP TABLE ${identifier(`${table}_labels`)}`);
  await engine.run(sql`DROP TABLE ${identifier(values)}`);
  return { attribute: attribute!.name, table, bands, warnings: warningsOf(attribute!.name, groups, kept) };
}

function warningsOf(attribute: string, groups: number, kept: number): string[] {
  if (groups === 0) return [`${attribute}: no customer has a value, so all are ${UNKNOWN_GROUP}`];
  if (groups <= kept) return [];
  return [`${attribute} has ${groups} values; the ${kept} with most customers are shown, the rest is ${OTHER_GROUP}`];
}

interface Labelling {
  readonly label: Sql;
  /** What bands are ordered by. */
  readonly order: Sql;
  readonly bands: string | null;
}

async function labelling(book: Book, attribute: TypedAttribute, asOf: string, table: string): Promise<Labelling> {
  const value = identifier(attribute.name);
  if (attribute.kind === "date") {
    if (attribute.name === "birth_date")
      return inBands(sql`date_sub('year', ${value}, DATE ${literal(asOf)})`, AGE_BANDS, "years of age");
    return { label: sql`year(${value})::VARCHAR`, order: sql`year(${value})`, bands: "years" };
  }
  if (attribute.kind === "number" && attribute.name === "birth_date") {
    return inBands(sql`(year(DATE ${literal(asOf)}) - ${value})`, AGE_BANDS, "years of age");
  }
  if (attribute.kind !== "number") return { label: sql`${value}::VARCHAR`, order: raw("0"), bands: null };
  if (attribute.name.toLowerCase() === "age") return inBands(value, AGE_BANDS, "years of age");
  const { distinct, cuts } = await book.engine.row<{ distinct: number; cuts: string | null }>(sql`
    SELECT count(DISTINCT ${value}) AS distinct, to_json(quantile_cont(${value}::DOUBLE, [0.25, 0.5, 0.75]))::VARCHAR AS cuts
    FROM ${identifier(table)}`);
  if (distinct > MOST_NUMBERS) return inBands(value, quartileBands(JSON.parse(cuts ?? "[]") as number[]), "quartiles");
  return { label: plainNumber(value), order: value, bands: "values" };
}

/** A number as text without the `.0` of whole ones. */
const plainNumber = (value: Sql): Sql => sql`regexp_replace(${value}::VARCHAR, '\\.0$', '')`;

function inBands(value: Sql, bands: readonly Band[], how: string): Labelling {
  const condition = ({ from, below }: Band): string =>
    [
      ...(Number.isFinite(from) ? [`${value.text} >= ${from}`] : []),
      ...(Number.isFinite(below) ? [`${value.text} < ${below}`] : []),
    ].join(" AND ") || "true";
  const cases = (result: (band: Band, index: number) => string): Sql =>
    raw(
      `CASE WHEN ${value.text} IS NULL THEN NULL ${bands.map((band, index) => `WHEN ${condition(band)} THEN ${result(band, index)}`).join(" ")} END`,
    );
  return { label: cases((band) => literal(band.label).text), order: cases((_, index) => String(index)), bands: how };
}
