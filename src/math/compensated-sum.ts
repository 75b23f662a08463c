/**
 * Sum of the numbers with Neumaier's compensation: as if added in twice the precision, then rounded once.
 *
 * Use it where many terms of both signs or of very different size are added. Depends on the order only in the last
 * bit; callers that need the same bytes sort first.
 *
 * @example compensatedSum([1, 1e100, 1, -1e100]) // 2
 */
export const compensatedSum = (values: Iterable<number>): number => {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
};
