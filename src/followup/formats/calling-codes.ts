import { literal, type Sql, sql } from "../../engine/sql.js";

/** Codes of ITU-T E.164 that belong to no country: freephone, satellites, networks. */
const WITHOUT_COUNTRY = ["800", "808", "870", "878", "881", "882", "883", "888", "979"];

/**
 * SQL for the country calling code and the national number of an international number, digits alone; null where it is
 * none. No calling code begins with another, so the first that fits is the one.
 */
export async function splitNumber(e164: Sql): Promise<{ code: Sql; national: Sql }> {
  const { getCountries, getCountryCallingCode } = await import("libphonenumber-js/min");
  const codes = [
    ...new Set<string>([...getCountries().map((country) => getCountryCallingCode(country)), ...WITHOUT_COUNTRY]),
  ].sort();
  const pattern = literal(`^\\+(${codes.join("|")})([0-9]{4,15})$`);
  const part = (group: number): Sql =>
    sql`nullif(regexp_extract(${e164}, ${pattern}, ${literal(String(group))}::INTEGER), '')`;
  return { code: part(1), national: part(2) };
}
