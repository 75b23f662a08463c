import { raw, type Sql, sql } from "../../engine/sql.js";
import type { Format, WriteContext } from "../../output/format.js";
import { CALLS } from "../call-list.js";
import { keyColumn, numberColumn, textColumn, writeImportFile } from "./import-file.js";

/** The customer's best row: of an External ID that stands twice in a file Salesforce imports neither. */
const bestOfEach = sql`SELECT * FROM ${raw(CALLS)} QUALIFY row_number() OVER (PARTITION BY customer_id ORDER BY rank, call_id) = 1`;

async function tellRepeated({ engine, note }: WriteContext): Promise<void> {
  const { repeated } = await engine.row<{ repeated: number }>(
    sql`SELECT count(*) - count(DISTINCT customer_id) AS repeated FROM ${raw(CALLS)}`,
  );
  if (repeated === 0) return;
  const [further, is] = repeated === 1 ? ["further row", "is"] : ["further rows", "are"];
  note?.(
    `${repeated} ${further} of customers with several contacts ${is} not in the Salesforce file: it has one row a customer`,
  );
}

const EXTERNAL_ID = keyColumn("External_Id__c", "customer_id; name the column after your own external ID field");

/**
 * Members of a Salesforce campaign. The Data Import Wizard finds leads and contacts by the external ID; other loaders want
 * the campaign's identifier and either the lead's or the contact's, for which there are empty columns. `Status` is one that
 * every campaign has until somebody changes it.
 */
export const salesforce: Format = {
  id: "salesforce",
  extensions: [],
  title: "CSV of campaign members for Salesforce",
  binary: false,
  holds: "main",
  async write(context) {
    await tellRepeated(context);
    const columns = [
      EXTERNAL_ID,
      textColumn("CampaignId", "Empty"),
      textColumn("LeadId", "Empty; fill in this or ContactId"),
      textColumn("ContactId", "Empty; fill in this or LeadId"),
      textColumn("Status", "Sent"),
      textColumn("Name", "Person, else customer"),
      textColumn("Email", "E-mail address"),
      { ...textColumn("Phone", "International number, where there is one"), textual: "phone" as const },
    ];
    const query: Sql = sql`SELECT customer_id AS "External_Id__c", NULL AS "CampaignId", NULL AS "LeadId",
        NULL AS "ContactId", 'Sent' AS "Status", coalesce(contact, name) AS "Name", email AS "Email", phone_e164 AS "Phone"
      FROM (${bestOfEach}) ORDER BY rank, customer_id`;
    await writeImportFile(context, { columns, query });
  },
};

/**
 * A number for each customer by which Salesforce's work queue is sorted, highest first: the best of the list has as many
 * points as there are customers on it, the last has one.
 */
export const salesforcePriority: Format = {
  id: "salesforce-priority",
  extensions: [],
  title: "CSV of a priority for each external ID, for Salesforce's work queue",
  binary: false,
  holds: "main",
  async write(context) {
    await tellRepeated(context);
    const columns = [EXTERNAL_ID, numberColumn("Priority_Score__c", "Higher is earlier")];
    const query = sql`SELECT customer_id AS "External_Id__c",
        count(*) OVER () - row_number() OVER (ORDER BY rank, customer_id) + 1 AS "Priority_Score__c"
      FROM (${bestOfEach}) ORDER BY rank, customer_id`;
    await writeImportFile(context, { columns, query });
  },
};
