import { CrmError } from "../errors/crm-error.js";

/** An error as the user meets it: one line what, one line where, one line what to do; or the same as an object. */
export async function presentError(
  error: unknown,
  how: { readonly json: boolean; readonly debug: boolean },
): Promise<string> {
  const stack = how.debug && error instanceof Error ? `${error.stack}\n` : "";
  if (error instanceof CrmError) {
    const { file, line, column } = error.place;
    if (how.json) {
      const { code, message, hint, exitCode } = error;
      return `${JSON.stringify({ error: { code, message, file, line, column, hint, exitCode } })}\n${stack}`;
    }
    const where = [
      file,
      line === undefined ? undefined : `line ${line}`,
      column === undefined ? undefined : `column "${column}"`,
    ];
    const place = where.filter((part) => part !== undefined).join(", ");
    const lines = [
      `crm: ${error.message}`,
      ...(place === "" ? [] : [`  in ${place}`]),
      ...(error.hint === "" ? [] : [`  ${error.hint}`]),
    ];
    return `${lines.map(onOneLine).join("\n")}\n${stack}`;
  }
  const message = error instanceof Error ? error.message.split("\n")[0] : String(error);
  if (how.json)
    return `${JSON.stringify({ error: { code: "bug", message, hint: "Run it again with --debug.", exitCode: 70 } })}\n${stack}`;
  return `crm: a fault in crm itself: ${message}\n  Run it again with --debug and report what it shows.\n${stack}`;
}

/** Control characters from a file's name or contents must not steer the terminal. */
const onOneLine = (line: string): string => line.replaceAll(/[\p{Cc}\u2028\u2029]/gu, "�");
