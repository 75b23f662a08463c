/** Purchases ahead as one draw has them; times are counted from the end of observation. */
export interface FutureSpan {
  readonly purchases: number;
  /**
   * They lie in (0, end], evenly at random but for a `lastAtEnd` (nearly so under regular timing); the horizon, or when the
   * customer stopped.
   */
  readonly end: number;
  /** The last of them lies at `end`: the customer stopped with it. */
  readonly lastAtEnd: boolean;
}

/** No purchase at all. */
export const NO_PURCHASES: FutureSpan = { purchases: 0, end: 0, lastAtEnd: false };
