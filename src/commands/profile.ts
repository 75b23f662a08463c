import { profile as analysis } from "../analyses/profile/profile.js";
import { command } from "../cli/command.js";
import { SHARED_OPTIONS } from "../cli/shared-options.js";
import { runAnalysis, SCORECARD_OPTIONS } from "./run-analysis.js";

export const profile = command({
  name: "profile",
  summary: "what customers prefer, how to reach them, what they return, where they concentrate",
  description:
    "Preferences in category, brand, price, channel, day and hour; the channel that reaches each customer; everything invested\n" +
    "against everything earned; winning a customer against keeping one; clusters of region and industry, and whether a site\n" +
    "there would pay.",
  arguments: "[files...]",
  options: [...SCORECARD_OPTIONS, ...SHARED_OPTIONS],
  examples: [
    { command: "crm profile customers.xlsx orders.csv", shows: "every customer's preferences and return" },
    {
      command: "crm profile orders.csv --compare-to 2026-06-30 --sort spend_change",
      shows: "whose spend fell most since then",
    },
  ],
  run: (context) => runAnalysis(context, analysis, { needs: { hours: true } }),
});
