import { createOptOuts, type OptOuts } from "../book/opt-outs.js";
import type { Scorecard } from "./scorecard.js";

/** The customers' opt-outs, read once; what was not understood is said then. */
export const optOutsOf = (card: Scorecard): Promise<OptOuts> =>
  card.once("opt_outs", async () => {
    const optOuts = await createOptOuts(card.book);
    for (const remark of optOuts.remarks) card.say(remark);
    return optOuts;
  });
