import type { Field, RecordRole } from "./field.js";
import { fieldsOf } from "./fields/index.js";
import { RECORD_KINDS } from "./record-kinds.js";

/** A column of a relation of records. */
export interface RecordColumn {
  readonly name: string;
  readonly sqlType: "VARCHAR" | "DATE" | "DOUBLE" | "DECIMAL(18, 4)" | "BOOLEAN";
}

const SQL_TYPES: Readonly<Record<Field["type"], RecordColumn["sqlType"]>> = {
  identifier: "VARCHAR",
  text: "VARCHAR",
  time: "VARCHAR",
  status: "VARCHAR",
  choice: "VARCHAR",
  date: "DATE",
  number: "DOUBLE",
  money: "DECIMAL(18, 4)",
  flag: "BOOLEAN",
};

/**
 * The columns of a relation of records: `customer_id`, `day`, `record_id` where records have one, and every further
 * field of the role under its name, with the type of its values. All files of a role have all of them.
 */
export function recordColumns(role: RecordRole): readonly RecordColumn[] {
  const { id } = RECORD_KINDS[role];
  const further = fieldsOf(role).filter((field) => !["customer_id", "date", id].includes(field.name));
  return [
    { name: "customer_id", sqlType: "VARCHAR" },
    { name: "day", sqlType: "DATE" },
    { name: "record_id", sqlType: "VARCHAR" },
    ...further.map(({ name, type }): RecordColumn => ({ name, sqlType: SQL_TYPES[type] })),
  ];
}
