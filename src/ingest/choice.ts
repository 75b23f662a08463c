import { join, literal, raw, type Sql, sql } from "../engine/sql.js";
import type { Field } from "./field.js";

/** A text as choices are compared: without case, accents, and with blanks for `_`, `-` and runs of blanks. */
export const choiceKey = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[\s_\-–/]+/g, " ")
    .trim();

/** SQL for `choiceKey` of a text column. */
export const choiceKeyExpression = (column: Sql): Sql =>
  sql`trim(regexp_replace(lower(strip_accents(${column})), '[\\s_\\-–/]+', ' ', 'g'))`;

/** SQL for the choice that a text stands for; null where it stands for none. */
export function choiceExpression(field: Pick<Field, "name" | "choices">, column: Sql): Sql {
  if (field.choices === undefined) throw new Error(`${field.name} has no choices`);
  const cases = Object.entries(field.choices).map(([choice, words]) => {
    const keys = [...new Set([choice, ...words].map(choiceKey))].map(literal);
    return sql`WHEN k IN (${join(keys)}) THEN ${literal(choice)}`;
  });
  return sql`list_transform([${choiceKeyExpression(column)}], lambda k: CASE ${join(cases, raw(" ").text)} END)[1]`;
}
