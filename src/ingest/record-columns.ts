import { raw, type Sql } from "../engine/sql.js";
import type { Field, RecordRole, Role } from "./field.js";
import { fieldsOf } from "./fields/index.js";
import { RECORD_KINDS } from "./record-kinds.js";

/** A column of a relation of records. */
export interface RecordColumn {
  readonly name: string;
  readonly sqlType: "VARCHAR" | "INTEGER" | "DATE" | "DOUBLE" | "DECIMAL(18, 4)" | "BOOLEAN";
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
 * field of the role under its name, with the type of its values. All files of a role have all of them. Responses have
 * `record_number` too: in the wide form, where a record of the file is several rows, one for each answer, it tells which.
 */
export function recordColumns(role: RecordRole): readonly RecordColumn[] {
  const { id } = RECORD_KINDS[role];
  const further = fieldsOf(role).filter((field) => !["customer_id", "date", id].includes(field.name));
  return [
    { name: "customer_id", sqlType: "VARCHAR" },
    { name: "day", sqlType: "DATE" },
    { name: "record_id", sqlType: "VARCHAR" },
    ...(role === "responses" ? [RECORD_NUMBER] : []),
    ...further.map(({ name, type }): RecordColumn => ({ name, sqlType: SQL_TYPES[type] })),
  ];
}

const RECORD_NUMBER: RecordColumn = { name: "record_number", sqlType: "INTEGER" };

/** SQL that counts records of one file, also where a record is several rows. */
export const recordCount = (role: Role): Sql =>
  role === "responses"
    ? raw("(count(*) FILTER (record_number IS NULL) + count(DISTINCT record_number))")
    : raw("count(*)");
