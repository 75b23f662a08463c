import type { Field } from "../field.js";
import { names } from "../fields/names.js";
import { OUTCOME_WORDS } from "../fields/outcome-words.js";
import { NO, YES } from "../fields/record-words.js";

/** The columns of a call list that the staff fill in, in order; `call_id` stands behind them. */
export const OUTCOME_COLUMNS = [
  ...["contacted_at", "outcome", "next_at", "amount", "note"],
  ...["satisfied", "expectation_met", "usage", "suggestion", "defect"],
] as const;

/** What was asked after a purchase, as the answer comes back: column, question, and what the answer is about. */
export const CALL_QUESTIONS = [
  { column: "satisfied", question: "How satisfied are you with your purchase? (1-5)" },
  { column: "expectation_met", question: "Is it what you had hoped for?" },
  { column: "usage", question: "How do you use it?", topic: "use" },
  { column: "suggestion", question: "What could be better?", topic: "suggestion" },
  { column: "defect", question: "Is anything broken or faulty?", topic: "defect" },
] as const;

/** The choices of `expectation_met`, as the drop-down offers them and in further words. */
const EXPECTATION_WORDS = {
  yes: YES,
  partly: names("partly, partially, in part, teilweise, zum Teil, en partie, partiellement, en parte, 部分"),
  no: NO,
};
export const EXPECTATION_CHOICES: readonly string[] = Object.keys(EXPECTATION_WORDS);

/** How the cells are read that are no fields of an interaction, or are held to more than those. */
export const OUTCOME_FIELDS: readonly Field[] = [
  { name: "outcome", type: "choice", description: "What came of it", headers: {}, choices: OUTCOME_WORDS },
  { name: "satisfied", type: "number", description: "Satisfaction from 1 to 5", headers: {} },
  {
    name: "expectation_met",
    type: "choice",
    description: "yes, partly or no",
    headers: {},
    choices: EXPECTATION_WORDS,
  },
  { name: "usage", type: "text", description: "How it is used", headers: {} },
  { name: "suggestion", type: "text", description: "What could be better", headers: {} },
  { name: "defect", type: "text", description: "What is faulty", headers: {} },
];
