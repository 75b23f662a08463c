import { normalQuantile } from "./normal-quantile.js";

/** What is to be seen, and how surely. */
export interface WantedDifference {
  /** Rate of the second group, who are kept aside. */
  readonly baseline: number;
  /** Rate of the first less that of the second. */
  readonly difference: number;
  /** Members of the second group for one of the first; default 1. */
  readonly ratio?: number;
  /** Chance to see the difference where it is there; default 0.8. */
  readonly power?: number;
  /** Chance, two-sided, to see one where there is none; default 0.05. */
  readonly significance?: number;
}

/** Members that each group needs. */
export interface SampleSize {
  readonly first: number;
  readonly second: number;
}

/**
 * Members that two groups need so that a difference of their proportions is seen: the normal approximation with unequal groups
 * and Fleiss's correction for continuity. Null where the rates are not between 0 and 1 or do not differ.
 *
 * Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, 3rd ed., equations 4.14 and 4.18.
 *
 * @example sampleSize({ baseline: 0.6, difference: 0.1 }) // { first: 376, second: 376 }: as their table A.4 has it
 */
export const sampleSize = ({
  baseline,
  difference,
  ratio = 1,
  power = 0.8,
  significance = 0.05,
}: WantedDifference): SampleSize | null => {
  const first = baseline + difference;
  const inside = (rate: number): boolean => rate >= 0 && rate <= 1;
  if (!inside(first) || !inside(baseline) || difference === 0 || !(ratio > 0)) return null;
  const pooled = (first + ratio * baseline) / (ratio + 1);
  const spread =
    normalQuantile(1 - significance / 2) * Math.sqrt((ratio + 1) * pooled * (1 - pooled)) +
    normalQuantile(power) * Math.sqrt(ratio * first * (1 - first) + baseline * (1 - baseline));
  const plain = spread ** 2 / (ratio * difference ** 2);
  const corrected = (plain / 4) * (1 + Math.sqrt(1 + (2 * (ratio + 1)) / (plain * ratio * Math.abs(difference)))) ** 2;
  // A size of 376 that was worked out as 376.0000001 is 376.
  const whole = (size: number): number => Math.ceil(Number(size.toFixed(6)));
  return { first: whole(corrected), second: whole(corrected * ratio) };
};

/**
 * The smallest number of an audience to keep aside so that the difference is seen, the rest being contacted; null where no
 * split of it will do.
 *
 * @example holdOutFor(10_000, { baseline: 0.1, difference: 0.03 }) // 1063
 */
export const holdOutFor = (audience: number, wanted: Omit<WantedDifference, "ratio">): number | null => {
  const isEnough = (aside: number): boolean => {
    const size = sampleSize({ ...wanted, ratio: aside / (audience - aside) });
    return size !== null && size.second <= aside && size.first <= audience - aside;
  };
  const half = Math.floor(audience / 2);
  if (half < 1 || !isEnough(half)) return null;
  // The more equal the groups, the more is seen: what is enough at some split is enough at all nearer to half.
  let [low, high] = [0, half];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
};
