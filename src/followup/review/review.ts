import { relationshipMargins } from "../../analyses/relationship/margins.js";
import type { Scorecard } from "../../analyses/scorecard.js";
import type { Column, ColumnType } from "../../columns/column.js";
import type { Cell } from "../../engine/engine.js";
import { raw, type Sql, sql } from "../../engine/sql.js";
import { valuesQuery } from "../../engine/values.js";
import type { ResultTable } from "../../output/result.js";
import { PLAYS } from "../plays/index.js";
import { closedLoopTable } from "./closed-loop.js";
import { type Lift, liftBy } from "./lift.js";
import { type MeasuredUplift, measuredByPlay } from "./measured-uplifts.js";
import { createWindows, WINDOWS } from "./windows.js";

/** What came of the lists. */
export interface Review {
  readonly tables: readonly [ResultTable, ...ResultTable[]];
  readonly meta: Readonly<Record<string, unknown>>;
  /** Sentences that go before the tables. */
  readonly said: readonly string[];
}

/** What results are told by; a listing that has none of it, such as one of no campaign, is left out there. */
const BY: readonly { readonly name: string; readonly title: string; readonly by: Sql }[] = [
  { name: "plays", title: "What came of each play", by: raw("play") },
  { name: "owners", title: "By owner", by: raw("owner") },
  { name: "channels", title: "By channel", by: raw("channel") },
  { name: "lists", title: "By list", by: raw("list_id") },
  { name: "phases", title: "By phase of a campaign", by: raw("campaign || ': ' || phase") },
];

/**
 * Reports what came of the call lists: contacted, reached and won as the staff wrote it; and what was bought in the window by
 * those listed and by those kept aside, by intention to treat.
 */
export async function reviewLists(card: Scorecard): Promise<Review> {
  const { book, rules, seed } = card;
  const { engine, currency } = book;
  await card.once("review_windows", () => createWindows(card));
  const { review } = rules.followup;
  const counts = await engine.row<Record<"listings" | "open" | "lists" | "twice", number>>(sql`
    SELECT count(*) AS listings, count(*) FILTER (NOT is_over) AS open, count(DISTINCT list_id) AS lists,
      count(*) FILTER (EXISTS (SELECT 1 FROM ${raw(WINDOWS)} o WHERE o.customer_id = w.customer_id AND o.list_id <> w.list_id
        AND abs(o.listed_on - w.listed_on) < ${raw(String(review.windowDays))})) AS twice FROM ${raw(WINDOWS)} w`);
  const all = await resultsBy(
    card,
    "all",
    "All lists",
    sql`'all'`,
    await liftBy(engine, sql`'all'`, seed, review.bootstrapDraws),
  );
  const tables: ResultTable[] = [];
  for (const { name, title, by } of BY) {
    const lifts = await liftBy(engine, by, seed, review.bootstrapDraws);
    if (name === "phases" && lifts.length === 0) continue;
    tables.push(await resultsBy(card, name, title, by, lifts));
  }
  const measured = await measuredByPlay(card);
  const proposals = measured.filter((one) => one.isEnough);
  const said = [
    `${counts.listings} listings of ${counts.lists} ${counts.lists === 1 ? "list" : "lists"}; purchases count in the ${review.windowDays} days after each list's day`,
    ...(counts.open === 0
      ? []
      : [
          `${counts.open} of them have windows that are not over yet: they count as contacted, reached and won, and not in rates of purchase`,
        ]),
    ...(counts.twice === 0
      ? []
      : [`${counts.twice} are of customers who were on another list within the same days; each listing counts`]),
  ];
  return {
    tables: [all, upliftsTable(measured, card), ...tables, await closedLoopTable(card)],
    meta: {
      listings: counts.listings,
      lists: counts.lists,
      windowsOpen: counts.open,
      windowDays: review.windowDays,
      currency,
      // As it can be put into crm.config.json.
      proposedRules:
        proposals.length === 0
          ? null
          : {
              followup: {
                plays: Object.fromEntries(
                  proposals.map(({ play, uplift }) => [play, { uplift: Number(uplift.toFixed(4)) }]),
                ),
              },
            },
    },
    said,
  };
}

const column = (name: string, type: ColumnType, description: string, unit?: string): Column => ({
  name,
  type,
  description,
  ...(unit === undefined ? {} : { unit }),
});

/** Contacts, costs and results by the values of a column, with the lift against those kept aside. */
async function resultsBy(
  card: Scorecard,
  name: string,
  title: string,
  by: Sql,
  lifts: readonly Lift[],
): Promise<ResultTable> {
  const { engine, currency } = card.book;
  const unit = currency ?? undefined;
  const rows = await engine.rows<{
    group: string;
    listed: number;
    contacted: number;
    reached: number;
    won: number;
    amount: number;
    cost: number;
    cost_over: number;
    expected: number;
  }>(sql`SELECT ${by} AS "group", count(*) FILTER (arm = 'listed') AS listed, count(*) FILTER (contacted) AS contacted,
      count(*) FILTER (reached) AS reached, count(*) FILTER (won) AS won, coalesce(sum(amount), 0) AS amount,
      coalesce(sum(cost), 0) AS cost, coalesce(sum(cost) FILTER (is_over), 0) AS cost_over,
      coalesce(sum(expected_value) FILTER (arm = 'listed'), 0) AS expected
    FROM ${raw(WINDOWS)} WHERE ${by} IS NOT NULL GROUP BY ALL ORDER BY ALL`);
  const { source } = await relationshipMargins(card);
  const liftOf = new Map(lifts.map((lift) => [lift.group, lift]));
  const columns: readonly Column[] = [
    column(name === "all" ? "lists" : name.replace(/s$/, ""), "text", "What the row is of"),
    column("listed", "integer", "Customers listed, each list by itself"),
    column("contacted", "integer", "Of them, contacted: the row of the list was filled in"),
    column("reached", "integer", "Of them, spoken to"),
    column("won", "integer", "Of them, won, as the staff say"),
    column("amount_won", "money", "What was won, as the staff say", unit),
    column("contact_cost", "money", "What the contacts cost", unit),
    column("expected_value", "money", "Net value that the lists expected", unit),
    column("control", "integer", "Customers kept aside, whose window is over"),
    column("listed_rate", "share", "Share of the listed who bought in their window, called or not"),
    column("control_rate", "share", "Share of those kept aside who bought in theirs"),
    column(
      "lift",
      "share",
      "Difference of the two, stratified by play and list (Mantel–Haenszel; of one stratum Newcombe's interval)",
    ),
    column("lift_low", "share", "Lower end of its 95 % interval"),
    column("lift_high", "share", "Upper end of its 95 % interval"),
    column("revenue_lift", "money", "Revenue a customer in the window, listed less kept aside", unit),
    column("revenue_low", "money", "Lower end of its 95 % interval (bootstrap)", unit),
    column("revenue_high", "money", "Upper end of its 95 % interval (bootstrap)", unit),
    column("added_revenue", "money", "Revenue lift times the listed whose window is over", unit),
    column(
      "return_on_cost",
      "number",
      "Added revenue times margin, less cost, over cost, of listings whose window is over; empty where nobody was kept aside",
    ),
  ];
  const values = rows.map((row): Cell[] => {
    const lift = liftOf.get(row.group);
    const rate = (count: number, of: number): number | null => (of === 0 ? null : count / of);
    const added = lift?.revenue == null ? null : lift.revenue.difference * lift.listed;
    return [
      ...[row.group, row.listed, row.contacted, row.reached, row.won, row.amount, row.cost, row.expected],
      ...[lift?.control ?? 0, lift === undefined ? null : rate(lift.listedBought, lift.listed)],
      ...[lift === undefined ? null : rate(lift.controlBought, lift.control), lift?.rate?.difference ?? null],
      ...[lift?.rate?.low ?? null, lift?.rate?.high ?? null, lift?.revenue?.difference ?? null],
      ...[lift?.revenue?.low ?? null, lift?.revenue?.high ?? null, added],
      // Of the same listings as what was added: those whose window is over.
      added === null || row.cost_over <= 0 ? null : (added * source.share - row.cost_over) / row.cost_over,
    ];
  });
  return { name, title, columns, everyRow: true, query: valuesQuery(columns, values) };
}

/** The uplift of each play: assumed, measured, and what is proposed. */
function upliftsTable(measured: readonly MeasuredUplift[], { rules }: Scorecard): ResultTable {
  const { leastListed, leastControl } = rules.followup.review;
  const columns: readonly Column[] = [
    column("play", "text", "Name of the play"),
    column("title", "text", "What is done"),
    column("listed", "integer", "Customers listed for it whose window is over"),
    column("control", "integer", "Customers kept aside from it"),
    column("assumed", "share", "Uplift by the rules"),
    column("measured", "share", "Difference of the rates of purchase"),
    column("low", "share", "Lower end of its 95 % interval"),
    column("high", "share", "Upper end of its 95 % interval"),
    column("weight", "share", "Share of the measurement in what is proposed"),
    column("proposed", "share", "Mean of the two by their precision"),
    column(
      "is_used",
      "boolean",
      `Whether there are enough: ${leastListed} listed and ${leastControl} kept aside; then lists go by it`,
    ),
  ];
  const rows = measured.map(({ play, lift, assumed, uplift, weight, isEnough }): Cell[] => [
    ...[play, PLAYS.find((one) => one.id === play)?.title ?? null, lift.listed, lift.control, assumed],
    ...[
      lift.rate!.difference,
      lift.rate!.low,
      lift.rate!.high,
      weight,
      uplift,
      isEnough && rules.followup.review.isUsed,
    ],
  ]);
  return { name: "uplifts", title: "Uplift of each play", columns, everyRow: true, query: valuesQuery(columns, rows) };
}
