import { lifecycle as analysis } from "../analyses/lifecycle/lifecycle.js";
import { command } from "../cli/command.js";
import { SHARED_OPTIONS } from "../cli/shared-options.js";
import { runAnalysis, SCORECARD_OPTIONS } from "./run-analysis.js";

export const lifecycle = command({
  name: "lifecycle",
  summary: "stage of every customer by its own rhythm, since when, and which prospects may become loyal",
  description:
    "Says at which stage each customer is (prospect, new, developing, mature, slipping, lapsed) by P(alive), its own rhythm\n" +
    "of purchases and its tenure, and since which day; spending level, attention to price and quality; and how likely a\n" +
    "prospect is to become loyal, by the profile of today's loyal customers.",
  arguments: "[files...]",
  options: [...SCORECARD_OPTIONS, ...SHARED_OPTIONS],
  examples: [
    {
      command: "crm lifecycle customers.xlsx orders.csv",
      shows: "the stages, and every customer, slipping ones first",
    },
    {
      command: `crm lifecycle customers.xlsx orders.csv --where "stage = 'slipping'" -o slipping.xlsx`,
      shows: "those to win back while there is time, as a workbook",
    },
    {
      command: "crm lifecycle customers.xlsx orders.csv --compare-to 2025-12-31 --json",
      shows: "who has moved from stage to stage since then, in customers and in revenue",
    },
  ],
  run: (context) => runAnalysis(context, analysis),
});
