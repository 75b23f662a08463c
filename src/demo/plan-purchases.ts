import type { Random } from "../math/random.js";
import { FIRST_DAY, LAST_DAY } from "./calendar.js";
import type { BuyerKind, Complaint, Order, OrderStatus } from "./customer-plan.js";
import type { Flavour } from "./demo-settings.js";
import { between, happens } from "./draw.js";

/** When a customer buys, and until when. */
export interface Purchases {
  readonly meanGap: number;
  readonly gapShape: number;
  readonly orders: readonly Order[];
  readonly left: number | null;
}

interface Habit {
  /** Least and greatest mean gap in days, by flavour. */
  readonly gaps: Readonly<Record<Flavour, readonly [number, number]>>;
  readonly shape: readonly [number, number];
  /** Chance that a purchase was the last. */
  readonly leaves: number;
}

const HABITS: Readonly<Record<BuyerKind, Habit>> = {
  ordinary: { gaps: { b2c: [90, 300], b2b: [120, 360] }, shape: [1, 1], leaves: 0.3 },
  habitual: { gaps: { b2c: [30, 80], b2b: [30, 100] }, shape: [5, 8], leaves: 0.04 },
  loyalist: { gaps: { b2c: [21, 60], b2b: [21, 75] }, shape: [7, 12], leaves: 0.012 },
};

/** A rhythm has so many gaps at least before somebody leaves it. */
const RHYTHM_GAPS = 4;
/** Who left a rhythm has been silent for so many of its gaps on the last day, so that nobody can doubt it. */
const SILENT_GAPS = 7;

/**
 * Purchases as the MBG model has them: after each, the first too, the customer leaves with a fixed chance; between them
 * gaps are gamma distributed about the customer's own mean. Habitual customers and loyalists have begun some gaps before the
 * last day, and leave neither before they have a rhythm nor so late that their silence could be chance.
 */
export function planPurchases(random: Random, kind: BuyerKind, flavour: Flavour): Purchases {
  const habit = HABITS[kind];
  const [shortest, longest] = habit.gaps[flavour];
  const meanGap = shortest + (longest - shortest) * random.uniform();
  const gapShape = habit.shape[0] + (habit.shape[1] - habit.shape[0]) * random.uniform();
  const isRegular = kind !== "ordinary";
  const latestStart = LAST_DAY - Math.ceil(isRegular ? 2 * RHYTHM_GAPS * meanGap : 14);
  const days = [between(random, FIRST_DAY, Math.max(FIRST_DAY, latestStart))];
  for (;;) {
    const last = days.at(-1)!;
    const mayLeave = !isRegular || (days.length > RHYTHM_GAPS && last + SILENT_GAPS * meanGap <= LAST_DAY);
    if (mayLeave && happens(random, habit.leaves))
      return { meanGap, gapShape, orders: settled(random, days), left: last };
    const gap = Math.max(1, Math.round((random.gamma(gapShape) * meanGap) / gapShape));
    if (last + gap > LAST_DAY) return { meanGap, gapShape, orders: settled(random, days), left: null };
    days.push(last + gap);
  }
}

/** What became of each order: the first and the last are completed, so that first and last purchase are plain. */
function settled(random: Random, days: readonly number[]): Order[] {
  return days.map((day, place) => {
    const draw = random.uniform();
    const isInner = place > 0 && place < days.length - 1;
    const status: OrderStatus =
      isInner && draw < 0.02 ? "refunded" : isInner && draw < 0.04 ? "cancelled" : "completed";
    return { day, status };
  });
}

/**
 * Complaints. Somebody who is to forgive complains a few days after a purchase that others follow; of those who left a
 * rhythm almost half complained after the last one; of the rest a few.
 */
export function planComplaints(
  random: Random,
  purchases: Purchases,
  willForgive: boolean,
  isRegular: boolean,
): Complaint[] {
  const { orders, left } = purchases;
  const isFinal = left !== null && isRegular && happens(random, 0.45);
  const isChance = happens(random, 0.04);
  const isSlow = isFinal || happens(random, 0.25);
  if (!willForgive && !isFinal && !isChance) return [];
  const places = orders.length - 1;
  const place = isFinal ? places : willForgive ? between(random, 0, places - 1) : between(random, 0, places);
  const next = orders[place + 1]?.day ?? LAST_DAY + 1;
  // Before the next purchase, so that what follows the complaint is plain; two purchases on neighbouring days leave the day itself.
  const day = Math.min(orders[place]!.day + between(random, 0, 6), next - 1, LAST_DAY);
  const resolved = day + (isSlow ? between(random, 8, 30) : between(random, 0, 6));
  return [{ day, resolved: resolved > LAST_DAY ? null : resolved }];
}
