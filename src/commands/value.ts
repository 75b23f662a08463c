import { value as analysis, scoreValue } from "../analyses/value/value.js";
import { command } from "../cli/command.js";
import { percent } from "../cli/option.js";
import { daysLong, SHARED_OPTIONS, spec } from "../cli/shared-options.js";
import { runAnalysis, SCORECARD_OPTIONS } from "./run-analysis.js";

export const value = command({
  name: "value",
  summary: "weighted score now and ahead, rating, strategic and general customers, value received, policy by class",
  description:
    "Scores every customer from 0 to 100 by weighted indicators of value now (gross profit, sales volume, marketing cost) and\n" +
    "ahead (industry status, length of cooperation, satisfaction), and rates it A to E. The fewest customers who make 80 % of\n" +
    "profit are strategic. Weights, standards, cut-offs and policies stand in crm.config.json under rules.value.",
  arguments: "[files...]",
  options: [
    spec({
      key: "margin",
      flags: "--margin <share>",
      description: "share of spend that is profit, as in 35% (default: from a cost or margin column, else 100%)",
      parse: percent("--margin", 100),
    }),
    spec({
      key: "window",
      flags: "--window <length>",
      description: "how far back gross profit, volume and marketing cost count, as in 12m (default: all history)",
      parse: daysLong("--window"),
    }),
    ...SCORECARD_OPTIONS,
    ...SHARED_OPTIONS,
  ],
  examples: [
    {
      command: "crm value customers.xlsx orders.csv",
      shows: "strategic and general customers, ratings, and every customer's score",
    },
    {
      command: "crm value orders.csv --margin 35% --window 12m -o value.xlsx",
      shows: "value by the profit of the last twelve months, as a workbook with standards and curves",
    },
    {
      command: "crm value customers.xlsx orders.csv --compare-to 2025-12-31 --json",
      shows: "who moved between classes and ratings, in customers and in revenue",
    },
  ],
  run: (context) => {
    const { margin, window } = context.settings;
    return runAnalysis(context, {
      ...analysis,
      score: (card) =>
        scoreValue(card, {
          ...(margin === undefined ? {} : { margin }),
          ...(window === undefined ? {} : { windowDays: window }),
        }),
    });
  },
});
