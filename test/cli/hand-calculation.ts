/** The figures that a case's README works out by hand. */
export interface HandCalculation {
  readonly files: readonly {
    readonly file: string;
    readonly role: string;
    readonly read: number;
    readonly accepted: number;
    readonly rejected: number;
    readonly rejectCodes: Readonly<Record<string, number>>;
    readonly filtered: Readonly<Record<string, number>>;
  }[];
  readonly customers: readonly {
    readonly customer: string;
    readonly frequency: number;
    readonly spend: number;
    readonly first: string | null;
    readonly last: string | null;
  }[];
}

/** Reads the tables "Accounting" and "Customers" of a README; null where it has none, as for a refused file. */
export function readHandCalculation(readme: string): HandCalculation | null {
  const files = tableUnder(readme, "## Accounting");
  const customers = tableUnder(readme, "## Customers");
  if (files === null || customers === null) return null;
  return {
    files: files.map(([file, role, read, accepted, rejected, filtered]) => ({
      file: file!,
      role: role!,
      read: Number(read),
      accepted: Number(accepted),
      rejected: Number.parseInt(rejected!, 10),
      rejectCodes: counts(rejected!),
      filtered: counts(filtered!),
    })),
    customers: customers.map(([customer, frequency, spend, first, last]) => ({
      customer: customer!,
      frequency: Number(frequency),
      spend: Number(spend),
      first: day(first!),
      last: day(last!),
    })),
  };
}

const day = (text: string): string | null => (/^\d{4}-/.test(text) ? text : null);

/** `5 (cancelled 3, test 1, unpaid 1)` as counts by name. */
function counts(text: string): Record<string, number> {
  const inside = /\(([^)]*)\)/.exec(text)?.[1] ?? "";
  const pairs = inside
    .split(", ")
    .filter((part) => part !== "")
    .map((part) => part.split(" "));
  return Object.fromEntries(pairs.map(([name, count]) => [name!, Number(count)]));
}

function tableUnder(readme: string, heading: string): string[][] | null {
  const start = readme.indexOf(heading);
  if (start < 0) return null;
  const lines = readme.slice(start + heading.length).split("\n");
  const from = lines.findIndex((line) => line.startsWith("|"));
  if (from < 0) return null;
  const rows: string[][] = [];
  for (const line of lines.slice(from + 2)) {
    if (!line.startsWith("|")) break;
    rows.push(
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  }
  return rows;
}
