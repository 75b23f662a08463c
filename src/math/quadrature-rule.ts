/** Points and weights of a numeric integral. */
export interface QuadratureRule {
  readonly points: Float64Array;
  /** Non-negative. They add up to 1 where the rule is an expectation. */
  readonly weights: Float64Array;
}
