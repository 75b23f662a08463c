import { loyalty as analysis } from "../analyses/loyalty/loyalty.js";
import { command } from "../cli/command.js";
import { SHARED_OPTIONS } from "../cli/shared-options.js";
import { runAnalysis, SCORECARD_OPTIONS } from "./run-analysis.js";

export const loyalty = command({
  name: "loyalty",
  summary: "ordinary, habitual or loyal, with the evidence, and the moves since a day",
  description:
    "Ordinary buyers, habitual buyers and brand loyalists: a habit by P(alive) and the customer's own rhythm, and two of three\n" +
    "kinds of evidence: recommends, buys nowhere else, forgives. Says what the files cannot show.",
  arguments: "[files...]",
  options: [...SCORECARD_OPTIONS, ...SHARED_OPTIONS],
  examples: [
    { command: "crm loyalty customers.xlsx orders.csv", shows: "the class of every customer, the loyal ones first" },
    { command: "crm loyalty orders.csv --compare-to 2026-04-30", shows: "who moved between the classes since April" },
  ],
  run: (context) => runAnalysis(context, analysis),
});
