/** Files of records about customers that are neither the customers themselves nor their transactions. */
export const RECORD_ROLES = [
  "interactions",
  "referrals",
  "responses",
  "contacts",
  "opportunities",
  "listings",
] as const;

export type RecordRole = (typeof RECORD_ROLES)[number];

/** The kinds of file that are read. */
export const ROLES = ["customers", "transactions", ...RECORD_ROLES] as const;

export type Role = (typeof ROLES)[number];

export const isRecordRole = (role: Role): role is RecordRole => (RECORD_ROLES as readonly Role[]).includes(role);

/** How a field's text is read. */
export type FieldType = "identifier" | "text" | "date" | "time" | "money" | "number" | "flag" | "status" | "choice";

/** The five languages in which headers are known. */
export type Language = "en" | "de" | "fr" | "es" | "zh";

/** What an attribute of a customer says about the customer; `--by` prints it beside the groups. */
export type AttributeKind = "situational" | "geographic" | "demographic" | "psychological" | "behavioural";

/**
 * A field that a column of an export can hold. Adding one is one entry in the catalogue: header matching, `--map`,
 * `crm check` and the book's columns come from it.
 */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly description: string;
  /** Header names by language, written as people write them; compared after `normaliseHeader`. */
  readonly headers: Readonly<Partial<Record<Language, readonly string[]>>>;
  readonly attribute?: AttributeKind;
  /** The values of a `choice`, each with the words that stand for it; compared without case, `_` and `-` as blanks. */
  readonly choices?: Readonly<Record<string, readonly string[]>>;
  /** The least and the greatest value of a number; a record beyond it is rejected, of a customer the value is left out. */
  readonly range?: readonly [number, number];
}
