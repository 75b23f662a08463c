import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/models/index.js";
import { useFolder } from "./run-in-process.js";

const here = useFolder();

const isoDay = (index: number): string => new Date(Date.UTC(2024, 0, 1 + Math.floor(index))).toISOString().slice(0, 10);

interface Order {
  readonly customer: string;
  readonly day: string;
  readonly amount: number;
}

/** Customers who buy at rates of their own over two years and stop after a purchase with a chance of one in seven. */
function shop(customers = 240): Order[] {
  const random = createRandom(7);
  return Array.from({ length: customers }, (_, index) => {
    const rate = random.gamma(1.2) / 90;
    const mean = 20 + random.gamma(2) * 20;
    const days: number[] = [];
    for (let day = random.uniform() * 400; day < 730; day += 1 + random.exponential() / rate) {
      days.push(day);
      if (random.uniform() < 0.15) break;
    }
    return days.map((day) => ({
      customer: `C${index}`,
      day: isoDay(day),
      amount: Math.round(mean * 100 * random.gamma(3)) / 300,
    }));
  }).flat();
}

const ORDERS = shop();

/** The shop's orders, with a further column of each order where one is given. */
function orders(further?: { readonly name: string; readonly of: (order: Order, index: number) => string }): string {
  const head = `customer_id,date,amount${further === undefined ? "" : `,${further.name}`}`;
  const lines = ORDERS.map((order, index) =>
    [
      order.customer,
      order.day,
      order.amount.toFixed(2),
      ...(further === undefined ? [] : [further.of(order, index)]),
    ].join(","),
  );
  return here.file("orders.csv", head, ...lines);
}

interface Rows {
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
  readonly columns: readonly { readonly name: string; readonly description: string }[];
}

async function json(...args: readonly string[]) {
  const { exitCode, stdout, stderr } = await here.crm("clv", ...args, "--json");
  expect(stderr).toBe("");
  expect(exitCode).toBe(0);
  return JSON.parse(stdout) as Rows & { readonly fit: Record<string, unknown>; readonly tables?: Record<string, Rows> };
}

describe("crm clv: options that contradict each other or the data", () => {
  it.each([
    [["--horizon", "101y"], "more than 100 years"],
    [["--horizon", "1000000d"], "more than 100 years"],
    [["--infinite", "--horizon", "12m"], "no --horizon"],
    [["--backtest", "--by", "country"], "not groups"],
    [["--holdout", "900d"], "Give 7d to "],
    [["--holdout", "3d"], "Give 7d to "],
    [["--sort", "nonsense"], "nonsense"],
    [["--columns", "nonsense"], "nonsense"],
    [["--by", "nonsense"], "nonsense"],
  ])("exits 2 for %j", async (args, words) => {
    const { exitCode, stderr } = await here.crm("clv", orders(), "--model", "auto", ...args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(words);
    // Before the fits, which would be talked of.
    expect(stderr).not.toContain("value groups");
  });

  it("answers over a hundred years", async () => {
    const century = await json(orders(), "--model", "mbg-nbd", "--horizon", "100y");
    const all = await json("orders.csv", "--model", "mbg-nbd", "--infinite");
    const sum = ({ rows }: Rows): number => rows.reduce((total, row) => total + Number(row.clv), 0);
    // Money after a century is worth 1 / 13,781 at 10 %; months are discounted at their end, 0.4 % more than on the way.
    expect(sum(century) / sum(all)).toBeGreaterThan(0.99);
    expect(sum(century)).toBeLessThan(sum(all));
  });

  it("says what expected purchases are over without a horizon, and they are what clv counts", async () => {
    const { rows, columns } = await json(orders(), "--model", "mbg-nbd", "--infinite");
    expect(columns.find((one) => one.name === "expected_purchases")?.description).toContain(
      "over all time, each discounted",
    );
    for (const row of rows)
      expect(Number(row.clv)).toBeCloseTo(Number(row.expected_purchases) * Number(row.expected_spend), 0);
  });

  it.each(["clv", "segment"])("%s: exits 3 for a day before all data, and names the first", async (name) => {
    const first = [...ORDERS].map((order) => order.day).sort()[0];
    const { exitCode, stderr } = await here.crm(name, orders(), "--as-of", "2001-01-01");
    expect(exitCode).toBe(3);
    expect(stderr).toContain(`the first one is of ${first}`);
  });

  it("has no backtest where nobody bought in the held-out time, says so, and answers all the same", async () => {
    const tested = await here.crm("clv", orders(), "--as-of", "2099-01-01", "--backtest");
    expect(tested.exitCode).toBe(5);
    expect(tested.stderr).toContain("no customer of");
    const { exitCode, stderr } = await here.crm("clv", "orders.csv", "--as-of", "2099-01-01");
    expect(exitCode).toBe(0);
    expect(stderr).toContain("there is no backtest");
  });
});

describe("crm clv --backtest", () => {
  it("tests a named model alone, beside the averages", async () => {
    const { rows } = await json(orders(), "--model", "bg-nbd", "--backtest");
    expect(rows.map((row) => row.model)).toEqual([
      "bg-nbd",
      "historic",
      "average × months × retention",
      "same as the time before",
    ]);
  });

  it("leaves candidates out where nothing was tested", async () => {
    expect(await json(orders(), "--model", "mbg-nbd")).not.toHaveProperty("fit.candidates");
  });
});

describe("crm clv: margin from the data", () => {
  const margin = async (name: string, of: (order: Order, index: number) => string): Promise<string> => {
    const { exitCode, stderr } = await here.crm(
      "clv",
      orders({ name, of }),
      "--model",
      "historic",
      "-o",
      "clv.csv",
      "--force",
    );
    expect(exitCode).toBe(0);
    return stderr;
  };
  const all = ORDERS.length.toLocaleString("en-US");

  it("is profit over spend, with where it comes from and how many rows", async () => {
    // Cost is three quarters of each amount, so the margin is 25 %.
    expect(await margin("cost", ({ amount }) => (amount * 0.75).toFixed(4))).toContain(
      `margin 25 %, by the cost column, in ${all} of ${all} rows`,
    );
  });

  it.each(["NaN", "inf", "1e300", "n/a"])("takes %s for no number", async (cell) => {
    const said = await margin("cost", ({ amount }, index) => (index === 5 ? cell : (amount * 0.75).toFixed(4)));
    expect(said).toContain(
      `margin 25 %, by the cost column, in ${(ORDERS.length - 1).toLocaleString("en-US")} of ${all} rows; `,
    );
  });

  it.each([
    ["a loss", "cost", ({ amount }: Order) => (amount * 1.3).toFixed(2), "adds up to a loss"],
    ["percentages", "margin", () => "40", "a percentage or share of each row"],
    ["percentages with their sign", "margin", () => "40%", "are percentages, not money"],
    ["shares", "margin", (_: Order, index: number) => (0.3 + 0.01 * (index % 20)).toFixed(2), "a percentage or share"],
    ["more than the spend", "margin", ({ amount }: Order) => (amount * 1.5 + 200).toFixed(2), "more than there is"],
    [
      "few values",
      "cost",
      ({ amount }: Order, index: number) => (index % 3 === 0 ? (amount / 2).toFixed(2) : ""),
      "fewer than half",
    ],
  ])("does not project %s, and says what to do", async (_, name, of, words) => {
    const said = await margin(name, of);
    expect(said).toContain(`warning: the ${name} column is not used: `);
    expect(said).toContain(words);
    expect(said).toContain("--margin settles it");
    expect(said).toContain("margin 100 %: values are revenue");
  });
});

describe("crm clv: attributes with the names of its own columns", () => {
  const NAMES = [
    "age",
    "rank",
    "grp",
    "low",
    "clv",
    "historic_value",
    "repeat_purchases",
    "value_group",
    "mean_clv",
    "clv_group",
  ];

  const withCustomers = (): readonly string[] => {
    const customers = Array.from({ length: 240 }, (_, index) => [
      `C${index}`,
      ...NAMES.map((__, place) => `v${(index + place) % 3}`),
    ]);
    const file = here.file(
      "people.csv",
      ["customer_id", ...NAMES].join(","),
      ...customers.map((cells) => cells.join(",")),
    );
    return [orders(), file, "--model", "mbg-nbd"];
  };

  it("groups by them", async () => {
    const { rows, tables } = await json(...withCustomers(), "--by", NAMES.join(","));
    const total = rows.reduce((sum, row) => sum + Number(row.clv), 0);
    for (const name of NAMES) {
      const groups = tables![`by_${name}`]!;
      const own = ["mean_clv", "historic_value"].includes(name) ? "group" : name;
      expect(groups.rows.map((row) => row[own]).sort()).toEqual(["v0", "v1", "v2"]);
      expect(groups.rows.reduce((sum, row) => sum + Number(row.clv_total), 0)).toBeCloseTo(total, 1);
    }
  });

  it("lists them under a name of their own", async () => {
    const { rows, columns } = await json(...withCustomers(), "--columns", "age,grp");
    expect(columns.map((one) => one.name).slice(-3)).toEqual(["rank", "customer_age", "grp"]);
    const first = rows.find((row) => row.customer_id === "C4")!;
    expect(first.customer_age).toBe("v1");
    expect(typeof first.age).toBe("number");
  });
});

describe("crm clv: groups and customers", () => {
  it("gives a group of one the customer's own interval", async () => {
    const people = [
      "customer_id,club",
      ...Array.from({ length: 240 }, (_, index) => `C${index},${index === 3 ? "alone" : "all"}`),
    ];
    const { rows, tables } = await json(
      orders(),
      here.file("people.csv", ...people),
      "--model",
      "mbg-nbd",
      "--by",
      "club",
    );
    const customer = rows.find((row) => row.customer_id === "C3")!;
    expect(tables!.by_club!.rows.find((row) => row.club === "alone")).toMatchObject({
      clv_total: customer.clv,
      clv_total_low: customer.clv_low,
      clv_total_high: customer.clv_high,
    });
  });

  it("lists customers who have nothing but refunds, with nulls", async () => {
    orders();
    writeFileSync(join(here.folder, "refunds.csv"), "customer_id,date,amount\nR1,2025-03-01,-5\nC0,2025-03-02,-1\n");
    const { rows } = await json("orders.csv", "refunds.csv", "--model", "mbg-nbd");
    expect(rows.filter((row) => row.customer_id === "R1")).toEqual([
      expect.objectContaining({ clv: null, clv_low: null, p_alive: null, value_group: null }),
    ]);
    expect(rows).toHaveLength(241);
  });

  it("ranks by clv to the cent, equal ones by customer_id", async () => {
    const { rows } = await json(orders(), "--model", "mbg-nbd");
    for (const [index, row] of rows.slice(1).entries()) {
      const before = rows[index]!;
      const isAfter =
        Number(row.clv) < Number(before.clv) ||
        (row.clv === before.clv && String(row.customer_id) > String(before.customer_id));
      expect(isAfter).toBe(true);
    }
  });

  it.each([
    ["--by", "customer_tier"],
    ["--backtest", ""],
  ])("says that a CSV has no room for the tables of %s", async (option, value) => {
    const people = here.file(
      "people.csv",
      "customer_id,customer_tier",
      ...Array.from({ length: 240 }, (_, index) => `C${index},gold`),
    );
    const args = value === "" ? [option] : [option, value];
    const { exitCode, stderr } = await here.crm(
      "clv",
      orders(),
      people,
      "--model",
      "mbg-nbd",
      ...args,
      "-o",
      "out.csv",
      "--force",
    );
    expect(exitCode).toBe(0);
    expect(stderr).toContain("out.csv (csv) holds the main table alone");
  });
});
