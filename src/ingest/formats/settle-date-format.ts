import type { Engine } from "../../engine/engine.js";
import { raw, type Sql, sql } from "../../engine/sql.js";
import { CrmError } from "../../errors/crm-error.js";
import { bareSample } from "./bare-text.js";
import { DATE_PATTERNS, type DateFormat, type DateOrder, datePatternOf } from "./date-format.js";

/** What is asked about a column of dates. */
export interface DateColumn {
  readonly file: string;
  readonly header: string;
  /** The text column of the relation. */
  readonly column: Sql;
  readonly samples: readonly string[];
  readonly relation: () => Promise<Sql>;
  /** Set by the user; settles the order. */
  readonly order?: DateOrder;
  /** The order in which the system that wrote the file always writes dates; used where no value decides. */
  readonly fallback?: DateOrder | undefined;
}

interface OrderEvidence extends Record<string, string | number | null> {
  /** Values whose first number can only be a day, and those whose second can only be one. */
  readonly day_first: number;
  readonly month_first: number;
  /** Values that both orders explain, as different days. */
  readonly either: number;
  readonly all_points: number;
  /** Cells with text, and those of them that are plain numbers a spreadsheet may mean as days. */
  readonly filled: number;
  readonly serials: number;
  readonly values: number;
  readonly example: string | null;
}

/**
 * Settles how a column's dates are read. The order of day and month is decided once, by all values of the column:
 * one value above twelve decides for the rest. Dotted dates are written day first everywhere. Where nothing decides,
 * the run is refused with the evidence.
 *
 * @param deep look at the whole column even though the sample shows no date whose order matters
 * @throws CrmError `date-order-undecidable`
 */
export async function settleDateFormat(engine: Engine, asked: DateColumn, deep = false): Promise<DateFormat> {
  const patterns = asked.samples.map((text) => datePatternOf(bareSample(text)));
  const serials = patterns.includes("serial");
  if (!deep && (asked.order !== undefined || !patterns.includes("yearLast"))) {
    return { order: asked.order ?? null, numbers: serials ? "serial" : "none" };
  }
  const pattern = raw(`'${DATE_PATTERNS.yearLast.replaceAll("'", "''")}'`);
  const serial = raw(`'${DATE_PATTERNS.serial}'`);
  const evidence = await engine.row<OrderEvidence>(sql`
    WITH texts AS MATERIALIZED (
      SELECT trim(${asked.column}, ' ''="' || chr(9) || chr(160)) AS text FROM ${await asked.relation()}
    ), parts AS (
      SELECT text, regexp_extract(text, ${pattern}, ['a', 'b', 'c']) AS g FROM texts WHERE regexp_matches(text, ${pattern})
    ), numbers AS (SELECT text, g.a::INTEGER AS a, g.b::INTEGER AS b FROM parts)
    SELECT (SELECT count(*) FROM texts WHERE text <> '') AS filled,
      (SELECT count(*) FROM texts WHERE regexp_matches(text, ${serial})) AS serials, count(*) FILTER (a > 12 AND b <= 12) AS day_first,
      count(*) FILTER (b > 12 AND a <= 12) AS month_first,
      count(*) FILTER (a <= 12 AND b <= 12 AND a <> b) AS either,
      count(*) FILTER (regexp_matches(text, '^\\d+\\.\\d+\\.')) AS all_points,
      count(*) AS values,
      min(text) FILTER (a <= 12 AND b <= 12 AND a <> b) AS example
    FROM numbers`);
  const order = asked.order ?? decideOrder(evidence, asked);
  return { order, numbers: serials || evidence.serials > 0 ? "serial" : "none" };
}

/** Dates of this form are so few that they are slips among dates of another form, and better rejected than asked about. */
const areSlips = ({ values, filled }: OrderEvidence): boolean => values <= filled * 0.01;

function decideOrder(evidence: OrderEvidence, asked: DateColumn): DateOrder | null {
  const { day_first: dayFirst, month_first: monthFirst, either } = evidence;
  if (evidence.values === 0) return null;
  if (dayFirst > 0 && monthFirst === 0) return "dmy";
  if (monthFirst > 0 && dayFirst === 0) return "mdy";
  if (dayFirst > 0 && monthFirst > 0) {
    // A few typing errors must not overrule the rest; a real mixture cannot be read.
    if (monthFirst <= dayFirst * 0.02) return "dmy";
    if (dayFirst <= monthFirst * 0.02) return "mdy";
    if (areSlips(evidence)) return null;
    throw new CrmError("date-order-undecidable", {
      column: asked.header,
      evidence: `${dayFirst} values can only be day first, ${monthFirst} only month first`,
      place: { file: asked.file, column: asked.header },
    });
  }
  if (asked.fallback !== undefined) return asked.fallback;
  if (either === 0 || evidence.all_points === evidence.values) return "dmy";
  if (areSlips(evidence)) return null;
  throw new CrmError("date-order-undecidable", {
    column: asked.header,
    evidence: `${either} of ${evidence.values} values read both ways, such as ${evidence.example}; none has a number above 12`,
    place: { file: asked.file, column: asked.header },
  });
}
