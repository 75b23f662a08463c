import { choiceKey } from "./choice.js";
import type { DetectedRole } from "./detect-role.js";
import type { Field, RecordRole } from "./field.js";
import { fieldsOf } from "./fields/index.js";
import { columnOf } from "./fields/sample-values.js";
import { fieldsIn } from "./fields-in-headers.js";
import { matchColumns } from "./match-columns.js";
import { asksQuestions } from "./wide-form.js";

/** The fields of one kind of records that a file has, and those of its choices whose values bear them out. */
interface Found {
  has(...fields: readonly string[]): boolean;
  /** How many of these it has; a choice counts where its values are choices. */
  count(...fields: readonly string[]): number;
  /** The columns that hold them. */
  readonly columns: ReadonlySet<number>;
}

interface Rule {
  readonly role: RecordRole;
  readonly why: string;
  /** 0.9 where nothing is said. */
  readonly confidence?: number;
  /** Records are told by what only they have: plain lists of customers and transactions must never be taken for them. */
  holds(own: Found, transactions: ReadonlySet<string>, headers: readonly string[]): boolean;
}

const CUSTOMER = ["customer_id", "email", "phone", "customer_name"] as const;
const isPriced = (fields: ReadonlySet<string>): boolean => fields.has("amount") || fields.has("unit_price");

const RULES: readonly Rule[] = [
  {
    role: "listings",
    why: "It has who was put on a call list and who was kept aside.",
    holds: (own) => own.has("customer_id") && own.has("list_id") && own.count("arm") === 1,
  },
  {
    role: "referrals",
    why: "It has who recommended and who was brought.",
    holds: (own, transactions) => own.has("customer_id") && own.has("referred") && !isPriced(transactions),
  },
  {
    role: "responses",
    why: "It has questions and answers.",
    holds: (own) => own.has("question") && own.has("answer"),
  },
  {
    role: "responses",
    why: "It has a day and a column for each of several questions.",
    holds: (own, transactions, headers) =>
      own.has("date") &&
      !isPriced(transactions) &&
      !transactions.has("order_id") &&
      asksQuestions(headers, own.columns),
  },
  {
    role: "contacts",
    why: "It has people with their part in the organisation.",
    holds: (own) =>
      own.has("customer_id", "customer_name") &&
      own.count("role", "stance", "influence") >= 1 &&
      own.count("role", "stance", "influence", "contact_name", "contact_id") >= 2,
  },
  {
    role: "contacts",
    // Loading it says that the organisation is missing and how to name its column; as customers the people would be prospects.
    why: "It has people with their stance, but no column that is known to name their organisation.",
    confidence: 0.5,
    holds: (own) => own.count("stance") === 1 && own.count("role", "influence") >= 1,
  },
  {
    role: "opportunities",
    why: "It has stages of quotes or contracts.",
    holds: (own, transactions) =>
      own.has(...CUSTOMER) &&
      own.count("stage") === 1 &&
      own.count("opportunity_id", "expected_close", "probability") >= 1 &&
      !transactions.has("order_id"),
  },
  {
    role: "interactions",
    why: "It has customers, days and what was done.",
    holds: (own, transactions) =>
      own.has(...CUSTOMER) &&
      own.has("date") &&
      // What was won may stand beside a call; a list of orders says neither how contact was made nor what came of it.
      (!isPriced(transactions) ||
        (own.count("kind") === 1 &&
          // A status may be that of an order.
          (own.has("direction") || (own.has("outcome") && !transactions.has("status"))) &&
          !transactions.has("order_id"))) &&
      (own.count("kind") === 1 ||
        own.count("direction", "topic", "minutes", "resolved", "interaction_id", "outcome") >= 2),
  },
];

/** Which kind of records a file holds; null for customers, transactions and files of no known kind. */
export function detectRecords(
  headers: readonly string[],
  samples: readonly (readonly string[])[],
  map: ReadonlyMap<string, string>,
): DetectedRole | null {
  const transactions = fieldsIn(headers, "transactions", samples, map);
  for (const { role, why, holds, confidence = 0.9 } of RULES) {
    if (holds(foundFields(headers, role, samples, map), transactions, headers)) return { role, confidence, why };
  }
  return null;
}

function foundFields(
  headers: readonly string[],
  role: RecordRole,
  samples: readonly (readonly string[])[],
  map: ReadonlyMap<string, string>,
): Found {
  const present = fieldsIn(headers, role, samples, map);
  const { columns } = matchColumns(headers, role, { samples });
  const fields = new Map(fieldsOf(role).map((field) => [field.name, field]));
  const isBorneOut = (name: string): boolean => {
    const field = fields.get(name);
    if (field?.type !== "choice" || map.has(name)) return true;
    const column = columns.find((one) => one.field === name);
    return column !== undefined && areChoices(field, columnOf(samples, column.index));
  };
  return {
    has: (...names) => names.some((name) => present.has(name)),
    columns: new Set(columns.map((column) => column.index)),
    count: (...names) => names.filter((name) => present.has(name) && isBorneOut(name)).length,
  };
}

/** At least half of the filled cells are words for a choice of the field; true where all are empty. */
function areChoices(field: Field, cells: readonly string[]): boolean {
  const words = new Set(
    Object.entries(field.choices ?? {}).flatMap(([choice, list]) => [choice, ...list].map(choiceKey)),
  );
  const filled = cells.filter((cell) => cell.trim() !== "");
  return filled.filter((cell) => words.has(choiceKey(cell))).length * 2 >= filled.length;
}
