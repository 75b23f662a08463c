import { type AnyPurchaseModel, type HistoryTable, purchaseModels } from "../../models/index.js";
import { type FittedModel, fittedModel } from "./predictor.js";

/** A model that was asked for and not used, with the reason in words. */
export interface RefusedModel {
  readonly model: string;
  readonly reason: string;
}

export interface FittedCandidates {
  readonly fitted: readonly FittedModel[];
  readonly refused: readonly RefusedModel[];
}

/** The ids of all purchase models, in the order of the registry. */
export const MODEL_IDS: readonly string[] = purchaseModels.map((model) => model.id);

/** Fits the models asked for, all on the same histories. */
export function fitCandidates(table: HistoryTable, models: readonly string[]): FittedCandidates {
  const fitted: FittedModel[] = [];
  const refused: RefusedModel[] = [];
  for (const model of purchaseModels) {
    if (!models.includes(model.id)) continue;
    const outcome = fittedOrRefused(model, table);
    if ("reason" in outcome) refused.push(outcome);
    else fitted.push(outcome);
  }
  // One model under two names is no rival to itself.
  const poisson = fitted.find((one) => one.predictor.id === "mbg-nbd");
  const regular = fitted.findIndex((one) => one.predictor.id === "mbg-cnbd-k" && one.fit.parameters.k === 1);
  if (poisson === undefined || regular < 0) return { fitted, refused };
  refused.push({ model: "mbg-cnbd-k", reason: "it settles at k = 1, no regularity, and is then mbg-nbd" });
  return { fitted: fitted.filter((_, index) => index !== regular), refused };
}

function fittedOrRefused(model: AnyPurchaseModel, table: HistoryTable): FittedModel | RefusedModel {
  const fit = model.fit(table);
  if (!fit.ok) return { model: model.id, reason: fit.reason };
  if (!fit.converged) return { model: model.id, reason: fit.warnings.find(isNotConverged) ?? "it did not converge" };
  return fittedModel(model, fit);
}

const isNotConverged = (warning: string): boolean => warning.startsWith("not converged");
