import type { ColumnMap } from "../ingest/column-map.js";
import type { Role } from "../ingest/field.js";
import type { ImportOptions, InputFile } from "../ingest/import-files.js";
import type { ExaminedTable } from "../quality/examined-table.js";

/** What was settled while a configuration is made, by a person or by taking the proposal. */
export interface Answers {
  /** By path; null leaves the file out. */
  readonly roles: Map<string, Role | null>;
  /** Field to header, by `tableKey`. */
  readonly columns: Map<string, Map<string, string>>;
  dateOrder?: "dmy" | "mdy";
  decimal?: "." | ",";
  currency?: string;
  /** Keys of the questions that were settled. */
  readonly asked: Set<string>;
}

export const noAnswers = (): Answers => ({ roles: new Map(), columns: new Map(), asked: new Set() });

/** How a table is named where columns are mapped: the path, and the sheet of a workbook with several tables. */
export const tableKey = ({ name, path, form }: ExaminedTable): string =>
  form?.sheet !== undefined && name.endsWith(`#${form.sheet}`) ? `${path}#${form.sheet}` : path;

export function answerColumn(answers: Answers, table: ExaminedTable, field: string, header: string): void {
  const key = tableKey(table);
  answers.columns.set(key, new Map([...(answers.columns.get(key) ?? []), [field, header]]));
}

/** The inputs with what was answered about what they hold. */
export const answeredInputs = (inputs: readonly InputFile[], { roles }: Answers): InputFile[] =>
  inputs.flatMap((input) => {
    const role = roles.get(input.path);
    return role === null ? [] : [role === undefined ? input : { ...input, role }];
  });

/** The options with what was answered about columns and formats. */
export function answeredOptions(options: ImportOptions, answers: Answers): ImportOptions {
  const { columns, dateOrder, decimal, currency } = answers;
  const map: ColumnMap = {
    everywhere: options.map?.everywhere ?? new Map(),
    byFile: new Map([...(options.map?.byFile ?? []), ...columns]),
  };
  return {
    ...options,
    ...(map.everywhere.size + (map.byFile?.size ?? 0) === 0 ? {} : { map }),
    ...(dateOrder === undefined ? {} : { dateOrder }),
    ...(decimal === undefined ? {} : { decimal }),
    ...(currency === undefined ? {} : { currency }),
  };
}
