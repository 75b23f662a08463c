import { anyText, isoDay, namesParted, oneOf, wholeNumber } from "../cli/option.js";
import { daysLong, SHARED_OPTIONS, spec } from "../cli/shared-options.js";

/** Analyses that lend columns to the list of segments. */
export const LENDERS = [
  "clv",
  "lifecycle",
  "loyalty",
  "value",
  "relationship",
  "survey",
  "referrals",
  "profile",
] as const;
export type Lender = (typeof LENDERS)[number];

/** The options of `crm segment`. */
export const SEGMENT_OPTIONS = [
  spec({
    key: "bins",
    flags: "--bins <n>",
    description: "scores from 1 to n: 3, 4, 5 or 10",
    parse: (text: string) => Number(oneOf("--bins", ["3", "4", "5", "10"])(text)),
    default: "5",
  }),
  spec({
    key: "method",
    flags: "--method <name>",
    description: "rfm: scores and named segments; kmeans: clusters of like behaviour, described in words",
    parse: oneOf("--method", ["rfm", "kmeans"]),
    default: "rfm",
  }),
  spec({
    key: "k",
    flags: "--k <n>",
    description: "clusters of kmeans, or auto: the number with the best silhouette, from 2 to 8",
    parse: (text: string) => (text === "auto" ? null : wholeNumber("--k", 2, 20)(text)),
    default: "auto",
  }),
  spec({
    key: "seed",
    flags: "--seed <n>",
    description: "seed of the clusters and of other analyses",
    parse: wholeNumber("--seed", 0),
    default: "1",
  }),
  spec({
    key: "monetary",
    flags: "--monetary <kind>",
    description: "spend in total, or its mean over orders: total or mean",
    parse: oneOf("--monetary", ["total", "mean"]),
    default: "total",
  }),
  spec({
    key: "window",
    flags: "--window <length>",
    description: "count orders and spend of this time only, as in 365d (default: all history)",
    parse: daysLong("--window"),
  }),
  spec({
    key: "cuts",
    flags: "--cuts <points>",
    description: "fixed cut points, as in 'recency:30,90,180,365 frequency:1,2,4,8 monetary:50,100,250,500'",
    parse: anyText,
  }),
  spec({
    key: "saveCuts",
    flags: "--save-cuts <file>",
    description: "save the cut points for later months",
    parse: anyText,
  }),
  spec({ key: "cutsFrom", flags: "--cuts-from <file>", description: "use saved cut points", parse: anyText }),
  spec({
    key: "segments",
    flags: "--segments <map>",
    description: "map from scores to names: 11-segments, 10-segments, or one of the configuration",
    parse: anyText,
  }),
  spec({
    key: "lint",
    flags: "--lint",
    description: "prove the map total and disjoint, and stop",
    parse: anyText,
    isFlag: true,
  }),
  spec({
    key: "summary",
    flags: "--summary",
    description: "the segments instead of the customers",
    parse: anyText,
    isFlag: true,
  }),
  spec({
    key: "with",
    flags: "--with <analyses>",
    description: `columns of other analyses beside the scores: ${LENDERS.join(", ")}`,
    parse: (text: string) => text.split(",").map((name) => oneOf("--with", LENDERS)(name.trim())),
  }),
  spec({
    key: "by",
    flags: "--by <attributes>",
    description: "break down by customer attributes, each by itself: size, revenue, index of each segment, demand",
    parse: namesParted,
  }),
  spec({
    key: "market",
    flags: "--market <file>",
    description: "CSV of group,volume: the whole market of each group of --by, for the market share",
    parse: anyText,
  }),
  spec({
    key: "compareTo",
    flags: "--compare-to <date>",
    description: "segments on an earlier day with that day's cut points for both: previous_segment and the moves since",
    parse: isoDay("--compare-to"),
  }),
  spec({
    key: "cohorts",
    flags: "--cohorts <file>",
    description: "write monthly retention by month of the first purchase; the ending decides the format",
    parse: anyText,
  }),
  ...SHARED_OPTIONS,
] as const;
