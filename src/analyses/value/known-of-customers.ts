import { identifier, join, literal, raw, type Sql, sql } from "../../engine/sql.js";
import { choiceExpression } from "../../ingest/choice.js";
import type { ValueRules } from "../../rules/value-rules.js";
import { availableAttributes, customerAttributes } from "../customer-columns.js";
import type { Scorecard } from "../scorecard.js";
import { typedAttributes } from "../typed-attributes.js";

/** The words for the standing of a customer in its industry. */
const STATUS_WORDS: Readonly<Record<keyof ValueRules["industryStatus"], readonly string[]>> = {
  leader: [
    ...["leader", "leading", "market leader", "industry leader", "top", "Marktführer", "führend", "leader du marché"],
    ...["líder", "líder del mercado", "领先", "龙头", "行业龙头", "领导者", "行业领先"],
  ],
  strong: [
    "strong",
    "good",
    "high",
    "major",
    "stark",
    "gut",
    "fort",
    "bon",
    "fuerte",
    "bueno",
    "alto",
    "强",
    "较强",
    "良好",
    "高",
  ],
  average: [
    ...["average", "medium", "middle", "normal", "mid", "mittel", "durchschnittlich", "moyen", "moyenne"],
    ...["medio", "media", "promedio", "中等", "一般", "普通", "中"],
  ],
  weak: [
    "weak",
    "low",
    "small",
    "poor",
    "minor",
    "schwach",
    "gering",
    "faible",
    "débil",
    "bajo",
    "弱",
    "较弱",
    "低",
    "小",
  ],
};

/** What of a customer is known beside the transactions. */
export interface KnownOfCustomers {
  /** Whether any customer says it. */
  readonly industryStatus: boolean;
  readonly cooperationSince: boolean;
  readonly marketingCost: boolean;
  /** Customers whose industry status is a word that was not understood, and one of those words. */
  readonly strangeStatus: { readonly count: number; readonly example: string | null };
}

/**
 * Makes the table of what customer files say of customers, one row a customer of them: `industry_status` (0 to 100),
 * `cooperation_since` and `spent_on_customer` (their marketing cost). A status in numbers is on a scale to 5, 10 or 100, as
 * the greatest of them fits.
 */
export async function createKnownOfCustomers(card: Scorecard, table: string): Promise<KnownOfCustomers> {
  const { book, asOf, rules } = card;
  const { engine } = book;
  const available = new Set(availableAttributes(book));
  const wanted = ["cooperation_since", "marketing_cost"].filter((name) => available.has(name));
  const typed = `${table}_typed`;
  const kinds = new Map(
    wanted.length === 0
      ? []
      : (await typedAttributes(book, wanted, asOf, typed)).map(({ name, kind }) => [name, kind] as const),
  );
  const since = (): Sql => {
    switch (kinds.get("cooperation_since")) {
      case "date":
        return identifier("cooperation_since");
      case "number":
        return raw(
          "CASE WHEN cooperation_since BETWEEN 1900 AND 2200 THEN make_date(cooperation_since::INTEGER, 1, 1) END",
        );
      default:
        return raw("try_cast(NULL AS DATE)");
    }
  };
  const cost = kinds.get("marketing_cost") === "number" ? raw("marketing_cost") : raw("NULL");
  const fromTyped =
    wanted.length === 0
      ? raw(
          "(SELECT NULL::VARCHAR AS customer_id, NULL::DATE AS cooperation_since, NULL::DECIMAL(28, 4) AS spent WHERE false)",
        )
      : sql`(SELECT customer_id, ${since()} AS cooperation_since, ${cost}::DECIMAL(28, 4) AS spent FROM ${identifier(typed)})`;
  const hasStatus = available.has("industry_status");
  const status = hasStatus
    ? sql`(${customerAttributes(book, ["industry_status"], asOf).relation})`
    : raw("(SELECT NULL::VARCHAR AS customer_id, NULL::VARCHAR AS industry_status WHERE false)");
  const worth = join(
    Object.entries(rules.value.industryStatus).map(
      ([word, points]) => sql`WHEN ${literal(word)} THEN ${raw(String(points))}`,
    ),
    " ",
  );
  const word = choiceExpression({ name: "industry_status", choices: STATUS_WORDS }, raw("industry_status"));
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    WITH said AS (
      SELECT customer_id, industry_status AS text, CASE ${word} ${worth} END::DOUBLE AS worth,
        try_cast(replace(trim(industry_status), ',', '.') AS DOUBLE) AS number FROM ${status}
    ), scale AS (
      SELECT CASE WHEN max(number) <= 5 THEN 5 WHEN max(number) <= 10 THEN 10 ELSE 100 END AS top FROM said WHERE isfinite(number)
    ), judged AS (
      SELECT customer_id, text, coalesce(worth, CASE WHEN number BETWEEN 0 AND top THEN 100 * number / top END) AS industry_status
      FROM said, scale
    )
    SELECT customer_id, industry_status, text IS NOT NULL AND industry_status IS NULL AS is_strange, text AS status_text,
      cooperation_since, spent AS spent_on_customer
    FROM judged FULL JOIN ${fromTyped} USING (customer_id)`);
  const found = await engine.row<{
    status: number;
    since: number;
    cost: number;
    strange: number;
    example: string | null;
  }>(sql`SELECT count(industry_status) AS status, count(cooperation_since) AS since, count(spent_on_customer) AS cost,
      count(*) FILTER (is_strange) AS strange, min(status_text) FILTER (is_strange) AS example FROM ${raw(table)}`);
  return {
    industryStatus: found.status > 0,
    cooperationSince: found.since > 0,
    marketingCost: found.cost > 0,
    strangeStatus: { count: found.strange, example: found.example },
  };
}
