import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { CrmError } from "../errors/crm-error.js";

/**
 * What stands in do-not-contact files: every cell of a text file of whatever layout, one a line or as CSV, in UTF-8 or UTF-16. A
 * cell that is no customer's id, e-mail address or telephone number does nothing, so that headers and names do no harm; of
 * `Ann Example <ann@example.com>` the address counts.
 *
 * @throws CrmError `file-missing`; `bad-option` for a workbook
 */
export function readDoNotContact(files: readonly string[], cwd: string): string[] {
  return files.flatMap((name) => {
    let bytes: Buffer;
    try {
      bytes = readFileSync(resolve(cwd, name));
    } catch (cause) {
      throw new CrmError("file-missing", {
        fix: "Check the name given to --do-not-contact.",
        place: { file: name },
        cause,
      });
    }
    if (bytes.subarray(0, 2).toString("latin1") === "PK") {
      throw new CrmError("bad-option", {
        option: "--do-not-contact",
        detail: `${name} is a workbook`,
        fix: "Save its sheet as CSV.",
      });
    }
    return decoded(bytes)
      .split(/[\r\n,;\t]+/)
      .map((cell) =>
        cell
          .trim()
          .replace(/^"(.*)"$/, "$1")
          .replace(/^'/, "")
          .trim(),
      )
      .map((cell) => /<([^<>\s]+@[^<>\s]+)>/.exec(cell)?.[1] ?? cell.replace(/^(?:mailto|tel):/i, ""))
      .filter((cell) => cell !== "");
  });
}

function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return new TextDecoder("utf-8").decode(bytes);
}
