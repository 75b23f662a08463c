import type { Scorecard } from "../analyses/scorecard.js";
import { CrmError } from "../errors/crm-error.js";
import type { CallListRequest } from "../followup/build-call-list.js";
import { buildCampaignLists, phasesTable, purchaseRate } from "../followup/campaign/campaign-lists.js";
import type { CampaignPlan, Phase } from "../followup/campaign/plan.js";
import { callsTable, listingsTable, suppressedTable } from "../followup/summary-tables.js";
import { type Made, sayCounts } from "./followup-made.js";
import type { Session } from "./open-session.js";

/**
 * The lists of the phases of a campaign that lie ahead, or of one of them.
 *
 * @throws CrmError `bad-option` where no phase lies ahead
 */
export async function campaignLists(
  card: Scorecard,
  session: Session,
  plan: CampaignPlan,
  only: Phase | undefined,
  shared: Omit<CallListRequest, "campaign" | "plays" | "from" | "days" | "where">,
): Promise<Made> {
  const last = only === undefined ? plan.phases.length : plan.phases.findIndex(({ phase }) => phase === only) + 1;
  const ahead = plan.phases.slice(0, last).filter(({ to }) => to > session.asOf);
  const isOver = only !== undefined && ahead.at(-1)?.phase !== only;
  if (ahead.length === 0 || isOver) {
    throw new CrmError("bad-option", {
      option: "--campaign",
      detail:
        last === 0
          ? `the plan has no phase ${only}`
          : `${only === undefined ? "every phase" : `the phase ${only}`} of ${plan.name} is over on ${session.asOf}`,
      fix: `Its phases are ${plan.phases.map(({ phase, from, to }) => `${phase} (${from} to ${to})`).join(", ")}; --as-of sets the day.`,
    });
  }
  const lists = await buildCampaignLists(card, { ...plan, phases: ahead }, shared, only);
  if (!lists.some(({ phase }) => only === undefined || phase === only)) {
    throw new CrmError("bad-option", {
      option: "--campaign",
      detail: `${only ?? "no phase"} of ${plan.name} has ${only === undefined ? "a" : "no"} working day after ${session.asOf}`,
      fix: "Change the dates of its phases, or rules.followup.weekend and holidays.",
    });
  }
  for (const one of lists) sayCounts(session, one);
  const { currency } = card.book;
  return {
    main: callsTable(currency, true),
    lists: [suppressedTable(), listingsTable(currency)],
    summaries: [phasesTable(card, lists, await purchaseRate(card))],
    meta: { campaign: plan.name, phases: lists },
  };
}
