import type { CommandContext } from "../cli/command.js";
import type { OptionSpec } from "../cli/option.js";
import { CrmError } from "../errors/crm-error.js";
import { reviewLists } from "../followup/review/review.js";
import type { Result } from "../output/result.js";
import { deliver, openDestination } from "./deliver.js";
import { withSession } from "./open-session.js";
import { scorecardOf } from "./run-analysis.js";

/**
 * Says what came of the lists that the inputs or the book know of.
 *
 * @throws CrmError `column-missing` where there are no listings
 */
export async function review<O extends readonly OptionSpec[]>(context: CommandContext<O>): Promise<number> {
  const destination = await openDestination(context);
  return withSession(
    context,
    async (session) => {
      if (!session.book.records.has("listings")) {
        throw new CrmError("column-missing", {
          field: "call lists",
          detail: "No file has listings: who was put on a list, and who was kept aside.",
          fix: "Give the filled workbooks of crm followup as inputs, or import them into the book.",
        });
      }
      const { tables, meta, said } = await reviewLists(await scorecardOf(context, session));
      for (const sentence of said) session.talk.say(sentence);
      const [main, ...further] = tables;
      const result: Result = {
        schemaVersion: 1,
        command: "followup-review",
        asOf: session.asOf,
        meta: { accounting: session.accounting, ...meta },
        main,
        further,
      };
      return deliver(context, session, destination, result);
    },
    { callLists: true },
  );
}
