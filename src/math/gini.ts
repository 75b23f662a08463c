/**
 * Gini coefficient of non-negative values, sorted ascending: 0 where all have the same, towards 1 where one has all.
 *
 * Σ (2i − n − 1) xᵢ / (n Σ xᵢ), i from 1: twice the area between the Lorenz curve and the diagonal; its largest value is
 * (n − 1)/n. Null without values, where any is negative (returns in excess of purchases: use `whaleCurve`), and where
 * they add up to 0.
 *
 * Gini (1912); Sen (1973), On Economic Inequality, section 2.8.
 *
 * @example gini(Float64Array.of(1, 1, 1, 5)) // 0.375
 */
export const gini = (sorted: Float64Array): number | null => {
  const count = sorted.length;
  if (count === 0 || sorted[0]! < 0) return null;
  let total = 0;
  let weighted = 0;
  for (let index = 0; index < count; index += 1) {
    total += sorted[index]!;
    weighted += (2 * index + 1 - count) * sorted[index]!;
  }
  return total > 0 ? Math.max(0, weighted / count / total) : null;
};
