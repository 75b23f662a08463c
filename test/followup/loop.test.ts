import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCrm } from "../cli/run-crm.js";
import { fillList, type Listing, readResult, type Written, writePurchases } from "./worked-list.js";

/*
 * Two rounds of the loop on the sample company, through the real binary: a list, filled in by a seeded script with a planted
 * effect, imported, reviewed; then the next list. The oracle is what the script planted and wrote.
 */
const LIFT = 0.3;
const folder = mkdtempSync(join(tmpdir(), "crm-loop-"));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function crm(...args: readonly string[]): Promise<string> {
  const { exitCode, stderr } = await runCrm(args, folder);
  expect(exitCode, stderr).toBe(0);
  return stderr;
}

const LIST = ["followup", "--book", "b.crm", "--control", "40%", "--capacity", "all", "--force"] as const;

interface Row {
  readonly customer_id: string;
  readonly play: string;
  readonly channel: string;
  readonly due: string;
  readonly reason: string;
}

let first: { calls: Row[]; listings: Listing[] };
let written: Written;
let planted: ReturnType<typeof writePurchases>;

beforeAll(async () => {
  await crm("demo", "shop", "--customers", "700", "--seed", "4");
  const inputs = readdirSync(at("shop")).filter((file) => /\.(csv|xlsx)$/.test(file));
  await crm("import", ...inputs.map((file) => join("shop", file)), "--book", "b.crm");
  await crm(...LIST, "-o", "list1.xlsx", "-o", "list1.json");
  const result = readResult(at("list1.json"));
  first = { calls: result.rows, listings: result.tables.listings.rows };
  written = await fillList(at("list1.xlsx"), at("filled1.xlsx"), 1);
  planted = writePurchases(at("november.csv"), first.listings.filter(isMeasured), {
    listedOn: "2026-10-31",
    seed: 2,
    rate: 0.1,
    lift: LIFT,
  });
  await crm("import", "filled1.xlsx", "november.csv", "--book", "b.crm");
}, 300_000);

/** Service plays have nobody kept aside. */
const isMeasured = ({ play }: Listing): boolean =>
  !["open_complaint", "promised_contact", "post_sale_check", "detractor"].includes(play);

describe("the first round", () => {
  it("keeps aside its share of what is not service, and lists the rest", () => {
    const open = first.listings.filter(isMeasured);
    const control = open.filter(({ arm }) => arm === "control").length;
    expect(control).toBe(Math.round(open.length * 0.4));
    expect(first.listings.filter((one) => !isMeasured(one)).every(({ arm }) => arm === "listed")).toBe(true);
    expect(first.calls.length).toBe(first.listings.length - control);
  });

  it("comes back: the same file again changes nothing", async () => {
    const again = await crm("import", "filled1.xlsx", "--book", "b.crm");
    expect(again).toMatch(/already/);
  });

  it("is reviewed: the planted lift lies in its interval, which excludes zero", async () => {
    await crm("followup", "--book", "b.crm", "--review", "--as-of", "2026-12-01", "-o", "review.json", "--force");
    const { rows, tables, proposedRules } = readResult(at("review.json"));
    const [all] = rows;
    expect(all.contacted).toBe(written.size);
    expect(all.won).toBe([...written.values()].filter(({ outcome }) => outcome === "won").length);
    expect(all.amount_won).toBe(100 * all.won);
    expect(all.control).toBe(planted.control[1]);
    expect(all.control_rate).toBeCloseTo(planted.control[0]! / planted.control[1]!, 10);
    expect(all.lift_low).toBeGreaterThan(0);
    expect(all.lift_low).toBeLessThan(LIFT);
    expect(all.lift_high).toBeGreaterThan(LIFT);
    const measured = tables.uplifts.rows.filter((row: { is_used: boolean }) => row.is_used);
    expect(measured.length).toBeGreaterThan(0);
    for (const { play, proposed, assumed, measured: found } of measured) {
      expect(proposed).toBeGreaterThan(Math.min(assumed, found));
      expect(proposed).toBeLessThan(Math.max(assumed, found));
      expect(proposedRules.followup.plays[play].uplift).toBeCloseTo(proposed, 4);
    }
  });
});

describe("the second list", () => {
  let calls: Map<string, Row>;
  let suppressed: Map<string, string>;
  let plays: Map<string, { uplift: number; uplift_source: string }>;

  beforeAll(async () => {
    await crm(...LIST, "--as-of", "2026-12-01", "-o", "list2.xlsx", "-o", "list2.json");
    const result = readResult(at("list2.json"));
    calls = new Map(result.rows.map((row: Row) => [row.customer_id, row]));
    suppressed = new Map(result.tables.suppressed.rows.map((row: Row) => [row.customer_id, row.reason]));
    plays = new Map(result.tables.plays.rows.map((row: Row) => [row.play, row]));
  }, 120_000);

  const who = (outcome: string): string[] =>
    [...written].filter(([, one]) => one.outcome === outcome).map(([customer]) => customer);

  it("leaves alone for ever who asked for it", () => {
    const never = who("do not contact");
    expect(never.length).toBeGreaterThan(3);
    for (const customer of never) {
      expect(calls.has(customer)).toBe(false);
      if (suppressed.has(customer)) expect(suppressed.get(customer)).toContain("said never to be contacted again");
    }
  });

  it("leaves alone who said not now until the rest of the rules is over", () => {
    for (const customer of who("not now")) {
      const over = new Date(Date.parse(written.get(customer)!.on) + 30 * 86_400_000).toISOString().slice(0, 10);
      const row = calls.get(customer);
      if (row !== undefined) expect(row.due > over).toBe(true);
    }
  });

  it("keeps the promise to those who named a day", () => {
    const promised = who("call back").filter((customer) => written.get(customer)!.next! <= "2026-12-01");
    expect(promised.length).toBeGreaterThan(3);
    const listed = promised.filter((customer) => calls.get(customer)?.play === "promised_contact");
    const otherwise = promised.filter((customer) => !listed.includes(customer));
    expect(listed.length).toBeGreaterThan(0);
    // Service that is due sooner leads; who cannot be contacted is named.
    for (const customer of otherwise) expect(calls.has(customer) || suppressed.has(customer)).toBe(true);
  });

  it("does not use a number that was wrong", () => {
    for (const customer of who("wrong number")) expect(calls.get(customer)?.channel).not.toBe("phone");
  });

  it("takes the measured uplifts in place of assumptions", () => {
    const review = readResult(at("review.json"));
    const used = review.tables.uplifts.rows.filter((row: { is_used: boolean }) => row.is_used);
    for (const { play, proposed } of used) {
      if (!plays.has(play)) continue;
      expect(plays.get(play)).toMatchObject({ uplift_source: "measured" });
      expect(plays.get(play)!.uplift).toBeCloseTo(proposed, 6);
    }
  });

  it("asks after the purchases of the month whether all is well, or says why not", async () => {
    expect([...calls.values()].some(({ play }) => play === "post_sale_check")).toBe(true);
  });

  it("comes back and is reviewed with the first", async () => {
    const again = await fillList(at("list2.xlsx"), at("filled2.xlsx"), 3);
    await crm("import", "filled2.xlsx", "--book", "b.crm");
    await crm("followup", "--book", "b.crm", "--review", "--as-of", "2026-12-10", "-o", "review2.json", "--force");
    const { rows, tables, windowsOpen } = readResult(at("review2.json"));
    expect(tables.lists.rows.length).toBe(2);
    expect(rows[0].contacted).toBe(written.size + again.size);
    // The second list's windows are open until 30 December: its purchases do not count yet.
    expect(windowsOpen).toBe(readResult(at("list2.json")).tables.listings.rows.length);
    expect(rows[0].control).toBe(planted.control[1]);
  });
});
