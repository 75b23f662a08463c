import type { Column } from "../../columns/column.js";
import { raw, sql } from "../../engine/sql.js";
import { valuesQuery } from "../../engine/values.js";
import { type Correlation, partialCorrelation } from "../../math/correlation.js";
import { meanInterval } from "../../math/mean-interval.js";
import type { ResultTable } from "../../output/result.js";
import type { Scorecard } from "../scorecard.js";

const COLUMNS: readonly Column[] = [
  { name: "figure", type: "text", description: "What is measured" },
  { name: "respondents", type: "integer", description: "Respondents who gave all answers that it takes" },
  { name: "value", type: "number", description: "Mean gap in points of 10, or rank correlation from -1 to 1" },
  { name: "low", type: "number", description: "Lower end of its 95 % interval" },
  { name: "high", type: "number", description: "Upper end of its 95 % interval" },
  { name: "p_value", type: "number", description: "Chance of so strong a correlation where there is none" },
  { name: "verdict", type: "text", prose: true, description: "In words; why where nothing can be said" },
];

const KINDS = ["expected", "perceived", "csat", "price_level", "service_quality"] as const;

type Kind = (typeof KINDS)[number];
type Answered = Readonly<Record<Kind, number | null>>;

/** What is held against price level and service quality, at equal perceived quality. */
const OUTCOMES = [
  { name: "satisfaction", needs: ["csat"], of: (one: Answered) => one.csat! },
  { name: "gap", needs: ["expected"], of: (one: Answered) => one.perceived! - one.expected! },
] as const satisfies readonly { name: string; needs: readonly Kind[]; of: (one: Answered) => number }[];

const DRIVERS = [
  ["price_level", "price level"],
  ["service_quality", "service quality"],
] as const satisfies readonly (readonly [Kind, string])[];

/**
 * Perceived value: the gap of perceived less expected quality, and how satisfaction and the gap go with price level and service
 * quality among customers who perceive the same quality (partial rank correlation).
 */
export async function perceivedValueTable({ book, rules }: Scorecard, answers: string): Promise<ResultTable> {
  const { leastForCorrelation: least, significance } = rules.survey;
  const latest = KINDS.map(
    (kind) =>
      `arg_max(score, (coalesce(day, DATE '0001-01-01'), coalesce(record_id, ''), score)) FILTER (kind = '${kind}') AS ${kind}`,
  );
  // Ordered by the answers themselves, so that the order of records is nothing.
  const everyone = await book.engine.rows<Record<Kind, number | null>>(sql`
    SELECT ${raw(KINDS.join(", "))} FROM (SELECT ${raw(latest.join(", "))} FROM ${raw(answers)}
      WHERE score IS NOT NULL AND is_latest GROUP BY respondent) ORDER BY ALL`);
  const having = (kinds: readonly Kind[]): Answered[] =>
    everyone.filter((one) => kinds.every((kind) => one[kind] !== null));
  const rows = [gapRow(having(["expected", "perceived"]), least)];
  for (const { name, needs, of } of OUTCOMES) {
    for (const [driver, title] of DRIVERS) {
      const own = having(["perceived", driver, ...needs]);
      const figure = `${name} with ${title}, at equal perceived quality`;
      if (own.length < least) {
        rows.push([figure, own.length, null, null, null, null, `not given: fewer than ${least} respondents`]);
        continue;
      }
      const found = partialCorrelation(
        Float64Array.from(own, of),
        Float64Array.from(own, (one) => one[driver]!),
        Float64Array.from(own, (one) => one.perceived!),
        "ranks",
      );
      rows.push(
        found === null
          ? [
              figure,
              own.length,
              null,
              null,
              null,
              null,
              "not given: the answers do not differ, or quality settles them",
            ]
          : [
              figure,
              own.length,
              found.coefficient,
              found.low,
              found.high,
              found.pValue,
              inWords(found, title, significance),
            ],
      );
    }
  }
  return {
    name: "perceived_value",
    title: "Perceived value",
    columns: COLUMNS,
    everyRow: true,
    query: valuesQuery(COLUMNS, rows),
  };
}

type Row = readonly (string | number | null)[];

function gapRow(own: readonly Answered[], least: number): Row {
  const figure = "gap: perceived less expected quality";
  if (own.length < least)
    return [figure, own.length, null, null, null, null, `not given: fewer than ${least} respondents`];
  const gaps = own.map((one) => one.perceived! - one.expected!).toSorted((one, other) => one - other);
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const squares = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0);
  const { low, high } = meanInterval(mean, Math.sqrt(squares / (gaps.length - 1)), gaps.length)!;
  const verdict =
    low > 0 ? "expectations are exceeded" : high < 0 ? "expectations are not met" : "no clear gap either way";
  return [figure, own.length, mean, low, high, null, verdict];
}

function inWords({ coefficient, pValue }: Correlation, title: string, significance: number): string {
  if (pValue >= significance) return `no clear connection with ${title}`;
  return coefficient > 0 ? `rises with ${title}` : `falls as ${title} rises`;
}
