import { createRandom, parameterSampler } from "../../models/index.js";
import type { FittedModel, Predictor } from "./predictor.js";

/** The fitted model with parameters drawn from what the data leave open; one seed gives the same draws. */
export function drawPredictors(fitted: FittedModel, count: number, seed: number): Predictor[] {
  const random = createRandom(seed);
  const draw = parameterSampler(fitted.fit);
  return Array.from({ length: count }, () => fitted.withParameters(draw(random)));
}

/**
 * How many draws an interval takes: many where the parameters are uncertain, none where customers are so many that
 * their uncertainty does not show beside that of one customer's purchases: variances add, and that of the parameters
 * falls with the number of customers, while that of one customer's purchases stays.
 * Totals of groups have draws of their own, however many customers there are.
 */
export const drawsFor = (customers: number): number =>
  customers >= 50_000 ? 0 : Math.max(8, Math.min(64, Math.round(100_000 / customers)));
