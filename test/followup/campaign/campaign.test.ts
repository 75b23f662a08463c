import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useFolder } from "../../commands/run-in-process.js";

const held = useFolder();
const IDS = ["A", "B", "C", "D", "E", "F", "G", "H"];

interface Row {
  readonly customer_id: string;
  readonly phase: string;
  readonly channel: string;
  readonly due: string;
}

const phase = (name: string, from: string, to: string, more: object = {}) => ({
  phase: name,
  from,
  to,
  message: `${name} of ours`,
  ...more,
});
const THREE = [
  phase("preheat", "2026-11-02", "2026-11-03"),
  phase("launch", "2026-11-04", "2026-11-06"),
  phase("burst", "2026-11-09", "2026-11-13"),
];

/** Runs a plan over eight customers with an e-mail address; as of Friday 2026-10-30. */
async function run(plan: unknown, { rules = {}, args = [] }: { rules?: object; args?: readonly string[] } = {}) {
  const inputs = [
    held.file(
      "orders.csv",
      "Order ID,Customer ID,Order Date,Amount",
      ...IDS.map((id, index) => `${index},${id},2026-10-30,${1000 + index}`),
    ),
    held.file(
      "customers.csv",
      "Customer ID,Email,City",
      ...IDS.map((id) => `${id},${id.toLowerCase()}@example.com,Leeds`),
    ),
    held.file("contacts.csv", "Customer ID,Date,Kind", "A,2026-10-29,email"),
  ];
  held.file("plan.json", typeof plan === "string" ? plan : JSON.stringify(plan));
  held.file("crm.config.json", JSON.stringify({ rules: { ...rules, followup: { leastValue: -1000 } } }));
  return held.crm(
    "followup",
    ...inputs,
    "--campaign",
    "plan.json",
    "--capacity",
    "all",
    ...args,
    "-o",
    "out.json",
    "--force",
  );
}

async function lists(plan: unknown, options: Parameters<typeof run>[1] = {}) {
  const { exitCode, stderr } = await run(plan, options);
  expect(exitCode, stderr).toBe(0);
  return JSON.parse(readFileSync(join(held.folder, "out.json"), "utf8")) as {
    rows: Row[];
    tables: Record<string, { rows: Record<string, unknown>[] }>;
  };
}
const contactsOf = (rows: readonly { customer_id?: unknown }[]) => {
  const counts = new Map<string, number>();
  for (const { customer_id: id } of rows) counts.set(String(id), (counts.get(String(id)) ?? 0) + 1);
  return counts;
};

describe("a campaign", () => {
  it("has nobody more often than the plan allows, kept aside or not", async () => {
    const { tables } = await lists({ name: "Autumn", phases: THREE }, { args: ["--control", "25%"] });
    const listings = tables.listings!.rows;
    expect(Math.max(...contactsOf(listings).values())).toBe(1);
    // A rests for three days after the 29th, up to the 1st: all eight are in the first phase, two of them kept aside.
    expect(listings.map((row) => row.phase)).toEqual(Array.from({ length: 8 }, () => "preheat"));
    expect(listings.filter(({ arm }) => arm === "control").length).toBe(2);
  });

  it("keeps rests from phase to phase", async () => {
    const { rows } = await lists({ name: "Autumn", perCustomer: 3, phases: THREE });
    expect(Math.max(...contactsOf(rows).values())).toBeGreaterThan(1);
    for (const id of IDS) {
      const days = rows.filter((row) => row.customer_id === id).map(({ due }) => Date.parse(due) / 86_400_000);
      // Three days of rest after an e-mail.
      for (const [index, day] of days.entries()) if (index > 0) expect(day - days[index - 1]!).toBeGreaterThan(3);
    }
  });

  it("has no day that is past in a phase that has begun", async () => {
    const begun = { ...THREE[0]!, from: "2026-10-05", to: "2026-11-06" };
    const { rows } = await lists({ name: "Autumn", phases: [begun] });
    expect(rows.length).toBeGreaterThan(0);
    for (const { due } of rows) expect(due > "2026-10-31" && due <= "2026-11-06").toBe(true);
  });

  it("keeps caps from phase to phase", async () => {
    const rules = { contact: { caps: [{ channel: "email", most: 1, days: 30 }] } };
    const { rows } = await lists(
      { name: "Autumn", perCustomer: 3, phases: THREE.map((one) => ({ ...one, channel: "email" })) },
      { rules },
    );
    // A had its e-mail on 2026-10-29.
    expect([...contactsOf(rows)].sort()).toEqual(IDS.slice(1).map((id) => [id, 1]));
  });

  it("goes by the phase's audience, number and channel, even one that the rules do not have", async () => {
    const audience = { where: "customer_id IN ('B', 'C', 'D')", most: 2, channel: "visit" };
    const { rows, tables } = await lists({ name: "Autumn", phases: [{ ...THREE[0]!, ...audience }, THREE[1]] });
    const first = rows.filter((row) => row.phase === "preheat");
    expect(first.every(({ customer_id: id, channel }) => ["B", "C", "D"].includes(id) && channel === "visit")).toBe(
      true,
    );
    expect(first.length).toBeLessThanOrEqual(2);
    const [row] = tables.phases!.rows;
    expect(row).toMatchObject({ phase: "preheat", candidates: 3, audience: audience.where });
    expect(Number(row!.listed) + Number(row!.left_over) + Number(row!.left_alone)).toBe(3);
  });

  it("writes one phase alone, with those before it counted as had", async () => {
    const { rows } = await lists(
      { name: "Autumn", phases: [{ ...THREE[0]!, most: 3 }, THREE[1]] },
      { args: ["--phase", "launch"] },
    );
    expect(rows.length).toBe(5);
    expect(new Set(rows.map((row) => row.phase))).toEqual(new Set(["launch"]));
  });
});

describe("a wrong plan is refused, with its place and what to do", () => {
  const plan = (...phases: object[]) => ({ name: "Autumn", phases });
  it.each([
    ["no JSON", '{"name": "Autumn",\n"phases": [}', /plan\.json, line 2/],
    ["no phases", plan(), /phases/],
    ["an unknown phase", plan(phase("warmup", "2026-11-02", "2026-11-03")), /phases\.0\.phase/],
    [
      "phases out of order",
      plan(phase("launch", "2026-11-02", "2026-11-03"), phase("preheat", "2026-11-04", "2026-11-05")),
      /phases\.1\.phase: cannot come after launch/,
    ],
    [
      "phases that overlap",
      plan(phase("preheat", "2026-11-02", "2026-11-04"), phase("launch", "2026-11-04", "2026-11-05")),
      /phases\.1\.from: has to be after 2026-11-04/,
    ],
    [
      "an end before its beginning",
      plan(phase("launch", "2026-11-05", "2026-11-02")),
      /phases\.0\.to: has to be on or after from/,
    ],
    ["no day", plan(phase("launch", "2026-11-31", "2026-12-02")), /phases\.0\.from/],
    ["no message", plan(phase("launch", "2026-11-02", "2026-11-03", { message: "" })), /phases\.0\.message/],
    ["a key that there is none of", plan(phase("launch", "2026-11-02", "2026-11-03", { audience: "all" })), /audience/],
  ])("%s", async (_, wrong, place) => {
    const { exitCode, stderr } = await run(wrong);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(place);
    expect(stderr).toContain("plan.json");
  });

  it("one that is over, has no working day, or lacks the phase", async () => {
    const over = await run(plan(phase("launch", "2026-10-05", "2026-10-09")));
    expect([over.exitCode, over.stderr]).toEqual([
      2,
      expect.stringContaining("every phase of Autumn is over on 2026-10-30"),
    ]);
    const weekend = await run(plan(phase("launch", "2026-10-31", "2026-11-01")));
    expect([weekend.exitCode, weekend.stderr]).toEqual([
      2,
      expect.stringContaining("no phase of Autumn has a working day"),
    ]);
    const lacks = await run(plan(THREE[0]!), { args: ["--phase", "close"] });
    expect([lacks.exitCode, lacks.stderr]).toEqual([2, expect.stringContaining("the plan has no phase close")]);
  });
});
