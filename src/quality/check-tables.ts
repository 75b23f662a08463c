import type { Column } from "../columns/column.js";
import { raw, sql } from "../engine/sql.js";
import { valuesQuery } from "../engine/values.js";
import { REJECTS_TABLE } from "../ingest/judge-leftovers.js";
import type { ResultTable } from "../output/result.js";
import { rangeOf, sureness } from "./column-in-words.js";
import type { ExaminedTable } from "./examined-table.js";
import { recordsOf, roleOf, systemOf, writtenAs } from "./file-in-words.js";
import type { Finding } from "./finding.js";
import type { StatusClass } from "./status-classes.js";

const text = (name: string, description: string): Column => ({ name, type: "text", description });
const prose = (name: string, description: string): Column => ({ name, type: "text", prose: true, description });
const integer = (name: string, description: string): Column => ({ name, type: "integer", description });
const share = (name: string, description: string): Column => ({ name, type: "share", description });

const FINDING_COLUMNS: readonly Column[] = [
  text("severity", "error: other commands refuse the input; warning: figures may be wrong; note: good to know"),
  text("code", "Kind of finding"),
  text("file", "The file it is about; empty where it is about all"),
  integer("count", "How many records, customers, values or columns it is about"),
  prose("message", "The finding in words"),
  prose("advice", "What to do about it"),
  prose("examples", "Some of them"),
];

export function findingsTable(findings: readonly Finding[], title: string): ResultTable {
  const rows = findings.map(({ severity, code, file, count, message, advice, examples }) => [
    severity,
    code,
    file,
    count,
    message,
    advice === "" ? null : advice,
    examples.length === 0 ? null : examples.join("; "),
  ]);
  return table("findings", title, FINDING_COLUMNS, rows);
}

const FILE_COLUMNS: readonly Column[] = [
  text("file", "The file, or sheet of a workbook, as it was named"),
  text("role", "What it holds"),
  share("confidence", "How sure that is"),
  prose("why", "What it was told by"),
  text("system", "The system that wrote it, where it is known"),
  prose("written_as", "Container, encoding, delimiter, quote, sheet"),
  integer("header_line", "Line of the header"),
  integer("read", "Records after the header"),
  integer("accepted", "Records that count"),
  integer("rejected", "Records that cannot be used"),
  prose("filtered", "Records that a rule set aside, by rule"),
  integer("preamble", "Lines above the header"),
  integer("blank", "Lines without content"),
  prose("error", "Why it cannot be used"),
];

export function filesTable(tables: readonly ExaminedTable[]): ResultTable {
  const rows = tables.map((one) => {
    const { accounting } = one.imported ?? {};
    const filtered = Object.entries(accounting?.filtered ?? {}).map(([rule, count]) => `${rule} ${count}`);
    return [
      one.name,
      roleOf(one),
      one.recognised?.confidence ?? null,
      one.recognised?.why ?? null,
      systemOf(one),
      writtenAs(one.form),
      one.form?.headerLine ?? null,
      accounting?.read ?? null,
      accounting?.accepted ?? null,
      accounting?.rejected ?? null,
      filtered.length === 0 ? null : filtered.join(", "),
      accounting?.skipped.preamble ?? null,
      accounting?.skipped.blank ?? null,
      one.error?.message ?? null,
    ];
  });
  return table("files", "Files", FILE_COLUMNS, rows);
}

const COLUMN_COLUMNS: readonly Column[] = [
  text("file", "The file"),
  integer("position", "Place of the column, the first being 1"),
  text("column", "The header as it stands in the file"),
  text("field", "The field it was taken for; empty where it is none"),
  share("confidence", "How sure that is"),
  text("why", "What it was told by: flag, preset, header, header-partial or values"),
  text("type", "Type of the field, or what the values look like"),
  text("format", "How dates and numbers are written"),
  integer("filled", "Cells with text"),
  integer("missing", "Cells without"),
  share("filled_share", "Share of the cells with text"),
  integer("distinct", "Different texts; roughly estimated in files of more than two million rows"),
  integer("unreadable", "Cells with text that does not read as the type"),
  text("least", "Earliest date or least number"),
  text("greatest", "Latest date or greatest number"),
  prose("examples", "Some values"),
];

export function columnsTable(tables: readonly ExaminedTable[]): ResultTable {
  const rows = tables.flatMap(({ name, columns }) =>
    columns.map((column) => [
      name,
      column.index + 1,
      column.header,
      column.field,
      column.confidence,
      column.why,
      column.type,
      column.format === "" ? null : column.format,
      column.filled,
      column.missing,
      filledShare(column),
      column.distinct,
      column.unreadable,
      column.least,
      column.greatest,
      column.examples.join("; "),
    ]),
  );
  return table("columns", "Columns", COLUMN_COLUMNS, rows);
}

const filledShare = ({ filled, missing }: { readonly filled: number | null; readonly missing: number | null }) =>
  filled === null || missing === null || filled + missing === 0 ? null : filled / (filled + missing);

const SHOWN_COLUMNS: readonly Column[] = [
  text("column", "The header as it stands in the file"),
  text("field", "The field it was taken for"),
  text("sure", "How sure that is, and what it was told by"),
  share("filled", "Share of the cells with text"),
  integer("distinct", "Different texts"),
  prose("values", "Range, or some values"),
];

/** The columns of one file for a terminal: those of known fields. */
export function shownColumns({ name, columns }: ExaminedTable): ResultTable {
  const rows = columns
    .filter((column) => column.field !== null)
    .map((column) => [
      column.header,
      column.field,
      sureness(column),
      filledShare(column),
      column.distinct,
      rangeOf(column),
    ]);
  return { ...table("shown_columns", `Columns of ${name}`, SHOWN_COLUMNS, rows), everyRow: true };
}

const OVERVIEW: readonly Column[] = [
  text("file", "The file, or sheet of a workbook"),
  text("holds", "What it holds"),
  ...["read", "accepted", "rejected", "filtered"].map((name) => integer(name, "Records")),
];

/** All files for a terminal, with where their records went. */
export function shownOverview(tables: readonly ExaminedTable[]): ResultTable {
  const rows = tables.map((one) => {
    const { accounting } = one.imported ?? {};
    const filtered = Object.values(accounting?.filtered ?? {}).reduce((sum, count) => sum + count, 0);
    const counts = [accounting?.read, accounting?.accepted, accounting?.rejected, accounting && filtered];
    return [one.name, roleOf(one), ...counts.map((count) => count ?? null)];
  });
  return { ...table("overview", "Files", OVERVIEW, rows), everyRow: true };
}

const SHOWN_FILE: readonly Column[] = [text("about", "Property"), prose("found", "What was found")];

/** One file for a terminal, a line a property. */
export function shownFile(one: ExaminedTable): ResultTable {
  const taken = new Set(one.matches?.columns.map((column) => column.index));
  const questions = one.imported?.records?.questions ?? [];
  for (const { index } of questions) taken.add(index);
  const open = one.headers.filter((header, index) => !taken.has(index) && header !== "");
  const asked = [...new Set(questions.map(({ question }) => `"${question}"`))];
  const shown = open.slice(0, MOST_OPEN).map((header) => `"${header}"`);
  const more = open.length > MOST_OPEN ? `, and ${open.length - MOST_OPEN} more` : "";
  const nearest = one.nearest.slice(0, MOST_OPEN).map(({ header, field }) => `${field}="${header}"`);
  const lines: readonly (readonly [string, string | null])[] = [
    ["holds", holdsOf(one)],
    ["system", systemOf(one)],
    ["written as", writtenAs(one.form)],
    ["records", recordsOf(one)],
    ["error", one.error?.message ?? null],
    ["to do", one.error?.hint ?? null],
    ["questions", asked.length === 0 ? null : asked.join(", ")],
    [one.recognised === null ? "columns" : "not used", shown.length === 0 ? null : `${shown.join(", ")}${more}`],
    ["nearest", nearest.length === 0 ? null : nearest.join(", ")],
  ];
  const rows = lines.filter(([, found]) => found !== null && found !== "");
  return { ...table("shown_file", one.name, SHOWN_FILE, rows), everyRow: true };
}

const MOST_OPEN = 30;

function holdsOf(one: ExaminedTable): string {
  if (one.recognised === null) return roleOf(one);
  const { role, confidence, why } = one.recognised;
  return `${role} (${Math.round(confidence * 100)} % sure: ${why.replace(/\.$/, "")})`;
}

const SHOWN_FINDINGS: readonly Column[] = [
  text("finding", "Severity and kind"),
  prose("what", "The finding in words, with examples and what to do"),
];

/** The findings for a terminal: kind, then everything about it, wrapped. */
export function shownFindings(findings: readonly Finding[]): ResultTable {
  const rows = findings.map(({ severity, code, file, message, advice, examples }) => [
    severity === "note" ? code : `${severity}: ${code}`,
    [
      file === null ? message : `${file}: ${message}`,
      examples.length === 0 ? "" : `For example ${examples.join("; ")}`,
      advice,
    ]
      .filter((part) => part !== "")
      .map((part) => (/[.?!…]$/.test(part) ? part : `${part}.`))
      .join(" "),
  ]);
  return { ...table("shown_findings", "Findings", SHOWN_FINDINGS, rows), everyRow: true };
}

const STATUS_COLUMNS: readonly Column[] = [
  text("file", "The file"),
  text("status", "The status as it stands in the file"),
  text("taken_for", "What records with it were taken for; a negative amount makes a refund of a purchase"),
  integer("records", "Records with it"),
  { name: "known", type: "boolean", description: "No: the text says nothing, so that its records count as purchases" },
];

export function statusesTable(statuses: readonly StatusClass[]): ResultTable {
  const rows = statuses.map(({ file, status, takenFor, records, isKnown }) => [
    file,
    status,
    takenFor,
    records,
    isKnown,
  ]);
  return table("statuses", "Statuses", STATUS_COLUMNS, rows);
}

/** Rejected records with the line on which each starts and its original text. */
export const REJECTS: ResultTable = {
  name: "rejects",
  title: "Rejected records",
  columns: [
    text("file", "The file as it was named"),
    integer("line", "Physical line on which the record starts; the file's first is 1"),
    text("column", "The column that is at fault, where one is"),
    text("code", "Kind of fault"),
    text("message", "The fault in words"),
    text("text", "The record as it stands in the file"),
  ],
  query: sql`SELECT file, line, "column", code, message, text FROM ${raw(REJECTS_TABLE)} ORDER BY file_number, line, code`,
};

/** The first characters of a rejected record that a terminal shows. */
const MOST_TEXT = 100;

/** The rejects for a terminal: place and kind, then fault and record, wrapped. */
export const SHOWN_REJECTS: ResultTable = {
  name: "shown_rejects",
  title: REJECTS.title,
  columns: [
    text("place", "File and physical line"),
    text("code", "Kind of fault"),
    prose("fault", "The fault in words, and the beginning of the record"),
  ],
  query: sql`SELECT file || ':' || line AS place, code,
      coalesce("column" || ': ', '') || message || ' | ' || left(text, ${raw(String(MOST_TEXT))})
        || CASE WHEN length(text) > ${raw(String(MOST_TEXT))} THEN '…' ELSE '' END AS fault
    FROM ${raw(REJECTS_TABLE)} ORDER BY file_number, line, code`,
};

const table = (
  name: string,
  title: string,
  columns: readonly Column[],
  rows: readonly (readonly (string | number | boolean | null)[])[],
): ResultTable => ({
  name,
  title,
  columns,
  query: valuesQuery(
    columns,
    rows.map((row) => row.map(withoutNul)),
  ),
});

/** The engine takes no NUL character in the text of a statement. */
const withoutNul = <T>(cell: T): T | string => (typeof cell === "string" ? cell.replaceAll("\0", "�") : cell);
