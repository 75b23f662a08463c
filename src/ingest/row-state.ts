import type { RowClass } from "./preset.js";

/**
 * What became of a transaction record, as one small number in the engine: up to 1 it counts, from 2 a rule set it
 * aside, from 32 it cannot be used.
 */
export const ROW_STATES = {
  purchase: 0,
  refund: 1,
  cancelled: 2,
  failed: 3,
  unpaid: 4,
  test: 5,
  "not-a-sale": 6,
  "other-currency": 7,
  "duplicate-order": 8,
  "duplicate-customer": 9,
  "group-row": 10,
  totals: 11,
  footer: 12,
  "blank-row": 13,
  "repeated-header": 14,
  "duplicate-record": 15,
  "no-answer": 16,
  "label-row": 17,
  "not-worked": 18,
  "no-customer": 32,
  "damaged-id": 33,
  "no-date": 34,
  "bad-date": 35,
  "no-amount": 36,
  "bad-amount": 37,
  "no-rate": 38,
  incomplete: 39,
  "out-of-range": 40,
  "no-call-id": 41,
  "unknown-call": 42,
  "repeated-call": 43,
  "no-outcome": 44,
  "unknown-outcome": 45,
  "before-list": 46,
  "bad-next-date": 47,
  "next-before-contact": 48,
  "negative-amount": 49,
  "bad-satisfied": 50,
  "other-customer": 51,
  "far-next-date": 52,
  "amount-unreached": 53,
  "answer-unreached": 54,
} as const;

export type RowState = keyof typeof ROW_STATES;

/** From here on a record is rejected, unless it turns out to be a totals or footer row. */
export const FIRST_PROBLEM = 32;
/** Records below this count towards the customer's figures. */
export const FIRST_FILTER = 2;

const NAMES = new Map(Object.entries(ROW_STATES).map(([name, number]) => [number as number, name as RowState]));

export const stateName = (state: number): RowState => {
  const name = NAMES.get(state);
  if (name === undefined) throw new Error(`no row state ${state}`);
  return name;
};

export const stateOfClass = (rowClass: RowClass): number => ROW_STATES[rowClass];

/** What is said about each kind of reject. */
export const PROBLEM_MESSAGES: Readonly<Record<string, string>> = {
  "no-customer": "no customer id, e-mail, phone or name in the record",
  "damaged-id": "the identifier was turned into a rounded number (such as 1.23E+17) by a spreadsheet",
  "no-date": "the date is empty",
  "bad-date": "the date cannot be read",
  "no-amount": "the amount is empty",
  "bad-amount": "the amount cannot be read",
  "no-rate": "the rates file has no rate for its currency",
  incomplete: "a value is missing without which the record says nothing",
  "out-of-range": "a number lies outside of what it can be",
  "no-call-id": "the row has lost its call_id, by which it is known again",
  "unknown-call": "the list has no row with this call_id",
  "repeated-call": "an earlier row has the same call_id",
  "no-outcome": "something was filled in, but there is no outcome",
  "unknown-outcome": "the outcome is none of those that a call list offers",
  "before-list": "the contact lies before the day as of which the list was made",
  "bad-next-date": "the day of the next contact cannot be read",
  "next-before-contact": "the next contact lies before this one",
  "negative-amount": "the amount is negative",
  "bad-satisfied": "the satisfaction is no whole number from 1 to 5",
  "other-customer": "the listing with this call_id is of another customer",
  "far-next-date": "the next contact is more than two years after this one",
  "amount-unreached": "an amount was won, but by the outcome nobody was reached",
  "answer-unreached": "there are answers, but by the outcome nobody was reached",
};
