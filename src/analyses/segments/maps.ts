import { CrmError } from "../../errors/crm-error.js";
import type { SegmentMap } from "./segment-map.js";

const words = (text: string): string[] => text.split(" ");

/** The segment of customers who have not bought. */
export const PROSPECT = "Prospect";
export const PROSPECT_ACTION = "Win the first purchase: welcome offer, answer open questions.";

/**
 * The 11-segment map over all 125 codes that is in common use (seen in Spotler Activate and public BigQuery
 * examples); an exact partition. The default.
 */
export const ELEVEN_SEGMENTS: SegmentMap = {
  id: "11-segments",
  title: "11 segments over R, F and M",
  bins: 5,
  segments: [
    {
      name: "Champions",
      codes: words("555 554 544 545 454 455 445"),
      action: "Reward them, show them new products first, ask for referrals.",
    },
    {
      name: "Loyal",
      codes: words("543 444 435 355 354 345 344 335"),
      action: "Offer better products and a loyalty programme; ask for reviews.",
    },
    {
      name: "Potential Loyalist",
      codes: words("553 551 552 541 542 533 532 531 452 451 442 441 431 453 433 432 423 353 352 351 342 341 333 323"),
      action: "Invite them to the programme; recommend what goes with their purchases.",
    },
    {
      name: "New Customers",
      codes: words("512 511 422 421 412 411 311"),
      action: "Help them start well and call after the sale; aim for the second order.",
    },
    {
      name: "Promising",
      codes: words("525 524 523 522 521 515 514 513 425 424 413 414 415 315 314 313"),
      action: "Make them remember you: small offers, samples, useful news.",
    },
    {
      name: "Need Attention",
      codes: words("535 534 443 434 343 334 325 324"),
      action: "Send a limited offer based on past purchases.",
    },
    {
      name: "About To Sleep",
      codes: words("331 321 312 221 213 231 241 251"),
      action: "Remind them with popular products before the habit is lost.",
    },
    {
      name: "At Risk",
      codes: words("255 254 245 244 253 252 243 242 235 234 225 224 153 152 145 143 142 135 134 133 125 124"),
      action: "Call or write personally; find out what went wrong.",
    },
    {
      name: "Cannot Lose Them",
      codes: words("155 154 144 214 215 115 114 113"),
      action: "Win them back in person, today; do not lose them to a competitor.",
    },
    {
      name: "Hibernating",
      codes: words("332 322 233 232 223 222 132 123 122 212 211"),
      action: "Offer what fits past purchases; keep the cost of contact low.",
    },
    {
      name: "Lost",
      codes: words("111 112 121 131 141 151"),
      action: "One last cheap attempt, then leave them alone.",
    },
  ],
};

const actionOf = (name: string): string =>
  ELEVEN_SEGMENTS.segments.find((segment) => segment.name === name)?.action ?? "";

/** The 10-segment grid over R and F alone, the standard of notebooks; an exact partition of the 25 cells. */
export const TEN_SEGMENTS: SegmentMap = {
  id: "10-segments",
  title: "10 segments over R and F",
  bins: 5,
  segments: [
    { name: "Champions", codes: ["5[4-5]*"], action: actionOf("Champions") },
    { name: "Loyal Customers", codes: ["[3-4][4-5]*"], action: actionOf("Loyal") },
    { name: "Potential Loyalists", codes: ["[4-5][2-3]*"], action: actionOf("Potential Loyalist") },
    { name: "New Customers", codes: ["51*"], action: actionOf("New Customers") },
    { name: "Promising", codes: ["41*"], action: actionOf("Promising") },
    { name: "Need Attention", codes: ["33*"], action: actionOf("Need Attention") },
    { name: "About To Sleep", codes: ["3[1-2]*"], action: actionOf("About To Sleep") },
    { name: "At Risk", codes: ["[1-2][3-4]*"], action: actionOf("At Risk") },
    { name: "Can't Lose Them", codes: ["[1-2]5*"], action: actionOf("Cannot Lose Them") },
    { name: "Hibernating", codes: ["[1-2][1-2]*"], action: actionOf("Hibernating") },
  ],
};

/** The maps that come with the tool. */
export const NAMED_MAPS: readonly SegmentMap[] = [ELEVEN_SEGMENTS, TEN_SEGMENTS];

/** Finds a map by its id among the named ones and those of the configuration. */
export function findMap(id: string, custom: readonly SegmentMap[]): SegmentMap {
  const maps = [...custom, ...NAMED_MAPS];
  const map = maps.find((one) => one.id === id);
  if (map === undefined) {
    throw new CrmError("bad-option", {
      option: "--segments",
      detail: `there is no map "${id}"`,
      fix: `Use one of ${maps.map((one) => one.id).join(", ")}, or define it under "maps" in crm.config.json.`,
    });
  }
  return map;
}
