import { raw, type Sql, sql } from "../../engine/sql.js";
import { type FitOutcome, type GammaGammaParameters, gammaGamma } from "../../models/index.js";
import type { SpendTable } from "./read-histories.js";

/**
 * What a customer's next purchases will cost: each is Gamma(shape, ν), and after x repeat purchases ν is
 * Gamma(certainty(x), scale) with a scale that gives the expected spend: shape · scale / (certainty − 1). A sum of n
 * purchases is then scale times a beta prime variable with parameters shape · n and certainty.
 */
export interface SpendModel {
  readonly id: "gamma-gamma" | "shrunken-mean" | "constant";
  readonly shape: number;
  readonly certainty: (repeatPurchases: number) => number;
  /** Expected spend of one purchase, from columns `repeat_purchases` and `mean_spend`. */
  readonly expected: Sql;
  /** The same for one customer; `meanSpend` null where nothing was seen. */
  readonly expectedOf: (repeatPurchases: number, meanSpend: number | null) => number;
  readonly warnings: readonly string[];
  readonly fit: FitOutcome<GammaGammaParameters> | null;
}

/** So certain that the uncertainty of ν does not show. */
const CERTAIN = 1e6;

/**
 * Gamma-Gamma where it can be fitted and has a mean; otherwise the customer's mean drawn toward the mean of all, with
 * the spread that amounts have; and where all amounts are equal, that amount. Customers whose repeat spend is not
 * positive are expected to spend what the population does.
 *
 * @param fallback spend a purchase over all customers, for data in which nobody repeats
 */
export function fitSpend(spends: SpendTable, fallback: number): SpendModel {
  const observations = Array.from(spends.frequency, (frequency, row) => ({
    frequency,
    meanSpend: spends.meanSpend[row]!,
    count: spends.count[row]!,
  }));
  const fit = gammaGamma.fit(observations);
  if (!fit.ok)
    return { ...shrunkenMean(spends, fallback), fit, warnings: [`Gamma-Gamma was not fitted: ${fit.reason}`] };
  const { p, q, gamma } = fit.parameters;
  if (q <= 1) {
    const warnings = [
      `Gamma-Gamma: q is ${q.toFixed(3)}, so the mean spend of the population is infinite; means drawn toward that of all are used instead`,
    ];
    return { ...shrunkenMean(spends, fallback), fit, warnings };
  }
  const population = (p * gamma) / (q - 1);
  return {
    id: "gamma-gamma",
    shape: p,
    certainty: (repeats) => p * repeats + q,
    expected: sql`CASE WHEN mean_spend > 0 THEN ${raw(`${p} * (${gamma} + repeat_purchases * mean_spend) / (${p} * repeat_purchases + ${q} - 1)`)}
      ELSE ${raw(String(population))} END`,
    expectedOf: (repeats, meanSpend) =>
      meanSpend !== null && meanSpend > 0 ? (p * (gamma + repeats * meanSpend)) / (p * repeats + q - 1) : population,
    warnings: fit.warnings,
    fit,
  };
}

/** Customers' means, each drawn toward the mean of all as if by one purchase at that mean. */
function shrunkenMean(spends: SpendTable, fallback: number): Omit<SpendModel, "warnings" | "fit"> {
  let money = 0;
  let purchases = 0;
  for (let row = 0; row < spends.count.length; row += 1) {
    const weight = spends.frequency[row]! * spends.count[row]!;
    money += spends.meanSpend[row]! * weight;
    purchases += weight;
  }
  const mean = purchases === 0 ? fallback : money / purchases;
  let squares = 0;
  for (let row = 0; row < spends.count.length; row += 1)
    squares += spends.count[row]! * (spends.meanSpend[row]! - mean) ** 2;
  const variance = spends.customers === 0 ? 0 : squares / spends.customers;
  const isConstant = variance <= 1e-12 * mean * mean;
  return {
    id: isConstant ? "constant" : "shrunken-mean",
    shape: isConstant ? CERTAIN : Math.min(CERTAIN, Math.max(0.05, (mean * mean) / variance)),
    certainty: () => CERTAIN,
    expected: isConstant
      ? raw(String(mean))
      : raw(
          `CASE WHEN mean_spend > 0 THEN (${mean} + repeat_purchases * mean_spend) / (1 + repeat_purchases) ELSE ${mean} END`,
        ),
    expectedOf: (repeats, meanSpend) =>
      isConstant || meanSpend === null || meanSpend <= 0 ? mean : (mean + repeats * meanSpend) / (1 + repeats),
  };
}
