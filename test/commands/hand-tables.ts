/* Reads what the READMEs of fixtures/cases work out by hand. */

export type WrittenRow = Readonly<Record<string, string>>;

/** The table below a heading, by its own column names; null where there is none. */
export function tableUnder(readme: string, heading: string): WrittenRow[] | null {
  const start = readme.indexOf(`${heading}\n`);
  if (start < 0) return null;
  const lines = readme.slice(start).split("\n");
  const from = lines.findIndex((line) => line.startsWith("|"));
  const until = lines.findIndex((line, index) => index > from && !line.startsWith("|"));
  const cells = (line: string): string[] =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
  const [head, , ...body] = lines.slice(from, until);
  const names = cells(head!);
  return body.map((line) => Object.fromEntries(cells(line).map((cell, index) => [names[index]!, cell])));
}

/** A cell as the README writes it: to four decimals, empty for null, yes and no. */
export const asWritten = (value: unknown): string => {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "number" ? String(Number(value.toFixed(4))) : String(value);
};
