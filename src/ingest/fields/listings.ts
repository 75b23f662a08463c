import type { Field } from "../field.js";
import { names } from "./names.js";
import { CUSTOMER_ID_HEADERS } from "./record-words.js";

/** Fields of a file of listings: who was put on a call list and who was kept aside, as a call list brings it along. */
export const LISTING_FIELDS: readonly Field[] = [
  {
    name: "call_id",
    type: "identifier",
    description: "Identifier of the customer's row of the list; a later file's record of the same replaces an earlier",
    headers: { en: names("Call ID") },
  },
  { name: "list_id", type: "identifier", description: "Identifier of the list", headers: { en: names("List ID") } },
  { name: "customer_id", type: "identifier", description: "The customer", headers: CUSTOMER_ID_HEADERS },
  {
    name: "date",
    type: "date",
    description: "The list's day",
    headers: {
      en: names("Date, List Date"),
      de: names("Datum"),
      fr: names("Date"),
      es: names("Fecha"),
      zh: names("日期"),
    },
  },
  {
    name: "arm",
    type: "choice",
    description: "listed, or control: kept aside to measure what the list does",
    headers: { en: names("Arm") },
    choices: {
      listed: names("listed, treated, treatment"),
      control: names("control, held out, hold out, holdout, kept aside"),
    },
  },
  { name: "play", type: "text", description: "Why the customer was to be contacted", headers: { en: names("Play") } },
  { name: "channel", type: "text", description: "How contact was to be made", headers: { en: names("Channel") } },
  { name: "owner", type: "text", description: "Who was to make it", headers: { en: names("Owner") } },
  { name: "campaign", type: "text", description: "The campaign of the list", headers: { en: names("Campaign") } },
  { name: "phase", type: "text", description: "The campaign's phase", headers: { en: names("Phase") } },
  {
    name: "uplift",
    type: "number",
    description: "By how much likelier a purchase was to become, as a share",
    range: [-1, 1],
    headers: { en: names("Uplift") },
  },
  {
    name: "value_at_stake",
    type: "money",
    description: "Revenue that the contact was about",
    headers: { en: names("Value at Stake") },
  },
  {
    name: "expected_value",
    type: "money",
    description: "Net value that was expected",
    headers: { en: names("Expected Value") },
  },
  {
    name: "cost",
    type: "money",
    description: "What the contact was to cost",
    range: [0, 1e12],
    headers: { en: names("Cost") },
  },
];
