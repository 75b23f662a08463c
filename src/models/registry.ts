import { bgNbd } from "./bg-nbd.js";
import { mbgCnbdK } from "./mbg-cnbd-k.js";
import { mbgNbd } from "./mbg-nbd.js";
import { paretoNbd } from "./pareto-nbd.js";
import type { PurchaseModel, PurchaseModelId } from "./purchase-model.js";

/** Parameters by name, as a caller sees them who does not care which model they belong to. */
export type NamedParameters = Readonly<Record<string, number>>;

/** A model chosen at run time. Give it back only parameters that it has fitted. */
export type AnyPurchaseModel = PurchaseModel<NamedParameters>;

/**
 * Forgets the type of the parameters. Sound as long as a model gets the parameters of its own fit: at run time each
 * model checks that they are positive, and TypeScript cannot say more of a model that is chosen by name.
 */
const anonymous = <P extends object>(model: PurchaseModel<P>): AnyPurchaseModel => model as unknown as AnyPurchaseModel;

/** All purchase models, the one that suits most shops first. */
export const purchaseModels: readonly AnyPurchaseModel[] = [
  anonymous(mbgNbd),
  anonymous(bgNbd),
  anonymous(paretoNbd),
  anonymous(mbgCnbdK),
];

/** The purchase model of this name, or undefined. */
export const purchaseModel = (id: PurchaseModelId | string): AnyPurchaseModel | undefined =>
  purchaseModels.find((model) => model.id === id);
