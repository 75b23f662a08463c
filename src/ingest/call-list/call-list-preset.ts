import { headerKey } from "../normalise-header.js";
import type { Preset } from "../preset.js";
import { OUTCOME_COLUMNS } from "./outcome-columns.js";

/** The sheets of a call list, in their order; further tables stand before the listings. */
export const CALL_LIST_SHEETS = {
  calls: "Call list",
  suppressed: "Suppressed",
  instructions: "Instructions",
  paper: "On paper",
  listings: "Listings",
  dictionary: "Data dictionary",
} as const;

/** Headers of the sheet of those who are left alone. */
export const SUPPRESSED_HEADERS = ["customer_id", "name", "play", "reason"] as const;

/** Columns that tell a call list, filled in or not. */
const SIGNATURE = ["call_id", "play", "contacted_at", "outcome"] as const;

/** A call list that comes back; which of its columns is which field of an interaction. All others are none. */
export const CALL_LIST: Preset = {
  id: "crm-call-list",
  title: "a call list of crm followup",
  role: "interactions",
  signature: SIGNATURE,
  columns: {
    interaction_id: "call_id",
    customer_id: "customer_id",
    date: "contacted_at",
    kind: "channel",
    stage: "stage",
    outcome: "outcome",
    cost: "cost",
    by: "owner",
    play: "play",
    contact: "contact",
    amount: "amount",
    next_contact: "next_at",
    note: "note",
  },
  ignore: [
    ...["rank", "name", "phone", "email", "due", "window", "reason", "talking_points", "expected_value", "uplift"],
    ...["value_at_stake", "segment", "loyalty_class", "value_group", "last_purchase", "last_contact", "attempts"],
    ...["other_reasons", ...OUTCOME_COLUMNS.slice(5)],
  ],
};

/** Columns that stand in a call list and in no other export; those to fill in first. */
const OWN_COLUMNS = {
  filled: ["contacted_at", "next_at", "expectation_met"],
  calculated: [
    ...["talking_points", "other_reasons", "expected_value", "value_at_stake", "uplift", "play", "due", "window"],
  ],
} as const;

/** Columns of plain files of interactions, which may have a play, an outcome and a day too. */
const RECORD_COLUMNS = ["interaction_id", "activity_id", "kind", "type", "direction"].map(headerKey);

/**
 * The columns of its signature that a call list has lost; none where the table is a whole one, or is no call list. What is left
 * of it would pass for a file of customers or of other calls, and what came of its contacts would be lost.
 */
export function lostColumns(headers: readonly string[]): readonly string[] {
  const keys = new Set(headers.map(headerKey));
  const lost = SIGNATURE.filter((header) => !keys.has(headerKey(header)));
  const count = (names: readonly string[]): number => names.filter((name) => keys.has(headerKey(name))).length;
  const isWithoutIdAlone = lost.length === 1 && lost[0] === "call_id" && !RECORD_COLUMNS.some((key) => keys.has(key));
  const isRest = count(OWN_COLUMNS.filled) >= 1 && count(OWN_COLUMNS.calculated) >= 4;
  return isWithoutIdAlone || isRest ? lost : [];
}

/** The answers in a call list. */
export const CALL_ANSWERS: Preset = {
  id: "crm-call-answers",
  title: "answers in a call list of crm followup",
  role: "responses",
  signature: SIGNATURE,
  columns: { response_id: "call_id", customer_id: "customer_id", date: "contacted_at" },
};

/** Whether a table is a call list. */
export function isCallList(headers: readonly string[]): boolean {
  const keys = new Set(headers.map(headerKey));
  return SIGNATURE.every((header) => keys.has(headerKey(header)));
}

/** Whether a table is the list of those whom a call list leaves alone; they are neither customers nor transactions. */
export const isSuppressedList = (headers: readonly string[]): boolean =>
  headers.length === SUPPRESSED_HEADERS.length &&
  SUPPRESSED_HEADERS.every((header, index) => headerKey(headers[index]!) === headerKey(header));
