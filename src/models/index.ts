/**
 * Models of customers' purchases, spend and contracts: pure functions of plain objects. The package's export `./models`.
 */
export { createRandom, type Random } from "../math/random.js";
export { type BgNbdParameters, bgNbd } from "./bg-nbd.js";
export { discountedSum } from "./discounted-sum.js";
export { parameterSampler } from "./draw-parameters.js";
export type { FitOptions, FitOutcome, FitRefusal, FitRefusalCode, FitSuccess } from "./fit-outcome.js";
export type { FutureSpan } from "./future-span.js";
export {
  type GammaGammaParameters,
  type GroupedSpend,
  gammaGamma,
  type Spend,
  type SpendModel,
} from "./gamma-gamma.js";
export type { GroupedHistory, History } from "./history.js";
export { groupHistories, type Histories, type HistoryTable } from "./history-table.js";
export { type MbgCnbdKParameters, mbgCnbdK } from "./mbg-cnbd-k.js";
export { type MbgNbdParameters, mbgNbd } from "./mbg-nbd.js";
export { type ParetoNbdParameters, paretoNbd } from "./pareto-nbd.js";
export type { PurchaseModel, PurchaseModelId } from "./purchase-model.js";
export { type AnyPurchaseModel, type NamedParameters, purchaseModel, purchaseModels } from "./registry.js";
export {
  type ContractModel,
  type ShiftedBetaGeometricParameters,
  type Survivors,
  shiftedBetaGeometric,
} from "./shifted-beta-geometric.js";
