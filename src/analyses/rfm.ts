import type { Book } from "../book/book.js";
import { customerSummary, onlySetAside, type Period } from "../book/summaries.js";
import type { Column } from "../columns/column.js";
import { join, literal, raw, type Sql, sql } from "../engine/sql.js";
import { PROSPECT } from "./segments/maps.js";
import { type SegmentMap, segmentNames } from "./segments/segment-map.js";

/** Values that part the scores of each figure, ascending; one fewer than there are bins. */
export interface CutPoints {
  /** Days since the last purchase. */
  readonly recency: readonly number[];
  /** Orders. */
  readonly frequency: readonly number[];
  /** Net spend. */
  readonly monetary: readonly number[];
}

export interface RfmParameters {
  readonly period: Period;
  readonly bins: number;
  /** Spend in total, or its mean over orders. */
  readonly monetary: "total" | "mean";
  /** Fixed or saved cut points; quantiles of this data when left out. */
  readonly cutPoints?: CutPoints;
  /** Null where there are no names for this number of bins. */
  readonly map: SegmentMap | null;
}

export interface RfmOutcome {
  /** Table with `customer_id`, the columns of `rfmColumns`, and `net_spend`, the spend in total. */
  readonly table: string;
  readonly cutPoints: CutPoints;
  readonly warnings: readonly string[];
}

/** The columns that the analysis adds to the scorecard, after customer_id and name. */
export const rfmColumns = (bins: number, currency: string | null, monetary: "total" | "mean"): readonly Column[] => [
  { name: "segment", type: "text", description: "Named segment of the scores; Prospect without a purchase" },
  { name: "rfm", type: "text", description: "The three scores together" },
  score("r_score", "Recency score: 1 longest ago, highest most recent", bins),
  score("f_score", "Frequency score: 1 fewest orders", bins),
  score("m_score", "Monetary score: 1 least spend", bins),
  { name: "recency_days", type: "integer", unit: "days", description: "Days from the last purchase to the as-of date" },
  {
    name: "frequency",
    type: "integer",
    unit: "orders",
    description: "Distinct orders; purchase days where there are no order ids",
  },
  {
    name: "monetary",
    type: "money",
    ...(currency === null ? {} : { unit: currency }),
    description: monetary === "mean" ? "Net spend an order, refunds taken off" : "Net spend, refunds taken off",
  },
  { name: "first_purchase", type: "date", description: "Day of the first purchase" },
  { name: "last_purchase", type: "date", description: "Day of the last purchase" },
];

const score = (name: string, description: string, bins: number): Column => ({
  name,
  type: "integer",
  description,
  scale: { kind: "score", bins },
  minor: true, // `rfm` says all three
});

/**
 * Recency, frequency and monetary scores (Hughes 1994), by value and never by rank: the cut points are the quantiles
 * of the customers with a purchase, linearly interpolated (Hyndman & Fan 1996, type 7), and a score counts the cut
 * points strictly below a value. So equal values have equal scores whatever the order of the rows.
 */
export async function scoreRfm(book: Book, parameters: RfmParameters, table = "rfm"): Promise<RfmOutcome> {
  const { engine } = book;
  const { bins, period } = parameters;
  const asOf = sql`DATE ${literal(period.asOf)}`;
  const monetary = parameters.monetary === "mean" ? raw("monetary / nullif(frequency, 0)") : raw("monetary");
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(`${table}_facts`)} AS
    SELECT customer_id, CASE WHEN last_purchase IS NOT NULL THEN ${asOf} - last_purchase END AS recency_days,
      coalesce(frequency, 0) AS frequency,
      CASE WHEN first_purchase IS NULL THEN CASE WHEN monetary <> 0 THEN monetary::DOUBLE END
        ELSE coalesce(${monetary}, 0)::DOUBLE END AS monetary, first_purchase, last_purchase,
      monetary AS net_spend
    FROM (${customerSummary(book, period)})
      FULL JOIN (SELECT customer_id FROM customers UNION ${onlySetAside(period.asOf)}) USING (customer_id)`);
  const cutPoints = parameters.cutPoints ?? (await quantiles(book, `${table}_facts`, bins));
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    SELECT customer_id, ${segmentExpression(parameters)} AS segment,
      ${raw(bins > 9 ? "r_score || '-' || f_score || '-' || m_score" : "r_score::VARCHAR || f_score || m_score")} AS rfm,
      r_score, f_score, m_score, recency_days, frequency, monetary, first_purchase, last_purchase, net_spend
    FROM (SELECT *,
        ${scoreExpression("recency_days", cutPoints.recency, bins, true)} AS r_score,
        ${scoreExpression("frequency", cutPoints.frequency, bins, false)} AS f_score,
        ${scoreExpression("monetary", cutPoints.monetary, bins, false)} AS m_score,
        (r_score * 100 + f_score) * 100 + m_score AS code
      FROM ${raw(`${table}_facts`)})`);
  await engine.run(sql`DROP TABLE ${raw(`${table}_facts`)}`);
  return { table, cutPoints, warnings: await collapsed(book, table, bins) };
}

/**
 * Quantiles of type 7 at i / bins. The place (n − 1) · i / bins is split into whole and rest in whole numbers, because a
 * product of fractions can fall just short of a whole place and put equal values on both sides of a cut.
 */
async function quantiles(book: Book, facts: string, bins: number): Promise<CutPoints> {
  const bought = sql`FROM ${raw(facts)} WHERE first_purchase IS NOT NULL`;
  const { count } = await book.engine.row<{ count: number }>(sql`SELECT count(*) AS count ${bought}`);
  if (count === 0) return { recency: [], frequency: [], monetary: [] };
  const places = Array.from({ length: bins - 1 }, (_, index) => {
    const scaled = (count - 1) * (index + 1);
    return { low: Math.floor(scaled / bins), rest: scaled % bins };
  });
  const wanted = places.flatMap(({ low }) => [low + 1, Math.min(count, low + 2)]);
  const pick = (column: string): Sql => raw(`list_select(list_sort(list(${column}::DOUBLE)), [${wanted.join(", ")}])`);
  const { values } = await book.engine.row<{ values: string }>(sql`
    SELECT to_json({'recency': ${pick("recency_days")}, 'frequency': ${pick("frequency")},
      'monetary': ${pick("monetary")}})::VARCHAR AS values ${bought}`);
  const sorted = JSON.parse(values) as Record<keyof CutPoints, number[]>;
  const cuts = (list: readonly number[]): number[] =>
    places.map(({ rest }, index) => (list[2 * index]! * (bins - rest) + list[2 * index + 1]! * rest) / bins);
  return { recency: cuts(sorted.recency), frequency: cuts(sorted.frequency), monetary: cuts(sorted.monetary) };
}

/** 1 + the number of cut points strictly below the value; counted down from the top for recency. */
function scoreExpression(column: string, cuts: readonly number[], bins: number, fewerIsBetter: boolean): Sql {
  const below = cuts.map((cut) => `(${column} > ${cut})::INTEGER`).join(" + ") || "0";
  const expression = fewerIsBetter ? `${bins} - (${below})` : `1 + (${below})`;
  return raw(`CASE WHEN first_purchase IS NOT NULL THEN ${expression} END`);
}

function segmentExpression(parameters: RfmParameters): Sql {
  const prospect = literal(PROSPECT);
  if (parameters.map === null) return sql`CASE WHEN first_purchase IS NULL THEN ${prospect} END`;
  const byName = new Map<string, Sql[]>();
  for (const [code, name] of segmentNames(parameters.map)) {
    const [r, f, m] = code.includes("-") ? code.split("-") : [...code];
    byName.set(name, [...(byName.get(name) ?? []), raw(String((Number(r) * 100 + Number(f)) * 100 + Number(m)))]);
  }
  const cases = [...byName].map(([name, codes]) => sql`WHEN code IN (${join(codes)}) THEN ${literal(name)}`);
  return sql`CASE WHEN first_purchase IS NULL THEN ${prospect}
    ELSE CASE ${join(cases, " ")} END END`;
}

/** Scores that fall together, as where most customers bought once; said with the number of scores really in use. */
async function collapsed(book: Book, table: string, bins: number): Promise<string[]> {
  const used = await book.engine.row<{ r: number; f: number; m: number; customers: number; once: number }>(sql`
    SELECT count(DISTINCT r_score) AS r, count(DISTINCT f_score) AS f, count(DISTINCT m_score) AS m,
      count(r_score) AS customers, count(*) FILTER (frequency = 1 AND r_score IS NOT NULL) AS once FROM ${raw(table)}`);
  if (used.customers < bins) {
    return used.customers === 0
      ? ["no customer has a purchase, so there are no scores"]
      : [`only ${used.customers} customers have a purchase; scores of 1 to ${bins} mean little`];
  }
  const warnings: string[] = [];
  for (const [name, count] of [
    ["recency", used.r],
    ["frequency", used.f],
    ["monetary", used.m],
  ] as const) {
    if (count >= bins) continue;
    const why =
      name === "frequency" && used.once / used.customers > 0.4
        ? `: ${Math.round((100 * used.once) / used.customers)} % of the customers bought once`
        : ", because many customers have equal values";
    warnings.push(`${name} has only ${count} of ${bins} scores${why}; consider fixed --cuts or fewer --bins`);
  }
  return warnings;
}
