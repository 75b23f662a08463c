import type { Scorecard } from "../../analyses/scorecard.js";
import { raw } from "../../engine/sql.js";
import { PLAY_IDS, type PlayId } from "../../rules/play-rules.js";
import type { Uplift } from "../candidates.js";
import { type Lift, liftBy } from "./lift.js";
import { shrunkUplift } from "./shrunk-uplift.js";
import { createWindows } from "./windows.js";

/** What was measured of a play, beside what the rules assume of it. */
export interface MeasuredUplift {
  readonly play: PlayId;
  readonly lift: Lift;
  readonly assumed: number;
  /** What is to be expected from now on. */
  readonly uplift: number;
  /** Share of the measurement in it. */
  readonly weight: number;
  /** Whether there are enough, listed and kept aside, for it to take the place of the assumption. */
  readonly isEnough: boolean;
}

/** What lists before measured of every play that was on one and had customers kept aside. */
export async function measuredByPlay(card: Scorecard): Promise<readonly MeasuredUplift[]> {
  const { review, plays } = card.rules.followup;
  const lifts = await liftBy(card.book.engine, raw("play"), card.seed, review.bootstrapDraws);
  return lifts.flatMap((lift) => {
    const play = PLAY_IDS.find((id) => id === lift.group);
    if (play === undefined || lift.rate === null) return [];
    const assumed = plays[play].uplift;
    const { difference: measured, standardError } = lift.rate;
    const shrunk = shrunkUplift({
      assumed,
      assumptionError: review.assumptionError,
      measured,
      // Where nobody or everybody bought, the estimate of the error is 0, and the interval still is not.
      standardError: Math.max(standardError, (lift.rate.high - lift.rate.low) / (2 * 1.959963984540054)),
    });
    const isEnough = lift.listed >= review.leastListed && lift.control >= review.leastControl;
    return [{ play, lift, assumed, ...shrunk, isEnough }];
  });
}

/** The uplifts that take the place of assumptions: of plays that enough were listed for and kept aside from. */
export async function measuredUplifts(card: Scorecard): Promise<ReadonlyMap<string, Uplift>> {
  if (!card.rules.followup.review.isUsed || !card.book.records.has("listings")) return new Map();
  await card.once("review_windows", () => createWindows(card));
  const measured = (await measuredByPlay(card)).filter((one) => one.isEnough);
  return new Map(measured.map(({ play, uplift }) => [play, { uplift, source: "measured" as const }]));
}
