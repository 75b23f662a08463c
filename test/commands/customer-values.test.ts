import { describe, expect, it } from "vitest";
import { useFolder } from "./run-in-process.js";

const held = useFolder();

type Row = Readonly<Record<string, string | number | boolean | null>>;

/** Twelve customers, each with six purchases a month apart, in two categories, for 20 in the last year. */
const IDS = Array.from({ length: 12 }, (_, index) => `K${String(index).padStart(2, "0")}`);
const ORDERS = [
  "Order ID,Customer ID,Order Date,Amount,Category,Cost",
  ...IDS.flatMap((id) =>
    [1, 2, 3, 4, 5, 6].map((month) => `${id}-${month},${id},2026-0${month}-15,20,${month % 2 ? "Tea" : "Cups"},10`),
  ),
];

const rowsOf = async (command: string, column: string, cell: (id: string, place: number) => string) => {
  const customers = held.file(
    "customers.csv",
    `Customer ID,Name,${column}`,
    ...IDS.map((id, place) => `${id},Name ${id},${cell(id, place)}`),
  );
  const said = await held.crm(command, held.file("orders.csv", ...ORDERS), customers, "--format", "json");
  expect(said.exitCode).toBe(0);
  return { rows: (JSON.parse(said.stdout) as { rows: readonly Row[] }).rows, stderr: said.stderr };
};
const but = (rows: readonly Row[], ...without: string[]) =>
  rows.filter((row) => !without.includes(String(row.customer_id)));
const of = (rows: readonly Row[], id: string) => rows.find((row) => row.customer_id === id)!;

describe("one cell of a customer column that cannot be read", () => {
  it.each([["n/a"], ["-"], ["unknown"], ["inf"], ["lots"]])(
    "%s leaves one customer's category spend out and no more, and is named",
    async (slip) => {
      const { rows, stderr } = await rowsOf("loyalty", "Category Spend", (id) => (id === "K03" ? slip : "120"));
      // 6 x 20 of 120 spent on the category everywhere.
      expect(but(rows, "K03").map((row) => row.share_of_category)).toEqual(Array(11).fill(1));
      expect(of(rows, "K03").share_of_category).toBeNull();
      expect(stderr).toContain(
        `values of column Category Spend that are no category_spend were left out: "${slip}" (1)`,
      );
    },
  );

  it("leaves the others' marketing cost in what was invested", async () => {
    const { rows, stderr } = await rowsOf("profile", "Marketing Cost", (id) => (id === "K05" ? "n/a" : '"€1.234,50"'));
    expect(new Set(but(rows, "K05").map((row) => row.invested))).toEqual(new Set([1234.5]));
    expect(of(rows, "K05").invested).toBe(0);
    expect(stderr).toContain('values of column Marketing Cost that are no marketing_cost were left out: "n/a" (1)');
  });

  it("leaves the others' days of registration", async () => {
    const { rows } = await rowsOf("lifecycle", "Registered", (id) => (id === "K05" ? "-" : "2026-01-01"));
    expect(new Set(but(rows, "K05").map((row) => row.acquisition))).toEqual(new Set(["mature"]));
  });

  it("leaves a further column of numbers one for conditions", async () => {
    const customers = held.file(
      "customers.csv",
      "Customer ID,Name,Employees",
      ...IDS.map((id, place) => `${id},Name ${id},${place === 3 ? "n/a" : 5 * place}`),
    );
    const orders = held.file("orders.csv", ...ORDERS);
    const said = await held.crm("segment", orders, customers, "--where", "Employees > 40", "--format", "json");
    expect((JSON.parse(said.stdout) as { rows: Row[] }).rows.map((row) => row.customer_id).sort()).toEqual([
      ...["K09", "K10", "K11"],
    ]);
  });
});

describe("a customer column of which most cells cannot be read", () => {
  it("is not counted with, and said", async () => {
    const { rows, stderr } = await rowsOf("profile", "Marketing Cost", (_, place) => (place < 6 ? "some" : "5"));
    expect(new Set(rows.map((row) => row.invested))).toEqual(new Set([0]));
    expect(stderr).toContain(
      'most values of column Marketing Cost are no numbers, so that it is not used as marketing_cost: "5" (6), "some" (6)',
    );
  });

  it("is no news where ages and incomes are in bands", async () => {
    const { stderr } = await rowsOf("profile", "Age", (_, place) => (place < 6 ? "18-24" : "25-34"));
    expect(stderr).not.toContain("column Age");
  });
});

describe("customer values that cannot be", () => {
  it("count as not known where they would count: a negative cost", async () => {
    const { rows, stderr } = await rowsOf("profile", "Marketing Cost", (id) => (id === "K05" ? "-50" : "5"));
    expect(of(rows, "K05").invested).toBe(0);
    expect(stderr).toContain(
      'values of column Marketing Cost beyond what marketing_cost can be were left out: "-50" (1)',
    );
  });

  it("are named by crm check", async () => {
    const customers = held.file(
      "customers.csv",
      "Customer ID,Name,Gender,Type,Served By,Birth Date,Income",
      ...IDS.slice(4).map((id) => `${id},Name ${id},Mrs.,direct,,1980-02-03,30000`),
      "K00,Name K00,helicopter,alien,GHOST,2099-01-01,lots",
      "K01,Name K01,女,indirect,K05,1700-01-01,-5",
      "K02,Name K02,M,indirect,Name K06,1981-04-05,20000",
    );
    const said = await held.crm("check", held.file("orders.csv", ...ORDERS), customers, "--format", "json");
    const { findings } = JSON.parse(said.stdout) as { findings: { message: string; examples: readonly string[] }[] };
    const messages = findings.map(({ message, examples }) => [message, ...examples].join(" "));
    expect(messages).toEqual(
      expect.arrayContaining([
        'Values of column Gender that are no known gender: "helicopter" (1).',
        'Values of column Type that are no known type: "alien" (1).',
        "1 customer served by somebody who is no customer here. GHOST",
        "1 customer born after 2026-06-15. 2099-01-01",
        'Values of column Birth Date beyond what birth_date can be were left out: "1700-01-01" (1).',
        'Values of column Income that are no income were left out: "lots" (1).',
        'Values of column Income beyond what income can be were left out: "-5" (1).',
      ]),
    );
  });
});
