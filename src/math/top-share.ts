/**
 * Share of the total that the top `share` of customers holds, from non-negative values sorted ascending.
 *
 * A customer across the cut counts in part, so the answer is 1 less the Lorenz curve at 1 − share and does not jump with
 * the number of customers. Null as for `gini`.
 *
 * @example topShare(Float64Array.of(1, 1, 1, 1, 6), 0.2) // 0.6
 */
export const topShare = (sorted: Float64Array, share: number): number | null => {
  const count = sorted.length;
  if (count === 0 || sorted[0]! < 0) return null;
  const wanted = Math.min(1, Math.max(0, share)) * count;
  let total = 0;
  let top = 0;
  for (let index = 0; index < count; index += 1) {
    const value = sorted[count - 1 - index]!;
    total += value;
    top += value * Math.min(1, Math.max(0, wanted - index));
  }
  return total > 0 ? top / total : null;
};
