import { literal, raw, type Sql, sql } from "../../engine/sql.js";
import type { Format, WriteContext } from "../../output/format.js";
import { CALLS, UNASSIGNED } from "../call-list.js";
import { splitNumber } from "./calling-codes.js";
import { keyColumn, numberColumn, textColumn, writeImportFile } from "./import-file.js";

/**
 * VICIdial's standard lead file: its columns in its order, without a header. Only telephone calls with a possible number
 * are in it.
 *
 * `rank` is higher for who comes earlier: the campaign's list order UP RANK dials by descending rank (AST_VDhopper.pl; DOWN
 * RANK by ascending). It fits the SMALLINT of vicidial_list, so in lists beyond 32,767 rows neighbours share one. `source_id`
 * carries the row of the list, which a disposition leads back to. `list_id` is empty: the loader's List ID Override sets it.
 *
 * The loader turns CSV into tabs and drops `' " ; \`` and backslashes (sheet2tab.pl), so they are taken out here in a way
 * that keeps the words; texts are as long as the columns of vicidial_list, and a code that is too long is left out rather
 * than cut into another.
 */
export const vicidial: Format = {
  id: "vicidial",
  extensions: [],
  title: "lead file for VICIdial's list loader, without a header",
  binary: false,
  holds: "main",
  write: writeLeads,
};

const MOST_RANK = 32_767;

/** What the loader drops. The first three have a stand-in that it keeps: the typographic apostrophe, and commas. */
const DROPPED = "';|\"\\`";
const KEPT = "’,,";

const COLUMNS = [
  keyColumn("vendor_lead_code", "customer_id"),
  keyColumn("source_id", "Row of the list"),
  textColumn("list_id", "Empty"),
  textColumn("phone_code", "Country calling code"),
  textColumn("phone_number", "National number, digits alone"),
  textColumn("title", "Empty"),
  textColumn("first_name", "Empty"),
  textColumn("middle_initial", "Empty"),
  textColumn("last_name", "Whom to speak to, else the customer"),
  textColumn("address1", "Street"),
  textColumn("address2", "Empty"),
  textColumn("address3", "Empty"),
  textColumn("city", "City"),
  textColumn("state", "Region where its code has two letters"),
  textColumn("province", "Region"),
  textColumn("postal_code", "Postal code"),
  textColumn("country_code", "ISO 3166 code"),
  textColumn("gender", "M, F or U"),
  textColumn("date_of_birth", "ISO date"),
  textColumn("alt_phone", "Empty"),
  textColumn("email", "E-mail address"),
  textColumn("security_phrase", "The play"),
  textColumn("comments", "The reason, after the customer's name where a person of it is called"),
  numberColumn("rank", "Higher is earlier"),
  textColumn("owner", "Who makes the call"),
];

/** A text without what the loader drops, at most so long. */
const words = (value: Sql, most: number): Sql => sql`nullif(rtrim(left(trim(regexp_replace(
  translate(${value}::VARCHAR, ${literal(DROPPED)}, ${literal(KEPT)}), ${literal("[\\p{Cc}\\p{Z}]+")}, ' ', 'g')), ${raw(String(most))})), '')`;

/** A code that is written whole or not at all. */
const whole = (value: Sql, most: number): Sql =>
  sql`CASE WHEN length(${value}) <= ${raw(String(most))} AND translate(${value}, ${literal(DROPPED)}, '') = ${value}
    AND NOT regexp_matches(${value}, ${literal("[\\p{Cc}]")}) THEN nullif(trim(${value}), '') END`;

async function writeLeads(context: WriteContext): Promise<void> {
  const { engine, note } = context;
  const { code, national } = await splitNumber(raw("phone_e164"));
  const leads = sql`SELECT *, ${code} AS phone_code, ${national} AS phone_number FROM ${raw(CALLS)}`;
  const counts = await engine.row<{ others: number; unreachable: number; unnamed: number }>(
    sql`SELECT count(*) FILTER (WHERE channel IS DISTINCT FROM 'phone') AS others,
      count(*) FILTER (WHERE channel = 'phone' AND phone_number IS NULL) AS unreachable,
      count(*) FILTER (WHERE channel = 'phone' AND phone_number IS NOT NULL AND ${whole(raw("customer_id"), 20)} IS NULL) AS unnamed
      FROM (${leads})`,
  );
  if (counts.others + counts.unreachable > 0) {
    note?.(
      `the VICIdial file leaves out ${counts.others} of the list by other channels than phone and ${counts.unreachable} without a possible number`,
    );
  }
  if (counts.unnamed > 0) {
    note?.(
      `vendor_lead_code is empty for ${counts.unnamed} whose customer_id VICIdial cannot hold (20 characters, without quotes, semicolons and backslashes); source_id has the row of the list`,
    );
  }
  const place = sql`(count(*) OVER () - row_number() OVER (ORDER BY l.rank, l.customer_id, l.call_id) + 1)`;
  const highest = raw(String(MOST_RANK));
  const gender = sql`CASE WHEN lower(gender) IN ('m', 'male', 'man', 'männlich', 'homme', 'hombre', '男') THEN 'M'
    WHEN lower(gender) IN ('f', 'female', 'woman', 'w', 'weiblich', 'femme', 'mujer', '女') THEN 'F' ELSE 'U' END`;
  const person = sql`coalesce(${words(raw("contact"), 30)}, ${words(raw("name"), 30)})`;
  const about = sql`CASE WHEN contact IS NOT NULL AND contact <> name THEN concat(name, ': ', reason) ELSE reason END`;
  const query = sql`SELECT ${whole(raw("customer_id"), 20)} AS vendor_lead_code, ${whole(raw("call_id"), 50)} AS source_id,
      NULL AS list_id, phone_code, phone_number, NULL AS title, NULL AS first_name, NULL AS middle_initial,
      ${person} AS last_name, ${words(raw("address"), 100)} AS address1, NULL AS address2, NULL AS address3,
      ${words(raw("city"), 50)} AS city, CASE WHEN regexp_matches(region, '^[A-Z]{2}$') THEN region END AS "state",
      ${words(raw("region"), 50)} AS province, ${whole(raw("postal_code"), 10)} AS postal_code,
      ${whole(raw("country"), 3)} AS country_code, ${gender} AS gender,
      TRY_CAST(birth_date AS DATE)::VARCHAR AS date_of_birth, NULL AS alt_phone, ${whole(raw("email"), 70)} AS email,
      ${words(raw("play_title"), 100)} AS security_phrase, ${words(about, 255)} AS comments,
      CASE WHEN count(*) OVER () <= ${highest} THEN ${place}
        ELSE CAST(ceil(${place} * ${highest} / count(*) OVER ()) AS BIGINT) END AS rank,
      ${whole(sql`nullif(owner, ${literal(UNASSIGNED)})`, 20)} AS owner
    FROM (${leads}) AS l WHERE channel = 'phone' AND phone_number IS NOT NULL
    ORDER BY l.rank, l.customer_id, l.call_id`;
  await writeImportFile(context, { columns: COLUMNS, query, head: false });
}
