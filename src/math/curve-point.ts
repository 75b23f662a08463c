/** A point of a concentration curve; both are shares, 1 for all. */
export interface CurvePoint {
  /** Share of the customers counted so far. */
  readonly customers: number;
  /** Their share of the total value. */
  readonly value: number;
}

/**
 * A curve of cumulative sums read off at equal steps of customers, linear in between.
 *
 * `cumulative` has one entry more than there are customers and begins with 0; the last is the total.
 *
 * @example curvePoints(Float64Array.of(0, 1, 4), 2)[1] // { customers: 0.5, value: 0.25 }
 */
export const curvePoints = (cumulative: Float64Array, steps: number): CurvePoint[] => {
  const count = cumulative.length - 1;
  const total = cumulative[count]!;
  return Array.from({ length: steps + 1 }, (_, step) => {
    const place = (step * count) / steps;
    const before = Math.floor(place);
    const low = cumulative[before]!;
    const sum = low + (place - before) * ((cumulative[before + 1] ?? low) - low);
    return { customers: step / steps, value: sum / total };
  });
};
