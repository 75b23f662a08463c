import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach } from "vitest";
import { assembleBook } from "../../src/book/assemble-book.js";
import { type Engine, openEngine } from "../../src/engine/engine.js";
import { raw } from "../../src/engine/sql.js";
import { importFiles } from "../../src/ingest/import-files.js";
import { openWorkspace, type Workspace } from "../../src/ingest/source/workspace.js";

/** Files by name, as lines, read as one book; gone after each test, and when the next are read. */
export function useRecordBook() {
  let open: { engine: Engine; workspace: Workspace; folder: string } | undefined;
  const close = (): void => {
    open?.engine.close();
    open?.workspace.remove();
    if (open !== undefined) rmSync(open.folder, { recursive: true, force: true });
    open = undefined;
  };
  afterEach(close);
  return async (files: Readonly<Record<string, readonly string[]>>) => {
    close();
    const folder = mkdtempSync(join(tmpdir(), "crm-records-"));
    const engine = await openEngine();
    const workspace = openWorkspace();
    open = { engine, workspace, folder };
    const inputs = Object.entries(files).map(([name, lines]) => {
      writeFileSync(join(folder, name), `${lines.join("\n")}\n`);
      return { name, path: join(folder, name) };
    });
    const imported = await importFiles(engine, inputs, {}, Readable.from([]), workspace);
    const book = await assembleBook(engine, imported, {});
    return { book, files: book.files, remarks: book.remarks, rows: (query: string) => engine.rows(raw(query)) };
  };
}
