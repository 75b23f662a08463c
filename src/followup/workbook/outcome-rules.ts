import type { DataValidation, Worksheet } from "exceljs";
import { EXPECTATION_CHOICES } from "../../ingest/call-list/outcome-columns.js";
import { OUTCOMES } from "../outcomes.js";

/** What a cell that is filled in is held against; `first` is its own first cell, `firstContact` that of contacted_at. */
type Rule = (place: { readonly firstContact: string; readonly first: string; readonly from: Date }) => DataValidation;

const stop = (errorTitle: string, error: string) =>
  ({ allowBlank: true, showErrorMessage: true, errorStyle: "stop", errorTitle, error }) as const;
const among = (choices: readonly string[]): string[] => [`"${choices.join(",")}"`];

/** Rules of the columns that have one. */
export const OUTCOME_RULES: Readonly<Record<string, Rule>> = {
  contacted_at: ({ from }) => ({
    type: "date",
    operator: "greaterThanOrEqual",
    formulae: [from],
    ...stop("Day of the contact", "A day, such as 2026-03-31, not before the day of the list."),
  }),
  outcome: () => ({
    type: "list",
    formulae: among(OUTCOMES.map(({ label }) => label)),
    ...stop("Outcome", "Choose one of the drop-down; the sheet Instructions says what each means."),
  }),
  next_at: ({ first, firstContact, from }) => ({
    type: "custom",
    formulae: [
      `AND(ISNUMBER(${first}),${first}>=MAX(${firstContact},${serialOf(from)}),${first}<=EDATE(MAX(${firstContact},${serialOf(from)}),24))`,
    ],
    ...stop("Next contact", "A day, such as 2026-03-31, not before the contact, and not more than two years after it."),
  }),
  amount: () => ({
    type: "decimal",
    operator: "greaterThanOrEqual",
    formulae: [0],
    ...stop("Amount", "What was won, as a number of 0 or more."),
  }),
  satisfied: () => ({
    type: "list",
    formulae: among(["1", "2", "3", "4", "5"]),
    ...stop("Satisfied", "A whole number from 1 (not at all) to 5 (fully)."),
  }),
  expectation_met: () => ({
    type: "list",
    formulae: among(EXPECTATION_CHOICES),
    ...stop("Expectation met", "yes, partly or no."),
  }),
};

const DAY = 86_400_000;
const serialOf = (day: Date): number => Math.round((day.getTime() - Date.UTC(1899, 11, 30)) / DAY);

/** Holds a range against a rule; exceljs's types know rules of single cells only, which would be thousands. */
export function validate(sheet: Worksheet, range: string, rule: DataValidation): void {
  const { dataValidations } = sheet as unknown as {
    dataValidations: { add(range: string, rule: DataValidation): void };
  };
  dataValidations.add(range, rule);
}
