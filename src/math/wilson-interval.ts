/** Lower and upper limit of an interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % point of the standard normal distribution, for two-sided 95 % intervals. */
export const Z_95 = 1.959963984540054;

/**
 * Wilson's score interval for a proportion: `count` of `total` with two-sided confidence of 95 %, unless another normal
 * point is given. Never leaves 0 to 1, and keeps its coverage for small counts and for proportions near 0 or 1, where
 * the textbook interval p ± z √(p(1−p)/n) does not. Null for a total of 0.
 *
 * Wilson (1927), J. Am. Stat. Assoc. 22, 209–212; recommended in Brown, Cai & DasGupta (2001), Statistical Science 16,
 * 101–133.
 *
 * @example wilsonInterval(81, 263) // { low: 0.2553, high: 0.3662 }, Newcombe (1998), table I, method 3
 */
export const wilsonInterval = (count: number, total: number, z = Z_95): Interval | null => {
  if (!(total > 0)) return null;
  const share = count / total;
  const square = (z * z) / total;
  const centre = (share + square / 2) / (1 + square);
  const half = (z / (1 + square)) * Math.sqrt((share * (1 - share)) / total + square / (4 * total));
  // At the ends the limit is exactly 0 or 1; rounding must not leave 1e-17 there.
  return { low: count === 0 ? 0 : centre - half, high: count === total ? 1 : centre + half };
};
