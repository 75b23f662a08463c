import type { Engine } from "../engine/engine.js";
import type { TerminalStyle } from "./render-table.js";
import type { Result } from "./result.js";

/** What a format needs in order to write one result to one file. */
export interface WriteContext {
  readonly engine: Engine;
  readonly result: Result;
  /** The file to fill; it may exist already, as an empty temporary file. */
  readonly path: string;
  /** Begins CSV and TSV with a byte order mark, for spreadsheets that otherwise guess the encoding. */
  readonly bom?: boolean;
  /** How the table format draws; the other formats do not look at it. */
  readonly terminal?: TerminalStyle;
  /** Called with a sentence for the user when something had to give, such as a text too long for a cell. */
  readonly note?: (sentence: string) => void;
}

/** One output format. A new one is a file with such a record, and a line in `formats.ts`. */
export interface Format {
  /** What `--format` calls it. */
  readonly id: string;
  /** File name endings that mean it, with the dot, in lower case. */
  readonly extensions: readonly string[];
  /** A few words for help. */
  readonly title: string;
  /** Bytes that a terminal cannot show. */
  readonly binary: boolean;
  /** Whether it holds the main table alone or the further tables too. */
  readonly holds: "main" | "all";
  write(context: WriteContext): Promise<void>;
}
