import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { CrmError } from "../errors/crm-error.js";

/**
 * What stands in do-not-contact files: every cell of a text file of whatever layout, one a line or as CSV. A cell that is no
 * customer's id, e-mail address or telephone number does nothing, so that headers and names do no harm.
 *
 * @throws CrmError `file-missing`
 */
export function readDoNotContact(files: readonly string[], cwd: string): string[] {
  return files.flatMap((name) => {
    let text: string;
    try {
      text = new TextDecoder("utf-8").decode(readFileSync(resolve(cwd, name)));
    } catch (cause) {
      throw new CrmError("file-missing", {
        fix: "Check the name given to --do-not-contact.",
        place: { file: name },
        cause,
      });
    }
    return text
      .split(/[\r\n,;\t]+/)
      .map((cell) =>
        cell
          .trim()
          .replace(/^"(.*)"$/, "$1")
          .replace(/^'/, ""),
      )
      .filter((cell) => cell !== "");
  });
}
