import { literal, raw, sql } from "../../engine/sql.js";
import type { ResultTable } from "../../output/result.js";
import type { Analysis, AnalysisOutcome } from "../analysis.js";
import { type ClassMoves, flowTable, migrationTable } from "../class-moves.js";
import { everyCustomer } from "../every-customer.js";
import type { Scorecard } from "../scorecard.js";
import { classesTable, NO_PURCHASE } from "./classes-table.js";
import { classify } from "./classify.js";
import { LOYALTY_CLASSES, loyaltyColumns } from "./columns.js";
import { tierTables } from "./tiers.js";

const TABLE = "loyalty_scores";

/** Ordinary buyers, habitual buyers and brand loyalists, with the evidence. */
export const loyalty: Analysis = {
  id: "loyalty",
  title: "Loyalty",
  columnNames: loyaltyColumns("then").map((column) => column.name),
  score: (card) => card.once("loyalty", () => scoreLoyalty(card)),
};

async function scoreLoyalty(card: Scorecard): Promise<AnalysisOutcome> {
  const { book, asOf, compareTo } = card;
  const { engine, currency } = book;
  const now = await classify(card, asOf, "loyalty_now");
  const then = compareTo === null ? null : await classify(card, compareTo, "loyalty_then");
  const every = await everyCustomer(card);
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(TABLE)} AS
    SELECT e.customer_id, n.* EXCLUDE (customer_id),
      ${then === null ? raw("NULL::VARCHAR AS previous_class, NULL::DECIMAL(38, 4) AS previous_spend") : raw("t.loyalty_class AS previous_class, t.net_spend AS previous_spend")}
    FROM ${raw(every)} e LEFT JOIN ${raw(now.table)} n USING (customer_id)
      ${then === null ? raw("") : sql`LEFT JOIN ${raw(then.table)} t USING (customer_id)`}`);
  for (const one of [now, ...(then === null ? [] : [then])]) await engine.run(sql`DROP TABLE ${raw(one.table)}`);
  const alive = await card.alive(asOf);
  const before = compareTo === null ? null : (await card.alive(compareTo)).refusal;
  const instead = `so that a habit lasts ${card.rules.loyalty.habit.gaps} mean own gaps`;
  const unused = [
    ...(alive.refusal === null ? [] : [`no P(alive), ${instead}: ${alive.refusal}`]),
    ...(before === null || alive.refusal !== null ? [] : [`no P(alive) on ${compareTo}, ${instead} there: ${before}`]),
    ...now.remarks,
  ];
  for (const sentence of unused) card.say(sentence);
  return {
    table: TABLE,
    columns: loyaltyColumns(compareTo),
    order: raw(
      `list_position(['loyalist', 'habitual', 'ordinary'], loyalty_class) NULLS LAST, net_spend DESC NULLS LAST, customer_id`,
    ),
    tables: [classesTable(TABLE, currency), ...moves(card), ...(await tierTables(card))],
    meta: { unused },
  };
}

/** The classes then and now, and every way between them, in customers and in revenue. */
function moves({ book, compareTo }: Scorecard): ResultTable[] {
  if (compareTo === null) return [];
  const relation: ClassMoves = {
    noun: "class",
    plural: "loyalty classes",
    names: [...LOYALTY_CLASSES.toReversed(), NO_PURCHASE],
    relation: sql`SELECT coalesce(loyalty_class, ${literal(NO_PURCHASE)}) AS now_class, coalesce(previous_class, ${literal(NO_PURCHASE)}) AS then_class,
      net_spend, previous_spend FROM ${raw(TABLE)}`,
    currency: book.currency,
    day: compareTo,
  };
  return [flowTable(relation), migrationTable(relation)];
}
