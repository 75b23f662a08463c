import { basename } from "node:path";
import type { Accounting } from "../ingest/accounting.js";
import type { Result, ResultTable } from "../output/result.js";
import {
  columnsTable,
  filesTable,
  findingsTable,
  REJECTS,
  SHOWN_REJECTS,
  shownColumns,
  shownFile,
  shownFindings,
  shownOverview,
  statusesTable,
} from "./check-tables.js";
import { type ExaminedTable, isIgnored } from "./examined-table.js";
import type { Finding } from "./finding.js";
import type { StatusClass } from "./status-classes.js";

/** All that a check found out. */
export interface CheckOutcome {
  readonly asOf: string | null;
  readonly accounting: Accounting;
  readonly tables: readonly ExaminedTable[];
  readonly statuses: readonly StatusClass[];
  readonly findings: readonly Finding[];
  readonly rejected: number;
}

/** What goes into files: findings first, then files, columns, statuses and every reject. */
export function checkResult({ asOf, accounting, tables, statuses, findings }: CheckOutcome): Result {
  const names = tables.map((table) => basename(table.name));
  return {
    schemaVersion: 1,
    command: "check",
    asOf,
    meta: { accounting, files: tables.map(fileObject), findings },
    main: findingsTable(findings, `Check of ${names.slice(0, 5).join(", ")}${names.length > 5 ? ", …" : ""}`),
    further: [filesTable(tables), columnsTable(tables), statusesTable(statuses), REJECTS],
  };
}

/** What a person sees on a terminal: all files, each file, then statuses, the first rejects, and the findings last. */
export function shownCheck(outcome: CheckOutcome): Result {
  const { tables, statuses, findings, rejected } = outcome;
  const parts: ResultTable[] = tables.flatMap((table) => [
    shownFile(table),
    ...(table.columns.some((column) => column.field !== null) ? [shownColumns(table)] : []),
  ]);
  if (statuses.length > 0) parts.push(statusesTable(statuses));
  if (rejected > 0) parts.push(SHOWN_REJECTS);
  // What makes a file unusable stands with the file.
  const others = findings.filter(
    ({ file, code }) => !tables.some(({ name, error }) => name === file && error?.code === code),
  );
  if (others.length > 0) parts.push(shownFindings(others));
  return { ...checkResult(outcome), main: shownOverview(tables), further: parts };
}

/** A file in the JSON: everything that is known about it. */
function fileObject(one: ExaminedTable): object {
  const { name, form, recognised, matches, columns, imported, nearest, error } = one;
  const questions = imported?.records?.questions ?? [];
  const asked = new Set(questions.map(({ index }) => index));
  return {
    file: name,
    role: recognised?.role ?? null,
    confidence: recognised?.confidence ?? null,
    why: recognised?.why ?? null,
    system: recognised?.preset?.id ?? null,
    isRead: imported !== null,
    isIgnored: isIgnored(one),
    form,
    accounting: imported?.accounting ?? null,
    columns,
    unmapped: (matches?.unmapped ?? []).filter((index) => !asked.has(index)).map((index) => one.headers[index] ?? ""),
    ...(questions.length === 0 ? {} : { questions: questions.map(({ question }) => question) }),
    ambiguous: matches?.ambiguous ?? [],
    headerProblems: matches?.problems ?? [],
    nearestFields: nearest,
    error:
      error === null
        ? null
        : { code: error.code, message: error.message, hint: error.hint, exitCode: error.exitCode, ...error.place },
  };
}
