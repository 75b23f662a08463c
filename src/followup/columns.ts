import { type Column, decidedBy } from "../columns/column.js";

const text = (name: string, description: string): Column => ({ name, type: "text", description });
const prose = (name: string, description: string): Column => ({ name, type: "text", prose: true, description });

const CUSTOMER_ID: Column = {
  name: "customer_id",
  type: "text",
  textual: "identifier",
  description: "The customer's identifier",
};
const NAME = text("name", "The customer's name, where it is known");
const PLAY = text("play", "Why it is contacted; the table of plays says what each is");

/** The columns of the call list, in order. */
export function callColumns(currency: string | null): readonly Column[] {
  const money = (name: string, description: string): Column => ({
    name,
    type: "money",
    ...(currency === null ? {} : { unit: currency }),
    description,
  });
  const columns: readonly Column[] = [
    { name: "rank", type: "integer", description: "Place in the list: service first, then by expected value" },
    CUSTOMER_ID,
    NAME,
    text("contact", "The person to speak to, where the customer is an organisation"),
    {
      name: "phone",
      type: "text",
      textual: "phone",
      description: "Telephone number of the person, else of the customer",
    },
    text("email", "E-mail address of the person, else of the customer"),
    text("channel", "How to make contact: phone, email, post or visit"),
    text("owner", "Who makes it"),
    { name: "due", type: "date", description: "Working day on which it is to be made" },
    text("window", "Hours in which it may be made, in the customer's own time zone"),
    text("stage", "pre_sales, on_sale or after_sales"),
    PLAY,
    prose("reason", "Why now, with the numbers"),
    prose("talking_points", "What to say, from the customer's file"),
    money("expected_value", "Uplift × margin × value at stake, less the cost of the contact"),
    {
      name: "uplift",
      type: "share",
      description: "By how much likelier a purchase becomes: assumed, until it is measured",
    },
    money("value_at_stake", "Revenue that the contact is about"),
    money("cost", "What the contact costs"),
    text("segment", "RFM segment"),
    text("loyalty_class", "ordinary, habitual or loyalist"),
    text("value_group", "vip, improvement, maintain or ordinary"),
    { name: "last_purchase", type: "date", description: "Day of the last purchase" },
    { name: "last_contact", type: "date", description: "Day on which the business last turned to the customer" },
    { name: "attempts", type: "integer", description: "Attempts since the customer was last reached" },
    prose("other_reasons", "Further plays for the same customer"),
  ];
  return decidedBy(["rank", "name", "phone", "channel", "reason"], columns);
}

/** Everybody whom a play is for and who is not contacted. */
export const SUPPRESSED_COLUMNS: readonly Column[] = [
  CUSTOMER_ID,
  NAME,
  PLAY,
  prose("reason", "Why the customer is left alone"),
];

/** Who was put on a list and who was kept aside to measure what it does. */
export function listingColumns(currency: string | null): readonly Column[] {
  const money = (name: string, description: string): Column => ({
    name,
    type: "money",
    ...(currency === null ? {} : { unit: currency }),
    description,
  });
  return [
    { name: "call_id", type: "text", textual: "identifier", description: "Identifies the customer's row of the list" },
    { name: "list_id", type: "text", textual: "identifier", description: "Identifies the list" },
    CUSTOMER_ID,
    {
      name: "date",
      type: "date",
      description: "The day before the list's first; purchases count from the day after it",
    },
    text("arm", "listed, or control: kept aside to measure what the list does"),
    PLAY,
    text("channel", "How contact was to be made"),
    text("owner", "Who was to make it"),
    text("campaign", "The campaign that the list belongs to"),
    text("phase", "The campaign's phase"),
    { name: "uplift", type: "share", description: "The uplift that was expected" },
    money("value_at_stake", "Revenue that the contact was about"),
    money("expected_value", "Net value that was expected"),
    money("cost", "What the contact was to cost"),
  ];
}
