import type { Readable } from "node:stream";
import type { Engine } from "../engine/engine.js";
import { CrmError } from "../errors/crm-error.js";
import type { RawTable } from "./raw-table.js";
import { readDelimited } from "./read-delimited.js";
import { readJsonLines } from "./read-json-lines.js";
import { readParquet } from "./read-parquet.js";
import { RESULT_HEAD, readResultJson } from "./read-result-json.js";
import { detectEncoding } from "./source/encoding.js";
import { openSource, readHead, type Source } from "./source/open-source.js";
import type { TextOptions } from "./source/open-text.js";
import { pieceDecoder } from "./source/text-decoder.js";
import type { Workspace } from "./source/workspace.js";

/** What the user settled about how files are read. */
export interface ReadOptions extends TextOptions {
  readonly sheet?: string;
}

/** Opens one input as the tables that it holds: one, or one a sheet of a workbook. */
export async function openTables(
  engine: Engine,
  name: string,
  path: string,
  options: ReadOptions,
  stdin: Readable,
  workspace: Workspace,
): Promise<RawTable[]> {
  const source = await openSource(name, path, stdin, workspace);
  if (source.container === "workbook") {
    const { readWorkbook } = await import("./read-workbook.js");
    return readWorkbook(engine, source, options.sheet);
  }
  if (source.container === "parquet") return [await readParquet(engine, source)];
  const head = headText(source);
  if (RESULT_HEAD.test(head)) return [await readResultJson(engine, source)];
  if (isJson(source, head)) return [await readJsonLines(engine, source, options, workspace)];
  return [await readDelimited(engine, source, options, workspace)];
}

function headText(source: Source): string {
  const bytes = readHead(source.path, source.name);
  return pieceDecoder(detectEncoding(bytes).encoding, true).decode(bytes).trimStart();
}

/** JSON lines begin with an object. An array of objects is refused with what to do, as it cannot be streamed. */
function isJson(source: Source, head: string): boolean {
  if (/^\[\s*\{/.test(head)) {
    throw new CrmError("file-unreadable", {
      detail: "it is one JSON array.",
      fix: "Write one object a line (jq -c '.[]' file.json > file.jsonl).",
      place: { file: source.name },
    });
  }
  if (/^\{\s*"program": "crm demo"/.test(head)) {
    throw new CrmError("file-unreadable", {
      detail: "it is the truth about a sample company of crm demo, no export.",
      fix: "Leave it out: the inputs are the .csv and .xlsx files beside it.",
      place: { file: source.name },
    });
  }
  return /^\{\s*["}]/.test(head);
}
