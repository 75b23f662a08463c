import type { Column } from "../columns/column.js";
import { join, literal, raw, type Sql, sql } from "../engine/sql.js";
import type { ResultTable } from "../output/result.js";

/** Where customers come from that were not known on the earlier day. */
export const NOT_YET_KNOWN = "(none)";

/** Customers in classes of one kind, on an earlier day and at the as-of day. */
export interface ClassMoves {
  /** What a class is called in columns and titles: `segment`, `stage`, `loyalty class`. */
  readonly noun: string;
  readonly plural: string;
  /** All classes in their order; others follow by name. */
  readonly names: readonly string[];
  /**
   * Yields one row a customer: `now_class`, `then_class` (null where the customer was not known), `net_spend` and
   * `previous_spend` (null where nothing was bought).
   */
  readonly relation: Sql;
  readonly currency: string | null;
  /** The earlier day. */
  readonly day: string;
}

const money = (name: string, description: string, currency: string | null): Column => ({
  name,
  type: "money",
  ...(currency === null ? {} : { unit: currency }),
  description,
});

const columnName = (noun: string): string => noun.replaceAll(" ", "_");

const capital = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}`;

/** Every way from one class to another, the same among them, in the order of the classes; adds up to all customers. */
export function migrationTable({ noun, plural, names, relation, currency, day }: ClassMoves): ResultTable {
  const name = columnName(noun);
  const [from, to] = [raw(`from_${name}`), raw(`to_${name}`)];
  return {
    name: "migration",
    title: `Moves between ${plural} since ${day}`,
    columns: [
      {
        name: from.text,
        type: "text",
        description: `${capital(noun)} on ${day}; ${NOT_YET_KNOWN} for customers not known yet`,
      },
      { name: to.text, type: "text", description: `${capital(noun)} at the as-of date` },
      { name: "customers", type: "integer", description: "Customers who went this way" },
      { name: "share", type: "share", description: `Share of the customers of ${from.text}` },
      money("revenue", "Their net spend at the as-of date", currency),
      money("previous_revenue", `Their net spend on ${day}`, currency),
    ],
    query: sql`
      WITH names AS (${ordered(names)}), moves AS (
        SELECT ${FROM} AS ${from}, now_class AS ${to}, count(*) AS customers,
          sum(coalesce(net_spend, 0)) AS revenue, sum(coalesce(previous_spend, 0)) AS previous_revenue
        FROM (${relation}) GROUP BY ALL
      )
      SELECT ${from}, ${to}, customers, customers / sum(customers) OVER (PARTITION BY ${from}) AS share,
        revenue, previous_revenue
      FROM moves LEFT JOIN names f ON f.name = ${from} LEFT JOIN names t ON t.name = ${to}
      ORDER BY f.position NULLS FIRST, ${from}, t.position, ${to}`,
  };
}

/** The moves alone, most customers first, for people to read. */
export function movesTable(migration: ResultTable): ResultTable {
  const [from, to] = migration.columns.map(({ name }) => raw(name));
  return {
    ...migration,
    name: "moves",
    query: sql`SELECT * FROM (${migration.query}) WHERE ${from!} <> ${to!}
      ORDER BY customers DESC, revenue DESC, ${from!}, ${to!}`,
  };
}

/** Each class then and now: before − left + came = now, as the two days are over the same customers. */
export function flowTable({ noun, plural, names, relation, currency, day }: ClassMoves): ResultTable {
  return {
    name: "flows",
    title: `${capital(plural)} on ${day} and now`,
    columns: [
      { name: columnName(noun), type: "text", description: noun === "segment" ? "Named segment" : capital(noun) },
      { name: "before", type: "integer", description: `Customers in it on ${day}` },
      { name: "left", type: "integer", description: "Of those, customers now in another" },
      { name: "came", type: "integer", description: "Customers now in it who were in another or not known" },
      { name: "now", type: "integer", description: "Customers in it at the as-of date: before − left + came" },
      { name: "change", type: "integer", description: "now − before" },
      money("previous_revenue", `Net spend on ${day} of those who were in it then`, currency),
      money("revenue", "Net spend at the as-of date of those who are in it now", currency),
    ],
    query: sql`
      WITH names AS (${ordered(names)}), pairs AS (
        SELECT ${FROM} AS a, now_class AS b, net_spend, previous_spend FROM (${relation})
      ), outs AS (
        SELECT a AS name, count(*) AS before, count(*) FILTER (b <> a) AS gone, sum(coalesce(previous_spend, 0)) AS spend
        FROM pairs GROUP BY a
      ), ins AS (
        SELECT b AS name, count(*) AS now, count(*) FILTER (b <> a) AS came, sum(coalesce(net_spend, 0)) AS spend FROM pairs GROUP BY b
      )
      SELECT name AS ${raw(columnName(noun))}, coalesce(before, 0) AS before, coalesce(gone, 0) AS "left",
        coalesce(came, 0) AS came, coalesce(now, 0) AS now, coalesce(now, 0) - coalesce(before, 0) AS change,
        coalesce(outs.spend, 0) AS previous_revenue, coalesce(ins.spend, 0) AS revenue
      FROM outs FULL JOIN ins USING (name) LEFT JOIN names USING (name)
      ORDER BY position NULLS FIRST, name`,
  };
}

const FROM: Sql = sql`coalesce(then_class, ${literal(NOT_YET_KNOWN)})`;

const ordered = (names: readonly string[]): Sql =>
  sql`SELECT * FROM (VALUES ${join(names.map((name, index) => sql`(${raw(String(index))}, ${literal(name)})`))}) AS v(position, name)`;
