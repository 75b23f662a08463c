import { referrals as analysis } from "../analyses/referrals/referrals.js";
import { command } from "../cli/command.js";
import { SHARED_OPTIONS } from "../cli/shared-options.js";
import { runAnalysis, SCORECARD_OPTIONS } from "./run-analysis.js";

export const referrals = command({
  name: "referrals",
  summary: "who brings whom, what that is worth, and how far word of mouth goes",
  description:
    "The tree of who brought whom, from a file of referrals or the customers' own referred_by: direct and indirect customers\n" +
    "and revenue, referral value beside CLV without counting anything twice, generations, and word of mouth as estimated and seen.",
  arguments: "[files...]",
  options: [...SCORECARD_OPTIONS, ...SHARED_OPTIONS],
  examples: [
    {
      command: "crm referrals customers.xlsx orders.csv",
      shows: "who brought the most, by the referred_by of the customers",
    },
    {
      command: "crm referrals customers.xlsx orders.csv -o referrals.csv -o referrals.xlsx",
      shows: "every customer's referral value beside CLV, as files",
    },
  ],
  run: (context) => runAnalysis(context, analysis),
});
