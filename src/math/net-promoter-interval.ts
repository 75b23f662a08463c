import { type Interval, Z_95 } from "./wilson-interval.js";

export interface NetPromoterInterval extends Interval {
  /** Promoters less detractors, in points: −100 to 100. */
  readonly score: number;
}

/** Answers added by the adjusted interval: ¾ promoter, 1½ passive, ¾ detractor, as Rocks recommends. */
const ADDED_AT_AN_END = 0.75;
const ADDED_IN_ALL = 3;

/**
 * Net promoter score with its interval, in points (−100 to 100): two-sided 95 % unless another normal point is given.
 *
 * "adjusted", the default for every number of answers: Wald's interval after three answers have been added, as Agresti &
 * Coull do for proportions. It holds its coverage from about ten answers up, has a width even when all answer alike,
 * meets "wald" as answers grow, and is centred a little nearer to 0 than the score. "wald": score ± z √((p + d − (p −
 * d)²)/n), the textbook formula; too narrow below about a hundred answers, and of no width when all answer alike. Limits
 * are kept within −100 to 100. Null without answers.
 *
 * Rocks (2016), Interval estimation for the net promoter score, The American Statistician 70, 365–372.
 *
 * @example netPromoterInterval(5, 3, 2)?.score // 30, from -19.1 to 65.2
 */
export const netPromoterInterval = (
  promoters: number,
  passives: number,
  detractors: number,
  method: "adjusted" | "wald" = "adjusted",
  z = Z_95,
): NetPromoterInterval | null => {
  const answers = promoters + passives + detractors;
  if (!(answers > 0)) return null;
  const adjusted = method === "adjusted";
  const total = answers + (adjusted ? ADDED_IN_ALL : 0);
  const promoterShare = (promoters + (adjusted ? ADDED_AT_AN_END : 0)) / total;
  const detractorShare = (detractors + (adjusted ? ADDED_AT_AN_END : 0)) / total;
  const centre = promoterShare - detractorShare;
  // Never negative but for rounding: (p + d) − (p − d)² >= 0 for shares.
  const variance = Math.max(0, promoterShare + detractorShare - centre * centre);
  const half = z * Math.sqrt(variance / total);
  return {
    score: (100 * (promoters - detractors)) / answers,
    low: Math.max(-100, 100 * (centre - half)),
    high: Math.min(100, 100 * (centre + half)),
  };
};
