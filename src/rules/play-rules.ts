import { z } from "zod";
import { CHANNELS } from "./contact-rules.js";
import { RELATIONSHIP_LEVELS } from "./relationship-rules.js";

const share = z.number().min(0).max(1);
const channels = z.array(z.enum(CHANNELS)).min(1);
const levels = z.array(z.enum([...RELATIONSHIP_LEVELS, "none"]));

/** The plays of the call list, in the order in which docs name them. */
export const PLAY_IDS = [
  "open_complaint",
  "promised_contact",
  "post_sale_check",
  "detractor",
  "quote",
  "return_visit",
  "slipping_vip",
  "improvement_nurture",
  "win_back",
  "likely_loyal",
  "product_news",
  "joint_planning",
  "referral_request",
  "anniversary",
  "account_gap",
  "executive_exchange",
  "growth_advice",
  "offer_and_points",
  "vip_service",
  "membership_invitation",
  "complete_file",
  "invitation_to_call",
  "campaign",
] as const;

export type PlayId = (typeof PLAY_IDS)[number];

const ACCOUNTABLE = ["accountable", "proactive", "partnership"] as const;
const PROACTIVE = ["proactive", "partnership"] as const;
const ALL = [...RELATIONSHIP_LEVELS] as const;
const PROSPECTS = ["none"] as const;

type PlayDefaults = {
  readonly uplift: number;
  readonly channels: readonly (typeof CHANNELS)[number][];
  readonly levels: readonly ((typeof RELATIONSHIP_LEVELS)[number] | "none")[];
  readonly withinDays: number;
};

/** One play: the assumption of what it does, by which channels, for whom, and how soon. */
const play = (meaning: string, { uplift, channels: by, levels: at, withinDays }: PlayDefaults) =>
  z
    .strictObject({
      isUsed: z.boolean().default(true),
      uplift: share.default(uplift),
      channels: channels.default([...by]),
      levels: levels.default([...at]),
      withinDays: z.number().int().min(1).default(withinDays),
    })
    .prefault({})
    .describe(meaning);

const RING = ["phone", "email"] as const;
const VISIT = ["visit", "phone", "email"] as const;
const WRITE = ["email", "post"] as const;

/** What is assumed of each play. */
export const playRules = z
  .strictObject({
    promised_contact: play("The day has come that the customer named for the next contact", {
      uplift: 0.1,
      channels: RING,
      levels: [...ALL, "none"],
      withinDays: 2,
    }),
    post_sale_check: play("Is all well after a purchase or delivery, how is it used, what should improve", {
      uplift: 0.05,
      channels: ["phone"],
      levels: ACCOUNTABLE,
      withinDays: 7,
    }),
    open_complaint: play("A complaint that is open, the most urgent by the answered response time first", {
      uplift: 0.15,
      channels: RING,
      levels: [...ALL, "none"],
      withinDays: 3,
    }),
    detractor: play("Who answered that it would not recommend us is called back", {
      uplift: 0.1,
      channels: RING,
      levels: [...ALL, "none"],
      withinDays: 2,
    }),
    quote: play("A quote or contract that waits for an answer", {
      uplift: 0.1,
      channels: RING,
      levels: [...ALL, "none"],
      withinDays: 7,
    }),
    return_visit: play("The visit that the policy of the customer's class makes due", {
      uplift: 0.06,
      channels: VISIT,
      levels: PROACTIVE,
      withinDays: 30,
    }),
    slipping_vip: play("A VIP customer that is past its own expected next purchase", {
      uplift: 0.12,
      channels: RING,
      levels: [...ALL],
      withinDays: 7,
    }),
    improvement_nurture: play("Low return today, high value ahead: what would bring the next purchase", {
      uplift: 0.05,
      channels: RING,
      levels: ACCOUNTABLE,
      withinDays: 14,
    }),
    win_back: play("A customer that stopped buying", {
      uplift: 0.03,
      channels: RING,
      levels: [...ALL],
      withinDays: 14,
    }),
    likely_loyal: play("A prospect whose profile is that of loyal customers", {
      uplift: 0.05,
      channels: RING,
      levels: PROSPECTS,
      withinDays: 7,
    }),
    product_news: play("News of the products that the customer prefers", {
      uplift: 0.02,
      channels: WRITE,
      levels: PROACTIVE,
      withinDays: 30,
    }),
    joint_planning: play("The year's joint plan with a partner", {
      uplift: 0.08,
      channels: VISIT,
      levels: ["partnership"],
      withinDays: 30,
    }),
    referral_request: play("A loyalist is asked whom it would recommend us to", {
      uplift: 0.04,
      channels: RING,
      levels: ACCOUNTABLE,
      withinDays: 30,
    }),
    anniversary: play("A birthday, a remembrance day, or the year since the first purchase", {
      uplift: 0.02,
      channels: ["email", "post", "phone"],
      levels: [...ALL],
      withinDays: 7,
    }),
    account_gap: play("No decider of the account is known, or the decider opposes us", {
      uplift: 0.05,
      channels: RING,
      levels: ACCOUNTABLE,
      withinDays: 30,
    }),
    executive_exchange: play(
      "An exchange between executives of a strategic customer, with a joint product or application",
      {
        uplift: 0.06,
        channels: VISIT,
        levels: PROACTIVE,
        withinDays: 60,
      },
    ),
    growth_advice: play("Advice with which a general customer could grow", {
      uplift: 0.02,
      channels: WRITE,
      levels: PROACTIVE,
      withinDays: 60,
    }),
    offer_and_points: play("An offer and points for an improvement customer", {
      uplift: 0.04,
      channels: WRITE,
      levels: [...ALL],
      withinDays: 14,
    }),
    vip_service: play("The regular personal service of a VIP customer", {
      uplift: 0.04,
      channels: RING,
      levels: ACCOUNTABLE,
      withinDays: 30,
    }),
    membership_invitation: play("A potential customer is invited to become a member", {
      uplift: 0.03,
      channels: WRITE,
      levels: [...ALL, "none"],
      withinDays: 30,
    }),
    complete_file: play("What the file lacks is asked for after the first purchase", {
      uplift: 0.01,
      channels: ["email", "phone"],
      levels: [...ALL],
      withinDays: 14,
    }),
    invitation_to_call: play("The customer is invited to call with questions and complaints", {
      uplift: 0.01,
      channels: WRITE,
      levels: ["reactive"],
      withinDays: 14,
    }),
    campaign: play("A phase of a campaign (--campaign), which brings its own audience and channel", {
      uplift: 0.02,
      channels: ["email", "phone", "post"],
      levels: [...ALL, "none"],
      withinDays: 14,
    }),
  })
  .prefault({})
  .describe(
    "By play: whether it is used; the uplift, an assumption of how much likelier a purchase becomes by it, until it is measured; its channels, best first; the levels of relationship that have it (none: no purchase yet); days within which it is due",
  );
