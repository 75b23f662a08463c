import type { Rules } from "../../rules/index.js";
import type { RelationshipLevelId } from "../../rules/relationship-rules.js";

export type GroupSize = "few" | "medium" | "many";
export type MarginBand = "low" | "medium" | "high";

/** The level of a group, with what it follows from. */
export interface ChosenLevel {
  readonly level: RelationshipLevelId;
  readonly size: GroupSize;
  readonly band: MarginBand;
  /** The configuration says it, whatever the grid does. */
  readonly isConfigured: boolean;
}

/**
 * The level of relationship of a group of customers, by their number and margin (Kotler's rule: few customers and a high
 * margin bear a partnership, many and a low one nothing after the sale). The cells between the two ends are this tool's.
 *
 * @param customers customers with a purchase
 * @param margin margin over net spend; null, where there is no net spend, counts as low
 * @example chooseLevel("equipment", 12, 0.45, rules) // partnership: few customers, high margin
 */
export function chooseLevel(
  group: string,
  customers: number,
  margin: number | null,
  rules: Rules["relationship"],
): ChosenLevel {
  const size = customers <= rules.fewCustomers ? "few" : customers >= rules.manyCustomers ? "many" : "medium";
  const band = margin === null || margin < rules.lowMargin ? "low" : margin >= rules.highMargin ? "high" : "medium";
  const configured = Object.hasOwn(rules.groups, group) ? rules.groups[group] : undefined;
  return { level: configured ?? rules.grid[size][band], size, band, isConfigured: configured !== undefined };
}
