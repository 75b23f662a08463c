import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useFolder } from "./run-in-process.js";

const held = useFolder();

type Row = Readonly<Record<string, string | number | boolean | null>>;

interface ValueJson {
  readonly rows: readonly Row[];
  readonly columns: readonly { readonly name: string }[];
  readonly tables: Readonly<Record<string, { readonly rows: readonly Row[] }>>;
  readonly gini: number | null;
  readonly pareto: { readonly customers: number; readonly shareOfNetProfit: number | null };
  readonly top: { readonly customers: number; readonly shareOfPositiveProfit: number | null };
  readonly unused: readonly string[];
}

async function value(...args: readonly string[]): Promise<ValueJson> {
  const { stdout, stderr, exitCode } = await held.crm("value", ...args, "--json");
  expect(stderr).toBe("");
  expect(exitCode).toBe(0);
  return JSON.parse(stdout) as ValueJson;
}

const rules = (value: object): void => {
  writeFileSync(join(held.folder, "crm.config.json"), JSON.stringify({ rules: { value } }));
};

/** Orders of one day, a customer each, with these margins. */
const margins = (...profits: readonly (readonly [customer: string, profit: number])[]): string =>
  held.file(
    "orders.csv",
    "customer_id,order_date,amount,margin",
    ...profits.map(([customer, profit]) => `${customer},2026-01-15,1000,${profit}`),
  );

const classes = ({ rows }: ValueJson): Record<string, unknown> =>
  Object.fromEntries([...rows].map((row) => [String(row.customer_id), row.class]).sort());

const of = ({ rows }: ValueJson, customer: string): Row => rows.find((row) => row.customer_id === customer)!;

describe("strategic customers", () => {
  it("are the fewest who reach 80 % of positive profits: exactly 80 % is enough", async () => {
    // 80 of 80 + 20; the loss of C does not count.
    const result = await value(margins(["A", 80], ["B", 20], ["C", -50]));
    expect(classes(result)).toEqual({ A: "strategic", B: "general", C: "general" });
    expect(result.pareto).toMatchObject({ customers: 1, shareOfNetProfit: 1.6 });
    expect(of(result, "A").cumulative_share).toBe(0.8);
    expect(of(result, "C").cumulative_share).toBe(1);
  });

  it("are the first by customer_id among equals", async () => {
    // Four of five hundreds are 400 of 500, 80 %.
    const result = await value(margins(["E", 100], ["D", 100], ["C", 100], ["B", 100], ["A", 100]));
    expect(classes(result)).toEqual({ A: "strategic", B: "strategic", C: "strategic", D: "strategic", E: "general" });
    expect(result.gini).toBe(0);
  });

  it("are the one customer who is there", async () => {
    expect(classes(await value(margins(["A", 5])))).toEqual({ A: "strategic" });
  });

  it("are nobody without a positive profit", async () => {
    for (const profit of [0, -1]) {
      const result = await value(margins(["A", profit], ["B", profit]));
      expect(classes(result)).toEqual({ A: "general", B: "general" });
      expect(of(result, "A").cumulative_share).toBeNull();
      expect(result.pareto).toMatchObject({ customers: 0 });
      expect(result.gini).toBeNull();
    }
  });

  it("have their share of a sum that is exact in decimals", async () => {
    // 0.1 + 0.7 is 80 % of 1.0 in cents; in binary fractions it would be less.
    const result = await value(margins(["A", 0.7], ["B", 0.1], ["C", 0.1], ["D", 0.1]));
    expect(classes(result)).toEqual({ A: "strategic", B: "strategic", C: "general", D: "general" });
  });
});

describe("concentration", () => {
  it("is Gini's coefficient, the share of the best fifth and the Lorenz curve", async () => {
    // Gini of 1, 1, 1, 5 by Σ (2i − n − 1) xᵢ / (n Σ xᵢ) = (−3 − 1 + 1 + 15) / 32 = 0.375; the best of four (20 % rounded up) makes 5 of 8.
    const result = await value(margins(["A", 1], ["B", 1], ["C", 1], ["D", 5]));
    expect(result.gini).toBe(0.375);
    expect(result.top).toMatchObject({ customers: 1, shareOfPositiveProfit: 0.625 });
    const half = result.tables.lorenz!.rows.find((row) => row.customers === 0.5);
    expect(half).toEqual({ customers: 0.5, gross_profit: 0.25 });
  });

  it("has no Gini coefficient and no Lorenz curve where somebody loses, but a whale curve with its peak", async () => {
    // 8 + 4 = 12 of a net 10: the peak is 120 %, after two of four.
    const result = await value(margins(["A", 8], ["B", 4], ["C", 0], ["D", -2]));
    expect(result.gini).toBeNull();
    expect(result.tables.lorenz).toBeUndefined();
    expect(result.tables.whale!.rows.filter((row) => row.is_peak === true)).toEqual([
      {
        customers: 2,
        share_of_customers: 0.5,
        cumulative_profit: 12,
        share_of_positive_profit: 1,
        share_of_net_profit: 1.2,
        is_peak: true,
      },
    ]);
    expect(result.tables.whale!.rows.at(-1)).toMatchObject({ customers: 4, share_of_net_profit: 1 });
  });
});

describe("the score", () => {
  it("needs transactions alone, and names what is missing", async () => {
    const orders = held.file(
      "orders.csv",
      "customer_id,order_date,amount",
      "A,2024-01-15,300",
      "A,2026-01-15,100",
      "B,2026-01-10,50",
    );
    const result = await value(orders);
    // A has most: 100 points would need 80 % with less, and half of two have less: 60. Two years of cooperation: 60.
    expect(of(result, "A")).toMatchObject({
      score: 60,
      gross_profit: 400,
      sales_volume: 2,
      marketing_cost: null,
      missing_indicators: "marketing_cost, industry_status, satisfaction",
      contribution_gross_profit: 30,
      contribution_sales_volume: 15,
      contribution_marketing_cost: null,
      contribution_cooperation_length: 15,
    });
    expect(result.unused.join("\n")).toContain("marketing_cost, industry_status, satisfaction: known of no customer");
    expect(result.columns.slice(0, 18).map(({ name }) => name)).toEqual([
      ...["customer_id", "score", "rating", "class", "value_group", "current_score", "future_score", "gross_profit"],
      ...["sales_volume", "marketing_cost", "cumulative_share", "missing_indicators", "contribution_gross_profit"],
      ...["contribution_sales_volume", "contribution_marketing_cost", "contribution_industry_status"],
      ...["contribution_cooperation_length", "contribution_satisfaction"],
    ]);
  });

  it("is the sum of its contributions to the last digit, for any weights", async () => {
    rules({
      indicators: {
        gross_profit: { weight: 1 / 3 },
        sales_volume: { weight: 0.07 },
        marketing_cost: { weight: 1 / 7 },
        cooperation_length: { weight: 2 / 11 },
        clv: { weight: 0.013 },
      },
    });
    const status = ["leader", "strong", "", "average", "weak", "8"];
    const people = Array.from({ length: 97 }, (_, index) => `C${index},${status[index % 6]}`);
    const orders = people.flatMap((_, index) =>
      Array.from({ length: 1 + (index % 4) }, (__, more) => {
        const day = `20${20 + ((index * 7 + more) % 6)}-0${1 + ((index * 5 + more) % 9)}-1${index % 10}`;
        return `C${index},${day},${(((index * 7919) % 1000) + 1).toFixed(2)},${(((index * 31) % 17) * 3.33).toFixed(2)}`;
      }),
    );
    const result = await value(
      held.file("customers.csv", "customer_id,industry_status", ...people),
      held.file("orders.csv", "customer_id,order_date,amount,discount", ...orders),
    );
    expect(result.rows.length).toBe(97);
    for (const row of result.rows) {
      const parts = Object.entries(row).filter(([name]) => name.startsWith("contribution_"));
      const cents = parts.reduce((sum, [, part]) => sum + Math.round(Number(part ?? 0) * 100), 0);
      expect(cents, String(row.customer_id)).toBe(Math.round(Number(row.score) * 100));
      for (const [, part] of parts) expect(Number(part ?? 0)).toBe(Number(Number(part ?? 0).toFixed(2)));
    }
  });

  it("takes profit from the cost, else as said, else from the configuration", async () => {
    const plain = held.file("orders.csv", "customer_id,order_date,amount", "A,2026-01-15,200");
    expect(of(await value(plain), "A").gross_profit).toBe(200);
    expect(of(await value(plain, "--margin", "35%"), "A").gross_profit).toBe(70);
    rules({ marginShare: 0.25 });
    expect(of(await value(plain), "A").gross_profit).toBe(50);
    // 200 − 120, and the cost of what came back comes back: −50 + 30. C does not say its cost: 60/150 of 100.
    const cost = held.file(
      "orders.csv",
      "customer_id,order_date,amount,cost",
      "A,2026-01-15,200,120",
      "A,2026-01-16,-50,30",
      "C,2026-01-16,100,",
    );
    const result = await value(cost);
    expect(of(result, "A").gross_profit).toBe(60);
    expect(of(result, "C").gross_profit).toBe(40);
  });

  it("counts pieces net of those given back, marketing cost with its sign, and orders once", async () => {
    const orders = held.file(
      "orders.csv",
      "order_id,customer_id,order_date,amount,quantity,discount,financial_expense",
      "1,A,2026-01-15,200,4,-10,2",
      "1,A,2026-01-15,100,2,5%,0",
      "2,A,2026-01-16,-50,1,2.5,0",
    );
    // 4 + 2 − 1; 10 + 2, 5 % of 100/0.95 = 5.2632, 2.5 comes back.
    expect(of(await value(orders), "A")).toMatchObject({ sales_volume: 5, marketing_cost: 14.76 });
    const lines = held.file(
      "orders.csv",
      "order_id,customer_id,order_date,amount",
      "1,A,2026-01-15,5",
      "1,A,2026-01-15,6",
      "2,A,2026-01-16,7",
    );
    expect(of(await value(lines), "A").sales_volume).toBe(2);
  });

  it("counts the window alone where there is one", async () => {
    const orders = held.file("orders.csv", "customer_id,order_date,amount", "A,2025-01-15,300", "A,2026-01-15,100");
    expect(of(await value(orders, "--window", "365d"), "A")).toMatchObject({ gross_profit: 100, sales_volume: 1 });
  });

  it("rates a score at its cut-off and the hundredth below", async () => {
    // One indicator whose points are the score.
    const least = { A: 80, B: 65, C: 50, D: 35 };
    const steps = [80, 79.99, 65, 64.99, 50, 49.99, 35, 34.99, 0];
    const nothing = Object.fromEntries(
      ["sales_volume", "marketing_cost", "industry_status", "cooperation_length", "satisfaction"].map((id) => [
        id,
        { weight: 0 },
      ]),
    );
    rules({
      ratings: least,
      indicators: {
        ...nothing,
        gross_profit: {
          standard: { by: "value", bands: [...steps].reverse().map((points, index) => ({ from: index + 1, points })) },
        },
      },
    });
    const result = await value(margins(...steps.map((_, index) => [`C${index}`, steps.length - index] as const)));
    expect(result.rows.map((row) => [row.score, row.rating])).toEqual([
      ...[
        [80, "A"],
        [79.99, "B"],
        [65, "B"],
        [64.99, "C"],
        [50, "C"],
      ],
      ...[
        [49.99, "D"],
        [35, "D"],
        [34.99, "E"],
        [0, "E"],
      ],
    ]);
  });
});

describe("hysteresis", () => {
  const months = ["01", "02", "03", "04", "05", "06", "07", "08", "09"];
  const monthEnd = (month: string): string => new Date(Date.UTC(2025, Number(month), 0)).toISOString().slice(0, 10);
  // Only the month's own order counts: 28 days hold the 15th of the month and not that of the month before.
  const window = { windowDays: 28 };

  it("keeps a customer around the cut strategic until it leaves the wider circle", async () => {
    /* BIG 700, MID 100, SMALL s. MID is strategic where 700 < 80 % of the total: s > 75; and stays where 700 < 85 %: s > 23.53. */
    const small = [80, 50, 80, 50, 10, 50, 50, 80, 50];
    const orders = held.file(
      "orders.csv",
      "customer_id,order_date,amount",
      ...months.flatMap((month, index) => [
        `BIG,2025-${month}-15,700`,
        `MID,2025-${month}-15,100`,
        `SMALL,2025-${month}-15,${small[index]}`,
      ]),
    );
    const follow = async (): Promise<unknown[]> => {
      const found: unknown[] = [];
      for (const month of months) found.push(of(await value(orders, "--as-of", monthEnd(month)), "MID").class);
      return found;
    };
    rules({ ...window });
    const [s, g] = ["strategic", "general"];
    expect(await follow()).toEqual([s, s, s, s, g, g, g, s, s]);
    rules({ ...window, hysteresis: { monthEnds: 0 } });
    expect(await follow()).toEqual([s, g, s, g, g, g, g, s, g]);
  });

  it("keeps a rating through a fall of no more than its points", async () => {
    const profits = [110, 100, 110, 99, 100, 110, 100, 98, 100];
    // 110: 80 points; 100: 78; 99: 77, just kept; 98: 76.99, just not.
    const bands = [
      { from: 98, points: 76.99 },
      { from: 99, points: 77 },
      { from: 100, points: 78 },
      { from: 110, points: 80 },
    ];
    const nothing = Object.fromEntries(
      ["sales_volume", "marketing_cost", "industry_status", "cooperation_length", "satisfaction"].map((id) => [
        id,
        { weight: 0 },
      ]),
    );
    rules({ ...window, indicators: { ...nothing, gross_profit: { standard: { by: "value", bands } } } });
    const orders = held.file(
      "orders.csv",
      "customer_id,order_date,amount",
      ...months.map((month, index) => `A,2025-${month}-15,${profits[index]}`),
    );
    const found: unknown[] = [];
    for (const month of months) {
      const row = of(await value(orders, "--as-of", monthEnd(month)), "A");
      found.push(`${row.rating}${row.rating_held === true ? " held" : ""}`);
    }
    expect(found).toEqual(["A", "A held", "A", "A held", "A held", "A", "A held", "B", "B"]);
  });
});

describe("value received", () => {
  const verdictOf = async (perceived: number, expected: number | null, minimum: number | null): Promise<unknown> => {
    const orders = held.file("orders.csv", "customer_id,order_date,amount", "A,2026-01-15,200");
    const answers: readonly (readonly [string, number | null])[] = [
      ["Perceived quality", perceived],
      ["Expected quality", expected],
      ["Minimum acceptable quality", minimum],
    ];
    const responses = held.file(
      "responses.csv",
      "response_id,customer_id,date,question,answer",
      ...answers.flatMap(([question, answer], index) =>
        answer === null ? [] : [`R${index},A,2026-01-10,${question},${answer}`],
      ),
    );
    return of(await value(orders, responses), "A").value_received;
  };

  it("is below the minimum, between, met or exceeded, each from its edge on", async () => {
    expect(await verdictOf(5, 8, 6)).toBe("below minimum");
    expect(await verdictOf(6, 8, 6)).toBe("between");
    expect(await verdictOf(7, 8, 6)).toBe("between");
    expect(await verdictOf(8, 8, 6)).toBe("met");
    expect(await verdictOf(9, 8, 6)).toBe("exceeded");
  });

  it("is unknown where the minimum or the expectation decides and was not said", async () => {
    expect(await verdictOf(7, 8, null)).toBeNull();
    expect(await verdictOf(8, 8, null)).toBe("met");
    expect(await verdictOf(7, null, 6)).toBeNull();
    expect(await verdictOf(5, null, 6)).toBe("below minimum");
  });
});

describe("then and now", () => {
  const lines = Array.from({ length: 60 }, (_, index) => {
    const month = 1 + ((index * 5) % 12);
    return `C${index % 17},2025-${String(month).padStart(2, "0")}-${10 + (index % 9)},${((index * 7919) % 400) + 10},${((index * 13) % 60) + 1}`;
  });
  const header = "customer_id,order_date,amount,margin";

  it("says of the earlier day what a run on that day says, and adds up", async () => {
    const orders = held.file("orders.csv", header, ...lines);
    const then = await value(orders, "--as-of", "2025-08-10");
    const now = await value(orders, "--as-of", "2025-12-31", "--compare-to", "2025-08-10");
    for (const row of now.rows) {
      const earlier = then.rows.find((one) => one.customer_id === row.customer_id);
      expect([row.previous_class, row.previous_rating, row.previous_score]).toEqual(
        earlier === undefined ? [null, null, null] : [earlier.class, earlier.rating, earlier.score],
      );
    }
    for (const name of ["class_migration", "rating_migration"]) {
      const { rows } = now.tables[name]!;
      const sum = (column: string): number => rows.reduce((total, row) => total + Number(row[column]), 0);
      expect(sum("customers")).toBe(now.rows.length);
      const spend = (until: string): number =>
        lines
          .filter((line) => line.split(",")[1]! <= until)
          .reduce((total, line) => total + Number(line.split(",")[2]), 0);
      expect(sum("revenue")).toBeCloseTo(spend("2025-12-31"), 6);
      expect(sum("previous_revenue")).toBeCloseTo(spend("2025-08-10"), 6);
    }
  });

  it("is the same in any order of rows, and every distribution adds up to all customers", async () => {
    const customers = held.file("customers.csv", "customer_id,name", "C1,Ash Works", "P1,Not Yet Ltd");
    const forwards = await held.crm("value", customers, held.file("orders.csv", header, ...lines), "--json");
    const backwards = await held.crm(
      "value",
      customers,
      held.file("orders.csv", header, ...[...lines].reverse()),
      "--json",
    );
    expect(backwards.stdout).toBe(forwards.stdout);
    const result = JSON.parse(forwards.stdout) as ValueJson;
    expect(of(result, "P1")).toMatchObject({ score: null, rating: null, class: null, gross_profit: null });
    for (const name of ["pareto", "ratings", "matrix"]) {
      expect(result.tables[name]!.rows.reduce((total, row) => total + Number(row.customers), 0)).toBe(18);
    }
  });
});
