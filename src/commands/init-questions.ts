import { currencyEvidence } from "../book/book-currency.js";
import { CrmError } from "../errors/crm-error.js";
import { ROLES, type Role } from "../ingest/field.js";
import type { ExaminedTable } from "../quality/examined-table.js";
import { type Answers, answerColumn, tableKey } from "./init-answers.js";

/** One way to answer, and what it settles. */
interface Choice {
  readonly label: string;
  settle(answers: Answers): void;
}

/** Something that the files leave open. */
export interface Question {
  /** Asked once. */
  readonly key: string;
  readonly text: string;
  readonly choices: readonly Choice[];
  /** What is taken where nobody can be asked; null where nothing can be. */
  readonly proposal: number | null;
  /** Thrown where there is neither an answer nor a proposal. */
  readonly error: CrmError | null;
}

/** Columns that were matched less surely are asked about, where the field matters. */
const SURE = 0.75;
/** So many columns are offered. */
const MOST_COLUMNS = 30;

/** Everything that the examined files leave open and that has not been settled yet, most basic first. */
export function openQuestions(
  tables: readonly ExaminedTable[],
  currencies: ReadonlyMap<string, number>,
  answers: Answers,
): Question[] {
  const found = [
    ...tables.flatMap((table) => [
      ...roleQuestion(table),
      ...missingColumn(table),
      ...ambiguousColumns(table),
      ...guessedColumns(table),
      ...dateOrder(table),
      ...decimalMark(table),
    ]),
    ...currency(currencies),
  ];
  return found.filter((question) => !answers.asked.has(question.key));
}

function roleQuestion(table: ExaminedTable): Question[] {
  if (table.error?.code !== "role-unknown") return [];
  const roles: readonly (readonly [string, Role | null])[] = [
    ...ROLES.toSorted((one, other) => Number(other === "transactions") - Number(one === "transactions")).map(
      (role) => [role, role] as const,
    ),
    ["none of these; leave it out", null],
  ];
  const choices = roles.map(([label, role]) => ({
    label,
    settle: ({ roles: settled }: Answers) => void settled.set(table.path, role),
  }));
  const headers = table.headers.slice(0, 10).join(", ");
  const text = `What does ${table.name} hold? Its columns are ${headers}${table.headers.length > 10 ? ", …" : ""}.`;
  return [{ key: `role ${table.path}`, text, choices, proposal: null, error: table.error }];
}

const BUYER = ["customer_id", "email", "phone", "customer_name"];

function missingColumn(table: ExaminedTable): Question[] {
  if (table.error?.code !== "column-missing") return [];
  const has = (...fields: string[]): boolean =>
    table.matches?.columns.some(({ field }) => fields.includes(field)) ?? false;
  const [field, what] = !has(...BUYER)
    ? ["customer_id", "the customer (a number, e-mail or name)"]
    : !has("date")
      ? ["date", "the day of the purchase"]
      : ["amount", "the amount"];
  const choices = openColumns(table).map((index) => columnChoice(table, field!, index));
  const text = `Which column of ${table.name} holds ${what}?`;
  return [{ key: `column ${field} ${tableKey(table)}`, text, choices, proposal: null, error: table.error }];
}

function ambiguousColumns(table: ExaminedTable): Question[] {
  return (table.matches?.ambiguous ?? []).map(({ field, taken, candidates }) => {
    const named = candidates.map((header) => columnChoice(table, field, table.headers.indexOf(header)));
    const none: Choice = { label: "none of them", settle: () => {} };
    return {
      key: `ambiguous ${field} ${tableKey(table)}`,
      text: `Several columns of ${table.name} could be ${field}. Which is it?`,
      choices: taken ? named : [...named, none],
      proposal: taken ? 0 : named.length,
      error: null,
    };
  });
}

/** Columns taken for a field by part of their header or by the look of their values, where the field matters. */
function guessedColumns(table: ExaminedTable): Question[] {
  const matters = new Set(["date", "amount", "customer_id", "email", "order_id", "unit_price", "quantity"]);
  return (table.matches?.columns ?? [])
    .filter(({ why, field, confidence }) => matters.has(field) && why !== "flag" && confidence < SURE)
    .map(({ field, index, confidence }) => ({
      key: `guessed ${field} ${tableKey(table)}`,
      text: `Is this the column of ${table.name} that holds ${field}? (${Math.round(confidence * 100)} % sure)`,
      choices: [index, ...openColumns(table)].map((one) => columnChoice(table, field, one)),
      proposal: 0,
      error: null,
    }));
}

function dateOrder(table: ExaminedTable): Question[] {
  if (table.error?.code !== "date-order-undecidable") return [];
  const date = table.matches?.columns.find(({ field }) => field === "date");
  const examples = examplesOf(table, date?.index ?? 0);
  const choices: Choice[] = [
    { label: "day first (31/12/2026)", settle: (answers) => void Object.assign(answers, { dateOrder: "dmy" }) },
    { label: "month first (12/31/2026)", settle: (answers) => void Object.assign(answers, { dateOrder: "mdy" }) },
  ];
  const text = `Column ${date?.header ?? "date"} of ${table.name} has dates such as ${examples}. Which comes first?`;
  return [{ key: "dateOrder", text, choices, proposal: null, error: table.error }];
}

function decimalMark(table: ExaminedTable): Question[] {
  const formats = table.imported?.transactions?.formats;
  if (formats === undefined || !formats.markIsAssumed) return [];
  const amount = table.matches?.columns.find(({ field }) => field === "amount" || field === "unit_price");
  const choices: Choice[] = [
    { label: "point (1,234.50)", settle: (answers) => void Object.assign(answers, { decimal: "." }) },
    { label: "comma (1.234,50)", settle: (answers) => void Object.assign(answers, { decimal: "," }) },
  ];
  const examples = examplesOf(table, amount?.index ?? 0);
  const text = `Amounts of ${table.name} are such as ${examples}. Which sign stands before the decimals?`;
  return [{ key: "decimal", text, choices, proposal: formats.mark === "." ? 0 : 1, error: null }];
}

function currency(found: ReadonlyMap<string, number>): Question[] {
  if (found.size < 2) return [];
  const evidence = currencyEvidence(found);
  const choices = [...found].map(([code, count]) => ({
    label: `${code} (${count} records)`,
    settle: (answers: Answers) => void Object.assign(answers, { currency: code }),
  }));
  const text = `Amounts are in several currencies: ${evidence}. Which is kept? (For all of them give --rates FILE instead.)`;
  return [{ key: "currency", text, choices, proposal: null, error: new CrmError("mixed-currency", { evidence }) }];
}

function columnChoice(table: ExaminedTable, field: string, index: number): Choice {
  const header = table.headers[index]!;
  return {
    label: `${header} (${examplesOf(table, index) || "empty"})`,
    settle: (answers) => answerColumn(answers, table, field, header),
  };
}

/** Columns with a header that hold no field yet. */
function openColumns({ headers, matches }: ExaminedTable): number[] {
  const open = matches?.unmapped ?? [...headers.keys()];
  return open.filter((index) => headers[index] !== "").slice(0, MOST_COLUMNS);
}

function examplesOf({ samples }: ExaminedTable, index: number): string {
  const cells = samples.map((row) => (row[index] ?? "").trim()).filter((cell) => cell !== "");
  return [...new Set(cells)]
    .slice(0, 3)
    .map((cell) => (cell.length > 30 ? `${cell.slice(0, 29)}…` : cell))
    .join(", ");
}
