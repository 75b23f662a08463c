import { DAYS_PER_STEP, DAYS_PER_YEAR } from "./time.js";

/** What is asked about the future. Days, whatever the unit of the histories. */
export interface Outlook {
  readonly horizonDays: number;
  /** Rate of discount a year; 0 for none. */
  readonly discount: number;
  /** Without a horizon: `horizonDays` does not count. */
  readonly infinite: boolean;
  /** Days in the histories' unit of time. */
  readonly unitDays: number;
  /** The share of outcomes that the interval leaves out at each end. */
  readonly tail: number;
  readonly seed: number;
}

/** Without a horizon draws look ahead until money is worth this. */
const WORTHLESS = 1e-6;

/** How far draws of the future look ahead, in days. */
export const reachOf = ({ infinite, discount, horizonDays }: Outlook): number =>
  infinite ? (-Math.log(WORTHLESS) / Math.log1p(discount)) * DAYS_PER_YEAR : horizonDays;

/** What money at the end of the reach is worth now. */
export const leastWorth = (outlook: Outlook): number => (1 + outlook.discount) ** (-reachOf(outlook) / DAYS_PER_YEAR);

/**
 * The continuous discounting of draws as against that of the definition, which counts every purchase at the end of its
 * step of 1/12 year: e^(−δ s) over the mean of e^(−δ t) within a step s. One without a horizon, where value is continuous.
 */
export function stepShift({ infinite, discount }: Outlook): number {
  const rate = (Math.log1p(discount) * DAYS_PER_STEP) / DAYS_PER_YEAR;
  return infinite || rate === 0 ? 1 : rate / Math.expm1(rate);
}
