import { netSpend } from "../../book/net-spend.js";
import { customersUpTo } from "../../book/summaries.js";
import { literal, raw, sql } from "../../engine/sql.js";
import { aside, type ResultTable } from "../../output/result.js";
import type { Analysis, AnalysisOutcome } from "../analysis.js";
import { type ClassMoves, flowTable, migrationTable } from "../class-moves.js";
import { everyCustomer } from "../every-customer.js";
import type { Scorecard } from "../scorecard.js";
import { type Membership, membership } from "./acquisition.js";
import { createTraits, TRAITS } from "./attention.js";
import { lifecycleColumns } from "./columns.js";
import { createLikelihood, type LoyalOf } from "./likelihood.js";
import { createRhythm, type Rhythm } from "./rhythm.js";
import { STAGES, stagesOn } from "./stages.js";
import { stagesTable } from "./tables.js";

const TABLE = "lifecycle_scores";
const CUSTOMERS = "lifecycle_customers";
const TRAITS_TABLE = "lifecycle_traits";

/** At which stage of its life with the business every customer is, and which prospects are likely to become loyal. */
export const lifecycle: Analysis = {
  id: "lifecycle",
  title: "Lifecycle",
  columnNames: lifecycleColumns("then").map((column) => column.name),
  score: (card) => card.once("lifecycle", () => scoreLifecycle(card, loyaltyClasses)),
};

/** The classes of the loyalty analysis. The registry knows this analysis too, so it is only asked when it is needed. */
const loyaltyClasses: LoyalOf = async (card) => {
  const { ANALYSES } = await import("../index.js");
  const loyalty = ANALYSES.find((analysis) => analysis.id === "loyalty");
  return loyalty === undefined ? null : (await loyalty.score(card)).table;
};

/**
 * @param loyalOf who is loyal
 */
export async function scoreLifecycle(card: Scorecard, loyalOf: LoyalOf): Promise<AnalysisOutcome> {
  const { book, asOf, compareTo, rules } = card;
  const { engine, currency } = book;
  const alive = await card.alive(asOf);
  const rhythm = await createRhythm(card, asOf);
  const earlier = compareTo === null ? null : await createRhythm(card, compareTo);
  const members = await membership(card);
  await createCustomers(card, rhythm, earlier, members);
  for (const one of [rhythm, earlier].filter((found) => found !== null)) {
    for (const table of [one.days, one.turns]) await engine.run(sql`DROP TABLE ${raw(table)}`);
  }
  const traits = await createTraits(card, CUSTOMERS, TRAITS_TABLE);
  const likelihood = await createLikelihood(card, CUSTOMERS, rhythm.usualGap, loyalOf);
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(TABLE)} AS
    SELECT c.*, ${raw(TRAITS.map((trait) => `t.${trait}`).join(", "))}, t.sources, l.likelihood_loyal, l.likelihood_reasons,
      list_position(['slipping', 'mature', 'developing', 'new', 'lapsed', 'prospect'], c.stage) AS stage_rank
    FROM ${raw(CUSTOMERS)} c JOIN ${raw(TRAITS_TABLE)} t USING (customer_id)
      LEFT JOIN ${likelihood.relation} l USING (customer_id)`);
  for (const table of [CUSTOMERS, TRAITS_TABLE]) await engine.run(sql`DROP TABLE ${raw(table)}`);
  const unused = [
    ...(alive.refusal === null ? [] : [`no P(alive), so that the rhythm alone decides: ${alive.refusal}`]),
    ...(rhythm.isKnown
      ? []
      : [`nobody has bought on two days: ${rhythm.usualGap} days are taken for the usual gap (rules.lifecycle)`]),
    ...(members.source === null ? ["membership is not known: acquisition tells who has bought"] : []),
    ...traits,
    ...likelihood.remarks,
  ];
  for (const sentence of unused) card.say(sentence);
  return {
    table: TABLE,
    columns: lifecycleColumns(compareTo),
    order: raw("stage_rank, likelihood_loyal DESC NULLS LAST, net_spend DESC NULLS LAST, customer_id"),
    tables: [stagesTable(currency, TABLE), ...comparison(card), ...likelihood.tables.map(aside)],
    meta: {
      usualGap: rhythm.usualGap,
      usualGapIsKnown: rhythm.isKnown,
      matureTenureDays: Math.ceil(rules.lifecycle.stages.matureGaps * rhythm.usualGap - 1e-9),
      membership: members.source,
      likelihood: likelihood.meta,
      unused,
    },
  };
}

/**
 * Every customer with stage and acquisition, and with the stage on the day to compare with, where there is one: by the rhythm
 * that could be known then.
 */
async function createCustomers(
  card: Scorecard,
  rhythm: Rhythm,
  earlier: Rhythm | null,
  { relation }: Membership,
): Promise<void> {
  const { book, asOf, compareTo, rules } = card;
  const alive = await card.alive(asOf);
  const { stages } = rules.lifecycle;
  const then =
    compareTo === null || earlier === null
      ? { columns: raw(""), joins: raw("") }
      : {
          // Who was entered later was not known then, whatever the customer file has of it now.
          columns: sql`, CASE WHEN b.stage IS NOT NULL THEN b.stage
            WHEN k.customer_id IS NOT NULL AND coalesce(m.registered <= DATE ${literal(compareTo)}, true) THEN 'prospect' END AS stage_then,
            o.net_spend AS previous_spend`,
          joins: sql`LEFT JOIN (${stagesOn(compareTo, earlier, stages)}) b USING (customer_id)
            LEFT JOIN (${customersUpTo(compareTo)}) k USING (customer_id)
            LEFT JOIN (${netSpend(compareTo)}) o USING (customer_id)`,
        };
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(CUSTOMERS)} AS
    SELECT e.customer_id, coalesce(s.stage, 'prospect') AS stage,
      CASE WHEN s.stage IS NOT NULL THEN s.since WHEN m.registered <= DATE ${literal(asOf)} THEN m.registered END AS since,
      CASE WHEN s.stage IS NULL OR NOT m.is_member THEN 'potential' ELSE 'mature' END AS acquisition,
      a.p_alive, s.own_gap, s.gap_now, s.tenure_days, s.purchase_days, n.net_spend${then.columns}
    FROM ${raw(await everyCustomer(card))} e LEFT JOIN (${stagesOn(asOf, rhythm, stages)}) s USING (customer_id)
      LEFT JOIN ${raw(alive.table)} a USING (customer_id) LEFT JOIN ${relation} m USING (customer_id)
      LEFT JOIN (${netSpend(asOf)}) n USING (customer_id) ${then.joins}`);
}

/** The stages then and now, and every way between them. */
function comparison({ book, compareTo }: Scorecard): ResultTable[] {
  if (compareTo === null) return [];
  const moves: ClassMoves = {
    noun: "stage",
    plural: "stages",
    names: STAGES,
    relation: sql`SELECT stage AS now_class, stage_then AS then_class, net_spend, previous_spend FROM ${raw(TABLE)}`,
    currency: book.currency,
    day: compareTo,
  };
  return [flowTable(moves), migrationTable(moves)];
}
