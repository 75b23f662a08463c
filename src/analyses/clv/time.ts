/** Days in a year, leap years counted in. */
export const DAYS_PER_YEAR = 365.25;
/** A twelfth of a year in days: the step in which expected purchases are discounted. */
export const DAYS_PER_STEP = DAYS_PER_YEAR / 12;

/** Steps of 1/12 year up to the horizon, the last one cut there; days from now. */
export function discountSteps(horizon: number): number[] {
  const steps: number[] = [];
  for (let step = 1; step * DAYS_PER_STEP < horizon - 1e-9; step += 1) steps.push(step * DAYS_PER_STEP);
  return [...steps, horizon];
}

/** Value now of one unit in so many days, at a yearly rate. */
export const discountFactor = (yearlyRate: number, days: number): number => (1 + yearlyRate) ** (-days / DAYS_PER_YEAR);

/** The day so many days after another; ISO dates. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whole days from one day to another; ISO dates. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
