import type { Engine } from "../engine/engine.js";
import { identifier, join, literal, raw, type Sql, sql } from "../engine/sql.js";
import { choiceExpression, choiceKey, choiceKeyExpression } from "./choice.js";
import { customerReading, isTypedField } from "./customer-readings.js";
import type { Field } from "./field.js";
import { CUSTOMER_FIELDS } from "./fields/index.js";
import { names } from "./fields/names.js";

/** Words for the gender or the form of address, in five languages. */
const GENDERS =
  names(`m, male, man, boy, mr, mister, sir, f, w, female, woman, girl, mrs, ms, miss, mx, madam, x, d, nb, other, diverse,
  non binary, nonbinary, dr, prof, company, family, unknown, not said, not specified, prefer not to say, n/a, u, männlich, weiblich,
  mann, frau, herr, divers, firma, familie, unbekannt, keine angabe, h, homme, femme, masculin, féminin, monsieur, madame, mademoiselle,
  mme, mlle, autre, inconnu, hombre, mujer, masculino, femenino, varón, hembra, v, señor, señora, señorita, sr, sra, srta, otro,
  desconocido, 男, 女, 先生, 女士, 小姐, 太太, 男性, 女性, 男士, 其他, 未知, 保密`);

/**
 * Names the values of customers that are left out where they would count: texts in columns of numbers or days, values
 * beyond what can be, and words that are no type or gender in columns where most are.
 *
 * @param table has each field under its name, as text, and `state`
 * @param headerOf the file's own header of a field
 */
export async function customerValueRemarks(
  engine: Engine,
  table: string,
  fields: readonly string[],
  headerOf: (field: string) => string | undefined,
): Promise<string[]> {
  const relation = sql`(SELECT * FROM ${identifier(table)} WHERE state = 0)`;
  const remarks: string[] = [];
  for (const field of CUSTOMER_FIELDS.filter(({ name }) => fields.includes(name))) {
    const header = headerOf(field.name) ?? field.name;
    const column = identifier(field.name);
    if (isTypedField(field)) remarks.push(...(await typedRemarks(engine, relation, field, header)));
    else if (field.name === "type")
      remarks.push(
        ...(await strangeWords(engine, relation, column, choiceExpression(field, column), `no known type`, header)),
      );
    else if (field.name === "gender") {
      const keys = [...new Set(GENDERS.map(choiceKey))].map(literal);
      const key = sql`rtrim(${choiceKeyExpression(column)}, '.')`;
      const known = sql`CASE WHEN ${key} IN (${join(keys)}) THEN ${key} END`;
      remarks.push(...(await strangeWords(engine, relation, column, known, "no known gender", header)));
    }
  }
  return remarks;
}

async function typedRemarks(engine: Engine, relation: Sql, field: Field, header: string): Promise<string[]> {
  const column = identifier(field.name);
  const reading = await customerReading(engine, relation, field.name, column);
  const what = field.type === "date" ? "days" : "numbers";
  if (reading === null) {
    const { filled } = await engine.row<{ filled: number }>(sql`SELECT count(${column}) AS filled FROM ${relation}`);
    // Ages and incomes are often said in bands, which are texts to group by.
    if (filled === 0 || (field.attribute === "demographic" && (await isInBands(engine, relation, column)))) return [];
    const named = await commonest(engine, relation, column, raw("true"));
    return [`most values of column ${header} are no ${what}, so that it is not used as ${field.name}: ${named}`];
  }
  const unread = sql`${column} IS NOT NULL AND ${reading.value} IS NULL`;
  const beyond = sql`${reading.value} IS NOT NULL AND ${reading.inRange} IS NULL`;
  const [strange, impossible] = [
    reading.read === reading.filled ? null : await commonest(engine, relation, column, unread),
    await commonest(engine, relation, column, beyond),
  ];
  return [
    ...(strange === null ? [] : [`values of column ${header} that are no ${field.name} were left out: ${strange}`]),
    ...(impossible === null
      ? []
      : [`values of column ${header} beyond what ${field.name} can be were left out: ${impossible}`]),
  ];
}

/** Whether most cells have a digit, as `18-24` and `30k and more` have. */
async function isInBands(engine: Engine, relation: Sql, column: Sql): Promise<boolean> {
  const { share } = await engine.row<{ share: number }>(
    sql`SELECT avg(regexp_matches(${column}, '[0-9]')::INTEGER) AS share FROM ${relation} WHERE ${column} IS NOT NULL`,
  );
  return share > 0.5;
}

/** The words that are none of the known ones, in a column where at least half are: others have a vocabulary of their own. */
async function strangeWords(
  engine: Engine,
  relation: Sql,
  column: Sql,
  known: Sql,
  what: string,
  header: string,
): Promise<string[]> {
  const counts = await engine.row<{ filled: number; known: number }>(
    sql`SELECT count(${column}) AS filled, count(${known}) AS known FROM ${relation}`,
  );
  if (counts.known === counts.filled || counts.known * 2 < counts.filled) return [];
  const named = await commonest(engine, relation, column, sql`${column} IS NOT NULL AND ${known} IS NULL`);
  return [`values of column ${header} that are ${what}: ${named}`];
}

/** The commonest texts that meet a condition, with their counts; null where none does. */
async function commonest(engine: Engine, relation: Sql, column: Sql, condition: Sql): Promise<string | null> {
  const rows = await engine.rows<{ text: string; count: number }>(sql`
    SELECT ${column} AS text, count(*) AS count FROM ${relation} WHERE ${column} IS NOT NULL AND ${condition}
    GROUP BY 1 ORDER BY count DESC, text LIMIT 6`);
  if (rows.length === 0) return null;
  const named = rows.slice(0, 5).map(({ text, count }) => `"${text}" (${count})`);
  return `${named.join(", ")}${rows.length > 5 ? ", …" : ""}`;
}
