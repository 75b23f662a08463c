/** The kinds of file that are read. */
export type Role = "customers" | "transactions";

/** How a field's text is read. */
export type FieldType = "identifier" | "text" | "date" | "time" | "money" | "number" | "flag" | "status";

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
}
