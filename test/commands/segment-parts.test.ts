import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCrm, workFolder } from "../cli/run-crm.js";

/* `crm segment` with --by, --compare-to, --cohorts, --merge, --join and --where, through the binary. */
let folder: ReturnType<typeof workFolder>;
const write = (name: string, text: string): void => writeFileSync(join(folder.path, name), text);
const read = (name: string): string => readFileSync(join(folder.path, name), "utf8");
const crm = (...args: string[]) => runCrm(["segment", "customers.csv", "orders.csv", ...args], folder.path);

/** Eighty customers: 40 in DE with two orders of 10, 39 in AT with one of 30, 1 in IT; C80 only in the orders. */
const COUNTRY = (index: number): string => (index < 40 ? "DE" : index < 79 ? "AT" : "IT");

beforeEach(() => {
  folder = workFolder();
  const customers = Array.from(
    { length: 80 },
    (_, index) => `C${index},c${index}@x.org,${COUNTRY(index)},${20 + index},Club ${index % 3}`,
  );
  write("customers.csv", ["Customer ID,Email,Country,Age,Hobby club", ...customers].join("\n"));
  const orders = Array.from({ length: 81 }, (_, index) => {
    const day = `2026-01-${String(1 + (index % 28)).padStart(2, "0")}`;
    return index < 40
      ? [`A${index},${day},C${index},10`, `B${index},2026-03-${day.slice(8)},C${index},10`]
      : [`A${index},${day},C${index},30`];
  });
  write("orders.csv", ["Order ID,Order date,Customer ID,Amount", ...orders.flat()].join("\n"));
});
afterEach(() => folder.remove());

interface Table {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}
type SegmentJson = Table & { readonly tables: Readonly<Record<string, Table>>; readonly [key: string]: unknown };
const json = async (...args: string[]): Promise<SegmentJson> => {
  const { stdout, stderr, exitCode } = await crm(...args, "--json");
  expect(exitCode, stderr).toBe(0);
  return JSON.parse(stdout) as SegmentJson;
};

describe("--by", () => {
  it("writes the groups and the index of segments into JSON, and names small groups", async () => {
    const { tables, by } = await json("--by", "country,Hobby club");
    expect(Object.keys(tables)).toEqual([
      "segments",
      "by_country",
      "by_country_segments",
      "by_hobby_club",
      "by_hobby_club_segments",
    ]);
    expect(tables.by_country!.rows.map((row) => [row.group, row.customers, row.revenue, row.kind])).toEqual([
      ["DE", 40, 800, "geographic"],
      ["AT", 39, 1170, "geographic"],
      ["IT", 1, 30, "geographic"],
      ["(unknown)", 1, 30, "geographic"],
    ]);
    const italy = tables.by_country_segments!.rows.filter((row) => row.group === "IT");
    expect(italy.every((row) => row.index === null && row.verdict === "too few")).toBe(true);
    expect(by).toMatchObject([
      { attribute: "country", kind: "geographic" },
      { attribute: "Hobby club", kind: null },
    ]);
    const { stderr } = await crm("--by", "country");
    expect(stderr).toContain("no index of segments for IT (1), (unknown) (1)");
  });

  it("shows the groups first on a terminal", async () => {
    const { stdout } = await crm("--by", "country");
    expect(stdout.startsWith("country")).toBe(true);
    expect(stdout.indexOf("Segments by country (geographic)")).toBeLessThan(stdout.indexOf("\nSegments\n"));
  });

  it("takes kinds from the configuration and the market from a file", async () => {
    write("crm.config.json", '{ "attributeKinds": { "Hobby club": "psychological" } }');
    write("market.csv", "country;volume\nde;8.000,00\nAT;11.700,00\nES;5,00\n");
    const { tables } = await json("--by", "hobby club,country", "--market", "market.csv");
    expect(tables.by_hobby_club!.rows[0]!.kind).toBe("psychological");
    expect(tables.by_country!.rows.map((row) => row.market_share)).toEqual([0.1, 0.1, null, null]);
    expect(tables.by_hobby_club!.columns.map((column) => column.name)).not.toContain("market_share");
    const { stderr } = await crm("--by", "country", "--market", "market.csv");
    expect(stderr).toContain("groups without customers here: ES");
  });

  it("refuses an attribute that is not there, and a market without groups", async () => {
    const wrong = await crm("--by", "contry");
    expect([wrong.exitCode, wrong.stderr]).toEqual([2, expect.stringContaining('Did you mean "country"?')]);
    expect((await crm("--market", "m.csv")).exitCode).toBe(2);
  });
});

describe("--compare-to", () => {
  it("adds previous_segment after last_purchase, and a migration that adds up", async () => {
    const { columns, tables, rows } = await json("--compare-to", "2026-01-31", "--columns", "country");
    expect(columns.map((column) => column.name).slice(-3)).toEqual(["last_purchase", "previous_segment", "country"]);
    expect(rows).toHaveLength(81);
    expect(tables.migration!.rows.reduce((sum, row) => sum + Number(row.customers), 0)).toBe(81);
  });

  it.each([
    ["2026-03-28", "is not before 2026-03-28"],
    ["2025-12-31", "The first is on 2026-01-01"],
    ["2026-02-30", "is no day"],
  ])("refuses %s", async (day, text) => {
    const { exitCode, stderr } = await crm("--compare-to", day);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(text)]);
  });

  it("needs named segments", async () => {
    expect((await crm("--compare-to", "2026-01-31", "--bins", "4")).exitCode).toBe(2);
  });
});

describe("--cohorts", () => {
  it("writes the grid beside the outputs, all or nothing", async () => {
    const { exitCode } = await crm("-o", "s.csv", "--cohorts", "r.csv");
    expect(exitCode).toBe(0);
    expect(read("r.csv").split("\n").slice(0, 4)).toEqual([
      "cohort,cohort_size,month_index,month,active,retention,revenue,complete",
      "2026-01-01,81,0,2026-01-01,81,1.0,1630.00,true",
      "2026-01-01,81,1,2026-02-01,0,0.0,0.00,true",
      expect.stringMatching(/^2026-01-01,81,2,2026-03-01,40,0\.4938\d*,400\.00,false$/),
    ]);
    const again = await crm("-o", "t.csv", "--cohorts", "r.csv");
    expect(again.exitCode).toBe(4);
    expect(existsSync(join(folder.path, "t.csv"))).toBe(false);
  });

  it("refuses an ending that it does not know before any work", async () => {
    const { exitCode } = await crm("-o", "s.csv", "--cohorts", "r.doc");
    expect(exitCode).toBe(2);
    expect(readdirSync(folder.path).sort()).toEqual(["customers.csv", "orders.csv"]);
  });
});

describe("--merge", () => {
  it("lists who went into whom, and loses no money", async () => {
    write("customers.csv", `${read("customers.csv")}\nX1,C3@X.org ,DE,50,Club 1`);
    const before = await json();
    const { rows, tables, merged } = await json("--merge");
    expect(tables.merged!.rows).toEqual([{ customer_id: "X1", merged_into: "C3", reason: "email" }]);
    expect([merged, rows.length, before.rows.length]).toEqual([1, 81, 82]);
    const spend = (of: Table): number => of.rows.reduce((sum, row) => sum + Number(row.monetary ?? 0), 0);
    expect(spend({ columns: [], rows })).toBe(spend(before));
    expect((await crm("--merge")).stderr).toContain("1 customer was merged into 1");
  });
});

describe("--join", () => {
  it("adds columns with their types, and accounts for every record", async () => {
    write("extra.csv", "customer_id,score,tag,email\nC1,1.5,x,a\nC2,2,y,b\nC2,3,z,c\nnobody,9,n,d\n,4,o,e\n");
    const { rows, columns, joined } = await json(
      "--join",
      "extra.csv",
      "--columns",
      "score,tag,extra_email",
      "--where",
      "score > 1",
    );
    expect(rows.map((row) => [row.customer_id, row.score, row.tag, row.extra_email]).sort()).toEqual([
      ["C1", 1.5, "x", "a"],
      ["C2", 3, "z", "c"],
    ]);
    expect(columns.find((column) => column.name === "score")!.type).toBe("number");
    expect(joined).toEqual([
      {
        file: "extra.csv",
        read: 5,
        joined: 2,
        repeated: 1,
        unknown: 1,
        withoutId: 1,
        rejected: 0,
        columns: ["score", "tag", "extra_email"],
      },
    ]);
  });

  it.each(["csv", "json", "jsonl", "xlsx"])("reads what the command itself wrote as %s", async (format) => {
    await crm("-o", `march.${format}`, "--as-of", "2026-01-31");
    const { rows, tables } = await json(
      "--join",
      `march.${format}`,
      "--columns",
      "march_segment,march_frequency",
      "--by",
      "march_segment",
    );
    expect(rows.every((row) => row.march_frequency === 1)).toBe(true);
    expect(tables.by_march_segment!.rows.reduce((sum, row) => sum + Number(row.customers), 0)).toBe(81);
  });

  it("refuses a file without a customer, and never overwrites the file that it read", async () => {
    write("odd.csv", "colour,size\nred,3\n");
    expect(await crm("--join", "odd.csv")).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining("customer_id"),
    });
    expect((await crm("--join", "missing.csv")).exitCode).toBe(3);
    write("extra.csv", "customer_id,score\nC1,1\n");
    expect((await crm("--join", "extra.csv", "-o", "extra.csv", "--force")).exitCode).toBe(4);
  });
});

describe("--where", () => {
  it.each([
    ["country = 'DE'", 40],
    ["COUNTRY = 'DE' AND age >= 50", 10],
    ["\"Hobby club\" = 'Club 0'", 27],
    ["monetary >= 30", 41],
    ["country = 'DE') OR (country = 'AT'", 79],
    ["country = 'DE' -- and nothing else", 40],
    ["email LIKE 'c1%;%' OR frequency = 2", 40],
  ])("%s", async (condition, count) => {
    expect((await json("--where", condition)).rows).toHaveLength(count);
  });

  it.each([
    ["contry = 'DE'", 'Did you mean "country"?'],
    ['country = "DE"', 'there is no column "DE"'],
    ["country =", "syntax error"],
    ["true; DROP TABLE customers", "syntax error"],
    ["country = 'DE') LIMIT (1", "more than one condition"],
    ["customer_id IN (SELECT 'C1')", "a query of its own"],
    ["last_purchase < today()", "today() depends on clock or chance"],
    ["roundd(age) = 1", "roundd does not exist"],
    ["age > 'x'", "x"],
    ["?", "parameters"],
  ])("refuses %s without a stack", async (condition, text) => {
    const { exitCode, stderr, stdout } = await crm("--where", condition, "--quiet");
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("--where: ");
    expect(stderr).toContain(text);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

it("--top cuts the list in files as on the terminal, which shows twenty rows without it", async () => {
  await crm("-o", "s.csv", "--top", "3");
  expect(read("s.csv").trim().split("\n")).toHaveLength(4);
  const { stdout } = await crm();
  expect(stdout).toContain("… and 61 more rows");
  const { stdout: three } = await crm("--top", "3");
  expect(three).not.toContain("more row");
  expect(three).toContain("Champions");
});
