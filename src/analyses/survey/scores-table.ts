import type { Column } from "../../columns/column.js";
import { identifier, join, literal, raw, type Sql, sql } from "../../engine/sql.js";
import { valuesQuery } from "../../engine/values.js";
import type { ResultTable } from "../../output/result.js";
import type { Scorecard } from "../scorecard.js";
import { classExpression, MEASURES } from "./measures.js";
import type { RespondentGroups } from "./respondent-groups.js";

const COLUMNS: readonly Column[] = [
  { name: "measure", type: "text", description: "NPS, CSAT or CES" },
  { name: "by", type: "text", description: "What the answers are parted by; all: the whole; then: as of --compare-to" },
  { name: "group", type: "text", description: "Group of it" },
  { name: "answers", type: "integer", description: "Answers, one of each respondent to each question in each stage" },
  { name: "score", type: "number", description: "NPS in points, CSAT in %, CES as the mean of 1 to 7" },
  { name: "low", type: "number", description: "Lower end of its 95 % interval" },
  { name: "high", type: "number", description: "Upper end of its 95 % interval" },
  { name: "unit", type: "text", description: "Unit of the three" },
  { name: "best_share", type: "share", description: "Promoters, satisfied, easy" },
  { name: "worst_share", type: "share", description: "Detractors, not satisfied, not easy" },
];

/** One way to part the answers. */
interface Part {
  readonly by: string;
  /** SQL over the answers: the group, and what groups are ordered by. */
  readonly group: Sql;
  readonly order: Sql;
  readonly condition: Sql;
  readonly from: Sql;
}

interface Counted extends Record<string, string | number | null> {
  readonly kind: string;
  readonly group: string;
  readonly best: number;
  readonly middle: number;
  readonly worst: number;
  readonly mean: number;
  readonly deviation: number | null;
}

/** Figures of satisfaction of the whole, by stage, by month and by each attribute, with intervals. */
export async function scoresTable(
  card: Scorecard,
  answers: string,
  groups: readonly RespondentGroups[],
): Promise<ResultTable> {
  const from = sql`(SELECT *, ${classExpression(card.rules.survey)} AS class FROM ${raw(answers)}) a`;
  const whole: Omit<Part, "by"> = { group: literal("all"), order: raw("0"), condition: raw("is_latest"), from };
  const stages = raw("list_position(['pre_sales', 'on_sale', 'after_sales'], stage)");
  const parts: readonly Part[] = [
    { ...whole, by: "all" },
    ...(card.compareTo === null
      ? []
      : [{ ...whole, by: "then", group: literal(card.compareTo), condition: raw("is_latest_then") }]),
    { ...whole, by: "stage", group: raw("stage"), order: stages, condition: raw("is_latest AND stage IS NOT NULL") },
    {
      ...whole,
      by: "month",
      group: raw("strftime(day, '%Y-%m')"),
      order: raw("date_trunc('month', day)"),
      condition: raw("is_latest_of_month"),
    },
    ...groups.map(({ name, table }) => ({
      ...whole,
      by: name,
      group: raw('g."group"'),
      order: raw("g.position"),
      from: sql`${from} JOIN ${identifier(table)} g ON g.customer_id = a.customer_id`,
    })),
  ];
  const rows = [];
  const counted = new Map<Part, Counted[]>();
  for (const part of parts) counted.set(part, await countOf(card, part));
  for (const measure of MEASURES) {
    for (const part of parts) {
      for (const one of counted.get(part)!.filter(({ kind }) => kind === measure.kind)) {
        const total = one.best + one.middle + one.worst;
        const { score, low, high } = measure.scoreOf(one)!;
        const shares = [one.best / total, one.worst / total];
        rows.push([measure.title, part.by, one.group, total, score, low, high, measure.unit, ...shares]);
      }
    }
  }
  return {
    name: "scores",
    title: "Recommendation, satisfaction and effort",
    columns: COLUMNS,
    everyRow: true,
    query: valuesQuery(COLUMNS, rows),
  };
}

function countOf({ book }: Scorecard, { group, order, condition, from }: Part): Promise<Counted[]> {
  const count = (place: 0 | 1 | 2): Sql => {
    const names = MEASURES.flatMap(({ classes }) => (classes[place] === null ? [] : [literal(classes[place])]));
    return sql`count(*) FILTER (class IN (${join(names)}))`;
  };
  // Exact sums of decimals, so that the order of rows is nothing.
  return book.engine.rows<Counted>(sql`
    SELECT kind, "group", best, middle, worst, mean,
      CASE WHEN n > 1 THEN sqrt(greatest(0, (squares - mean * total) / (n - 1))) END AS deviation
    FROM (SELECT kind, ${group} AS "group", min(${order}) AS place, count(*) AS n, ${count(0)} AS best, ${count(1)} AS middle,
        ${count(2)} AS worst, sum(score::DECIMAL(18, 6))::DOUBLE AS total,
        sum((score * score)::DECIMAL(18, 6))::DOUBLE AS squares, total / n AS mean
      FROM ${from} WHERE class IS NOT NULL AND ${condition} GROUP BY 1, 2)
    ORDER BY place, "group", kind`);
}
