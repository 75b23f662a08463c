import { raw, sql } from "../../engine/sql.js";
import type { Format } from "../../output/format.js";
import { CALLS } from "../call-list.js";
import { HUBSPOT_TIMES, hubspotNotes, hubspotTimes, hubspotTitle, OWNER, RECORD_KEYS, recordKeys } from "./hubspot.js";
import { numberColumn, textColumn, writeImportFile } from "./import-file.js";
import { MINUTES_PER_CALL } from "./timed-calls.js";

const COLUMNS = [
  textColumn("Call title", "What is done, and why"),
  textColumn("Call notes", "Reason, talking points, number"),
  numberColumn("Activity date", "Milliseconds since 1970: the call's time"),
  textColumn("Call direction", "Outbound"),
  textColumn("Call outcome", "Empty, to be filled in with HubSpot's own words: Connected, No answer, …"),
  { ...textColumn("To number", "International number"), textual: "phone" as const },
  OWNER,
  ...RECORD_KEYS,
];

/**
 * Calls to import into HubSpot's log once they were made, named after its properties of calls: the outcome is filled in
 * before, in the words that `OUTCOME_WORDS` reads back from HubSpot's export. Telephone calls with a possible number only.
 *
 * @param minutes from one call of an owner to the next
 */
export const hubspotCallsFormat = (minutes = MINUTES_PER_CALL): Format => ({
  id: "hubspot-calls",
  extensions: [],
  title: "CSV of calls for HubSpot's import, outcome to be filled in",
  binary: false,
  holds: "main",
  async write(context) {
    await hubspotTimes(context, minutes);
    const query = sql`SELECT ${hubspotTitle} AS "Call title", ${hubspotNotes} AS "Call notes", due_ms AS "Activity date",
        'Outbound' AS "Call direction", NULL AS "Call outcome", phone_e164 AS "To number", ${recordKeys}
      FROM ${raw(CALLS)} JOIN ${raw(HUBSPOT_TIMES)} USING (call_id)
      WHERE channel = 'phone' AND phone_e164 IS NOT NULL ORDER BY rank, customer_id, call_id`;
    await writeImportFile(context, { columns: COLUMNS, query });
  },
});
