import { raw, sql } from "../../engine/sql.js";
import type { Format } from "../../output/format.js";
import { CALLS } from "../call-list.js";
import { HUBSPOT_TIMES, hubspotNotes, hubspotTimes, hubspotTitle, OWNER, RECORD_KEYS, recordKeys } from "./hubspot.js";
import { numberColumn, textColumn, writeImportFile } from "./import-file.js";
import { MINUTES_PER_CALL } from "./timed-calls.js";

const COLUMNS = [
  textColumn("Task title", "What is done, and why"),
  textColumn("Task notes", "Reason, talking points, number"),
  numberColumn("Due date", "Milliseconds since 1970: the call's time, else the end of the working day"),
  textColumn("Task type", "Call, Email or To-do"),
  textColumn("Priority", "High, Medium or Low: the thirds of the list"),
  textColumn("Task status", "Not started"),
  OWNER,
  ...RECORD_KEYS,
];

/**
 * Tasks to import into HubSpot, named after its properties of tasks. Every row of the list is one, by telephone or not.
 *
 * @param minutes from one call of an owner to the next
 */
export const hubspotTasksFormat = (minutes = MINUTES_PER_CALL): Format => ({
  id: "hubspot-tasks",
  extensions: [],
  title: "CSV of tasks for HubSpot's import",
  binary: false,
  holds: "main",
  async write(context) {
    await hubspotTimes(context, minutes);
    const query = sql`SELECT ${hubspotTitle} AS "Task title", ${hubspotNotes} AS "Task notes", due_ms AS "Due date",
        CASE channel WHEN 'phone' THEN 'Call' WHEN 'email' THEN 'Email' ELSE 'To-do' END AS "Task type",
        ['High', 'Medium', 'Low'][ntile(3) OVER (ORDER BY rank, customer_id, call_id)] AS "Priority",
        'Not started' AS "Task status", ${recordKeys}
      FROM ${raw(CALLS)} JOIN ${raw(HUBSPOT_TIMES)} USING (call_id) ORDER BY rank, customer_id, call_id`;
    await writeImportFile(context, { columns: COLUMNS, query });
  },
});
