import { describe, expect, it } from "vitest";
import { useFolder } from "../../commands/run-in-process.js";
import { played } from "./hand-plays.js";

/* Plays that go by what customers are worth and how they buy; as of 2026-10-30. Numbers in reasons are counted from the rows. */
const held = useFolder();

/** One purchase, of 100 unless it says otherwise, every thirty days, the last on a day, so many in all. */
const every30 = (id: string, last: string, many: number, amount = 100): string[] =>
  Array.from({ length: many }, (_, index) => {
    const day = new Date(Date.parse(`${last}T00:00:00Z`) - 30 * 86_400_000 * index).toISOString().slice(0, 10);
    return `${id},${day},${amount}`;
  });

const orders = [
  ...every30("Z", "2026-10-30", 12),
  ...every30("Y", "2026-10-20", 12),
  ...every30("W", "2026-10-10", 12),
  ...every30("V", "2026-10-25", 24, 1000),
  // Long past its thirty days; stopped two years ago, which is not longer ago; and a day before that.
  ...every30("A", "2026-01-10", 12),
  ...every30("B", "2024-10-30", 12),
  ...every30("C", "2024-10-29", 12),
  ...["S1", "S2", "S3", "S4"].map((id) => `${id},2026-06-01,20`),
];

describe("win-back", () => {
  it("is for who stopped buying within two years, with days, rhythm and spend", async () => {
    const rows = await played(held, "win_back", { orders });
    expect([...rows.keys()].filter((id) => !id.startsWith("S")).sort()).toEqual(["A", "B"]);
    // 2026-01-10 to 2026-10-30: 293 days.
    expect(rows.get("A")!.reason).toMatch(
      /: no purchase for 293 days, usual are 3\d; it spent 1,\d{3}\.\d\d a year while it bought$/,
    );
    expect(rows.get("B")!.reason).toMatch(/^lapsed: no purchase for 730 days/);
  });
});

describe("slipping VIP", () => {
  it("is for valuable customers past their own rhythm, never for those who keep it", async () => {
    const rows = await played(held, "slipping_vip", { orders });
    for (const id of ["Z", "Y", "W", "V"]) expect(rows.has(id)).toBe(false);
    for (const { reason } of rows.values())
      expect(reason).toMatch(/^(vip|maintain) customer, \d+ days since the last purchase where \d+ are usual/);
  });
});

describe("service of VIPs and improvement customers", () => {
  it("never goes to the same customer for two reasons that exclude each other, and not twice in 90 days", async () => {
    const vip = await played(held, "vip_service", { orders });
    const better = await played(held, "improvement_nurture", { orders });
    expect([...vip.keys()].filter((id) => better.has(id))).toEqual([]);
    expect(vip.size).toBeGreaterThan(0);
    const [one] = vip.keys();
    const on = async (day: string) =>
      (await played(held, "vip_service", { orders, contacts: [`${one},${day},call,talked,,vip_service`] })).has(one!);
    expect([await on("2026-08-01"), await on("2026-08-02")]).toEqual([true, false]);
  });

  it("starts at the level accountable", async () => {
    expect((await played(held, "vip_service", { orders, level: "reactive" })).size).toBe(0);
    expect((await played(held, "growth_advice", { orders, level: "accountable" })).size).toBe(0);
  });
});

describe("executive exchange and growth advice", () => {
  it("part the customers between them: strategic ones and general ones", async () => {
    const strategic = await played(held, "executive_exchange", { orders });
    const general = await played(held, "growth_advice", { orders });
    expect(strategic.size + general.size).toBeGreaterThan(0);
    expect([...strategic.keys()].filter((id) => general.has(id))).toEqual([]);
    for (const { reason } of strategic.values()) expect(reason).toMatch(/^Strategic customer with a margin of /);
    for (const { reason } of general.values()) expect(reason).toMatch(/^General customer, (12|24) days of purchase/);
  });
});
