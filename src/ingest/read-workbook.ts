import type { Engine } from "../engine/engine.js";
import { identifier, raw, sql } from "../engine/sql.js";
import { CrmError } from "../errors/crm-error.js";
import { findHeader, type Header } from "./find-header.js";
import { type RawTable, rawColumn, type StructuralReject } from "./raw-table.js";
import type { Source } from "./source/open-source.js";
import { locateStaged } from "./stage-delimited.js";
import { openWorkbook, type SheetRow, type Workbook, type WorkbookSheet } from "./workbook/open-workbook.js";
import { WorkbookError } from "./workbook/workbook-error.js";

const SAMPLE_ROWS = 1000;

/**
 * Opens a workbook: one table for each visible sheet that has rows. Rows stream from the zip through the XML parser
 * into the engine; the sheet is never in memory as a whole.
 *
 * @param only the one sheet that the user named
 */
export async function readWorkbook(engine: Engine, source: Source, only?: string): Promise<RawTable[]> {
  return guarded(source.name, async () => {
    const workbook = await openWorkbook(source.path);
    const sheets = workbook.sheets.filter((sheet) => (only === undefined ? !sheet.hidden : sheet.name === only));
    if (sheets.length === 0) {
      const names = workbook.sheets.map((sheet) => `"${sheet.name}"`).join(", ");
      throw new CrmError("workbook-unreadable", {
        detail: only === undefined ? "all its sheets are hidden." : `it has no sheet "${only}".`,
        fix: `Name one with --sheet. It has ${names}.`,
        place: { file: source.name },
      });
    }
    const tables: RawTable[] = [];
    let open = 0;
    const onRelease = (): void => {
      open -= 1;
      if (open === 0) workbook.close();
    };
    for (const sheet of sheets) {
      const rows = await firstRows(workbook, sheet);
      if (rows.length > 0) tables.push(sheetTable(engine, source, workbook, sheet, rows, sheets.length > 1, onRelease));
    }
    open = tables.length;
    if (tables.length === 0) throw new CrmError("file-empty", { place: { file: source.name } });
    return tables;
  });
}

async function firstRows(workbook: Workbook, sheet: WorkbookSheet): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const batch of workbook.rows(sheet)) {
    rows.push(...batch);
    if (rows.length >= SAMPLE_ROWS) break;
  }
  return rows;
}

function sheetTable(
  engine: Engine,
  source: Source,
  workbook: Workbook,
  sheet: WorkbookSheet,
  sample: readonly SheetRow[],
  several: boolean,
  onRelease: () => void,
): RawTable {
  const width = Math.max(...sample.map((row) => row.cells.length));
  const padded = sample.map((row) => pad(row.cells, width));
  const found = findHeader(padded);
  const header: Header = { index: found.index, names: trimEnd(found.names, padded.slice(found.index + 1)) };
  const name = several ? `${source.name}#${sheet.name}` : source.name;
  const table = `sheet_${sheetCount++}`;
  let staging: Promise<StagedSheet> | null = null;
  const stage = (): Promise<StagedSheet> => {
    staging ??= guarded(source.name, () =>
      stageSheet(engine, workbook, sheet, header, sample[header.index]?.row ?? 1, table),
    );
    return staging;
  };
  return {
    name,
    form: { container: "workbook", sheet: sheet.name, headerLine: sample[header.index]?.row ?? 1 },
    headers: header.names,
    samples: padded.slice(header.index + 1).map((cells) => cells.slice(0, header.names.length)),
    async relation() {
      await stage();
      return identifier(table);
    },
    async load(target, project) {
      const { rows, structural, blank, remarks } = await stage();
      await engine.run(sql`CREATE OR REPLACE TABLE ${identifier(target)} AS ${project(identifier(table))}`);
      return {
        read: rows + structural.length,
        rows,
        skipped: { preamble: header.index, header: 1, blank },
        structural,
        remarks,
        locate: locateStaged(engine, table, header.names.length),
      };
    },
    async release() {
      await engine.run(sql`DROP TABLE IF EXISTS ${identifier(table)}`);
      onRelease();
    },
  };
}

let sheetCount = 0;

interface StagedSheet {
  readonly rows: number;
  readonly structural: readonly StructuralReject[];
  readonly blank: number;
  readonly remarks: readonly string[];
}

/** Streams a sheet's rows into a table with the columns `c0`, …, `line` and `text`. */
async function stageSheet(
  engine: Engine,
  workbook: Workbook,
  sheet: WorkbookSheet,
  header: Header,
  headerRow: number,
  table: string,
): Promise<StagedSheet> {
  const width = header.names.length;
  const columns = header.names.map((_, index) => `${rawColumn(index)} VARCHAR`).join(", ");
  await engine.run(sql`CREATE OR REPLACE TABLE ${identifier(table)} (${raw(columns)}, line INTEGER, text VARCHAR)`);
  const appender = await engine.appender(table);
  const structural: StructuralReject[] = [];
  let rows = 0;
  let lastRow = headerRow;
  let blank = headerRow - 1 - header.index;
  for await (const batch of workbook.rows(sheet)) {
    for (const { row, cells } of batch) {
      if (row <= headerRow) continue;
      blank += row - lastRow - 1;
      lastRow = row;
      if (cells.length > width && cells.slice(width).some((cell) => cell !== "")) {
        const message = `${cells.length} cells, the header has ${width}`;
        structural.push({ line: row, endLine: row, code: "field-count", message, text: cells.join(","), cells });
        continue;
      }
      for (let index = 0; index < width; index += 1) {
        const cell = cells[index];
        appender.text(cell === undefined || cell === "" ? null : cell);
      }
      appender.integer(row);
      appender.text(null);
      appender.endRow();
      rows += 1;
    }
  }
  appender.close();
  return { rows, structural, blank, remarks: warningsOf(workbook, sheet) };
}

function warningsOf(workbook: Workbook, sheet: WorkbookSheet): string[] {
  const warnings = workbook.warnings(sheet);
  return Object.entries(warnings)
    .filter(([, count]) => typeof count === "number" && count > 0)
    .map(([what, count]) => `${count} cells: ${what.replaceAll(/([A-Z])/g, " $1").toLowerCase()}`);
}

const pad = (cells: readonly string[], width: number): string[] => [
  ...cells,
  ...Array<string>(width - cells.length).fill(""),
];

/** The header without the empty columns at its end that no row of the sample uses either. */
function trimEnd(names: readonly string[], rows: readonly (readonly string[])[]): string[] {
  let width = names.length;
  while (width > 1 && names[width - 1] === "" && rows.every((row) => (row[width - 1] ?? "") === "")) width -= 1;
  return names.slice(0, width);
}

async function guarded<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof WorkbookError)) throw cause;
    const [detail, ...fix] = cause.message.split(/(?<=\.)\s+/);
    throw new CrmError("workbook-unreadable", {
      detail,
      fix: fix.join(" ") || "Save it again as .xlsx.",
      place: { file },
      cause,
    });
  }
}
