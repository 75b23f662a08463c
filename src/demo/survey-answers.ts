import type { Random } from "../math/random.js";
import { LAST_DAY } from "./calendar.js";
import { type CustomerPlan, completedOrders, firstDay, hasForgiven, isBuyer } from "./customer-plan.js";
import { between, happens, pickWeighted, streamOf } from "./draw.js";

/** A questionnaire as it was filled in; who has not bought yet answers only what comes before the sale. */
export interface Answers {
  readonly day: number;
  readonly informedBy: "visit" | "telephone" | "online";
  readonly wish: "price" | "quality" | "recommendation" | "advertising";
  readonly experience: Experience | null;
}

export interface Experience {
  /** 0 to 10. */
  readonly recommend: number;
  /** 1 to 5. */
  readonly satisfied: number;
  /** 1 to 7. */
  readonly easy: number;
  /** 1 to 10. */
  readonly perceived: number;
  readonly expected: number;
  readonly minimum: number;
  /** 1 to 5. */
  readonly priceLevel: number;
  readonly service: number;
  readonly priceAccepted: number;
  readonly dealsWith: "sales" | "technical" | "after_sales" | "engineering";
  /** Working days; 0 is the same day. */
  readonly respondWithin: 0 | 3 | 5 | 7;
  readonly comparison: "better" | "same" | "worse";
}

/**
 * How the answers hang together. A dearer price raises what is expected and lowers satisfaction, good service does the
 * opposite, and neither has to do with the quality perceived: at equal quality, perceived value falls with the price
 * level and rises with service.
 */
export const PLANTED_EFFECTS = {
  expectedPerPriceLevel: 0.9,
  expectedPerService: -0.5,
  satisfiedPerPriceLevel: -0.45,
  satisfiedPerService: 0.35,
} as const;

/** Men are called, women look online. */
const INFORMED_BY = {
  male: [
    ["visit", 0.25],
    ["telephone", 0.5],
    ["online", 0.25],
  ],
  female: [
    ["visit", 0.1],
    ["telephone", 0.2],
    ["online", 0.7],
  ],
} as const;

export const isMale = (seed: number, plan: CustomerPlan): boolean =>
  happens(streamOf(seed, "gender", plan.index), 0.48);

/** What a customer answers; null for the many who do not. Advocates who have brought nobody always answer. */
export function answersOf(seed: number, plan: CustomerPlan): Answers | null {
  const random = streamOf(seed, "answers", plan.index);
  const mustAnswer = plan.planned.has("advocacy") && plan.brought === 0;
  const chance = plan.kind === "prospect" ? 0.08 : plan.complaints.length > 0 ? 0.6 : 0.22;
  if (plan.kind === "internal" || !(happens(random, chance) || mustAnswer)) return null;
  const earliest = Math.max(firstDay(plan) ?? 0, LAST_DAY - 400, ...plan.complaints.map((one) => one.day)) + 1;
  const day = between(random, Math.min(earliest, LAST_DAY), LAST_DAY);
  return {
    day,
    informedBy: pickWeighted(random, INFORMED_BY[isMale(seed, plan) ? "male" : "female"]),
    wish: pickWeighted(random, [
      ["price", 0.35],
      ["quality", 0.35],
      ["recommendation", 0.2],
      ["advertising", 0.1],
    ] as const),
    experience: isBuyer(plan) ? experienceOf(random, plan) : null,
  };
}

function experienceOf(random: Random, plan: CustomerPlan): Experience {
  const recommend = recommendation(random, plan);
  const perceived = scale(10, 2.6 + 0.65 * recommend + random.normal() * 0.7);
  const priceLevel = between(random, 1, 5);
  const service = between(random, 1, 5);
  const effect = PLANTED_EFFECTS;
  const dear = priceLevel - 3;
  const served = service - 3;
  const expected = scale(
    10,
    6 + effect.expectedPerPriceLevel * dear + effect.expectedPerService * served + random.normal() * 0.7,
  );
  const quality = 1.2 + 0.35 * perceived;
  return {
    recommend,
    perceived,
    expected,
    minimum: Math.max(1, expected - between(random, 1, 3)),
    priceLevel,
    service,
    satisfied: scale(
      5,
      quality + effect.satisfiedPerPriceLevel * dear + effect.satisfiedPerService * served + random.normal() * 0.3,
    ),
    easy: scale(7, 1.5 + 0.5 * perceived + random.normal() * 0.8),
    priceAccepted: scale(5, 3.6 - 0.6 * dear + random.normal() * 0.6),
    dealsWith: pickWeighted(random, [
      ["sales", 0.35],
      ["technical", 0.3],
      ["after_sales", 0.25],
      ["engineering", 0.1],
    ] as const),
    respondWithin: pickWeighted(random, [
      [0, 0.25],
      [3, 0.4],
      [5, 0.2],
      [7, 0.15],
    ] as const),
    comparison: recommend >= 8 ? "better" : recommend <= 4 ? "worse" : "same",
  };
}

/** 0 to 10, by what kind of customer it is and what befell it. */
function recommendation(random: Random, plan: CustomerPlan): number {
  const isCross = plan.complaints.length > 0 && !hasForgiven(plan);
  if (isCross || (plan.left !== null && completedOrders(plan) > 3)) return between(random, 0, 5);
  if (plan.kind === "loyalist") return between(random, 9, 10);
  if (plan.kind === "habitual") return happens(random, 0.1) ? 9 : between(random, 6, 8);
  return happens(random, 0.05) ? 9 : between(random, 3, 8);
}

/** The nearest whole number from 1 to `most`. */
const scale = (most: number, value: number): number => Math.min(most, Math.max(1, Math.round(value)));
