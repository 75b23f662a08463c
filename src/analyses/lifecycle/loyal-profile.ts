import type { Book } from "../../book/book.js";
import { join, raw, sql } from "../../engine/sql.js";
import { type CalibratedLogistic, fitCalibratedLogistic } from "../../math/calibrated-logistic.js";
import type { Rules } from "../../rules/index.js";
import type { ProfileAttribute, Profiles } from "./profile-attributes.js";

/** One column of the regression: a level of an attribute, or a number in standard deviations from its mean. */
export interface Driver {
  readonly attribute: string;
  /** Null for a number that is known. */
  readonly level: string | null;
  /** The key of the level; null for a number, and for `(unknown)` and `(other)`. */
  readonly key: string | null;
  readonly role: "level" | "other" | "unknown" | "number";
  /** Most common level, or the mean of a number. */
  readonly reference: string;
  /** Of a number; else 0 and 1. */
  readonly mean: number;
  readonly scale: number;
  /** Change of the calibrated log-odds, with its standard error. */
  readonly coefficient: number;
  readonly standardError: number;
  /** Judged customers who have it, and those of them who are loyal; null for a number. */
  readonly customers: number | null;
  readonly loyal: number | null;
  /** Mean of the column over the customers that were learnt from. */
  readonly average: number;
}

/** What tells today's loyal customers from the others. */
export interface LoyalProfile {
  readonly drivers: readonly Driver[];
  /** Log-odds of a customer all of whose columns are 0, calibrated. */
  readonly intercept: number;
  readonly model: CalibratedLogistic;
  /** Customers that were learnt from. */
  readonly learnt: number;
}

type Column = Omit<Driver, "coefficient" | "standardError" | "average" | "mean" | "scale">;
type LikelihoodRules = Rules["lifecycle"]["likelihood"];

/** The least of them leaves the coefficients of a few hundred customers all but free. */
const PENALTIES = [1000, 100, 10, 1];

const OTHER = "(other)";
const UNKNOWN = "(unknown)";

/**
 * Fits which attributes go with loyalty. Levels are columns of 0 and 1 against the most common one, rare ones pooled, the
 * missing value a level of its own; numbers are standardised, those missing at the mean with a column that says so.
 *
 * @param judged customers who are judged
 * @returns null where no column or no fit is to be had
 */
export async function fitLoyalProfile(
  book: Book,
  { table, attributes }: Profiles,
  rules: LikelihoodRules,
  judged: number,
  seed: number,
): Promise<LoyalProfile | null> {
  const used = attributes.map((attribute) => ({ attribute, columns: columnsOf(attribute, judged, rules) }));
  const columns = used.flatMap((one) => one.columns);
  if (columns.length === 0) return null;
  const taken = used.filter((one) => one.columns.length > 0);
  // Every so-manieth of the customers, loyal and others each in their share, the same in any order of rows.
  const size = Math.min(rules.mostCustomers, judged);
  const share = raw(`* ${size} // ${judged}`);
  const rows: (readonly (string | number | boolean | null)[])[] = [];
  for await (const batch of book.engine.batches(sql`
    SELECT is_loyal, ${join(taken.map(({ attribute }) => attribute.value))} FROM (
      SELECT *, row_number() OVER (ORDER BY is_loyal, customer_id) AS place FROM ${raw(table)} WHERE is_loyal IS NOT NULL)
    WHERE place ${share} > (place - 1) ${share} ORDER BY place`)) {
    rows.push(...batch);
  }
  return fitColumns(rows, taken, seed);
}

function columnsOf(attribute: ProfileAttribute, judged: number, rules: LikelihoodRules): Column[] {
  const { name, levels, unknown } = attribute;
  const pooled = (
    role: "other" | "unknown",
    level: string,
    reference: string,
    of: { customers: number; loyal: number },
  ) => (of.customers === 0 ? [] : [{ attribute: name, level, key: null, role, reference, ...of } as const]);
  if (attribute.kind === "number") {
    return [
      { attribute: name, level: null, key: null, role: "number", reference: "mean", customers: null, loyal: null },
      ...pooled("unknown", UNKNOWN, "known, at the mean", unknown),
    ];
  }
  const common = levels.filter((level) => level.customers >= rules.rareLevel * judged).slice(0, rules.mostLevels);
  const [reference, ...kept] = common;
  if (reference === undefined) return [];
  const rest = levels.filter((level) => !common.includes(level));
  const others = {
    customers: rest.reduce((sum, level) => sum + level.customers, 0),
    loyal: rest.reduce((sum, level) => sum + level.loyal, 0),
  };
  return [
    ...kept.map(
      ({ key, label, customers, loyal }): Column => ({
        attribute: name,
        level: label,
        key,
        role: "level",
        reference: reference.label,
        customers,
        loyal,
      }),
    ),
    ...pooled("other", OTHER, reference.label, others),
    ...pooled("unknown", UNKNOWN, reference.label, unknown),
  ];
}

interface Taken {
  readonly attribute: ProfileAttribute;
  readonly columns: readonly Column[];
}

function fitColumns(
  rows: readonly (readonly (string | number | boolean | null)[])[],
  taken: readonly Taken[],
  seed: number,
): LoyalProfile | null {
  const positive = Uint8Array.from(rows, (row) => (row[0] === true ? 1 : 0));
  const places = taken.flatMap(({ columns }, index) => columns.map((column) => ({ column, place: index + 1 })));
  const width = places.length;
  const values = new Float64Array(rows.length * width);
  const settled = places.map(({ column, place }, at) => {
    const { mean, scale } = column.role === "number" ? spread(rows, place) : { mean: 0, scale: 1 };
    const known = new Set(
      taken[place - 1]!.columns.flatMap(({ key }) => (key === null ? [] : [key])).concat(
        referenceKey(taken[place - 1]!),
      ),
    );
    let sum = 0;
    for (const [index, row] of rows.entries()) {
      const value = row[place]!;
      const coded = code(column, value, known, mean, scale);
      values[index * width + at] = coded;
      sum += coded;
    }
    return { column, mean, scale, average: sum / rows.length };
  });
  const model = fitCalibratedLogistic({ values, rows: rows.length, columns: width }, positive, {
    seed,
    penalties: PENALTIES,
  });
  if (model === null) return null;
  const { slope, intercept } = model.calibration;
  return {
    model,
    learnt: rows.length,
    intercept: intercept + slope * model.fit.parameters[0]!,
    drivers: settled.map(({ column, mean, scale, average }, at) => ({
      ...column,
      reference: column.role === "number" ? `mean ${Number(mean.toPrecision(3))}` : column.reference,
      mean,
      scale,
      average,
      coefficient: slope * model.fit.parameters[at + 1]!,
      standardError: slope * model.fit.standardErrors[at + 1]!,
    })),
  };
}

/** The most common level stands for no column. */
const referenceKey = ({ attribute }: Taken): string[] => attribute.levels.slice(0, 1).map(({ key }) => key);

function code(
  { role, key }: Column,
  value: string | number | boolean | null,
  known: ReadonlySet<string>,
  mean: number,
  scale: number,
): number {
  if (role === "unknown") return value === null ? 1 : 0;
  if (value === null) return 0;
  if (role === "number") return (Number(value) - mean) / scale;
  if (role === "level") return value === key ? 1 : 0;
  return known.has(String(value)) ? 0 : 1;
}

/** Mean and standard deviation (n − 1) of the known values; 1 where they are all equal. */
function spread(rows: readonly (readonly unknown[])[], place: number): { mean: number; scale: number } {
  const known = rows.flatMap((row) => (row[place] === null ? [] : [Number(row[place])])).sort((a, b) => a - b);
  if (known.length < 2 || known[0] === known.at(-1)) return { mean: known[0] ?? 0, scale: 1 };
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, scale: Math.sqrt(squares / (known.length - 1)) };
}
