import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useFolder } from "./run-in-process.js";

const held = useFolder();

const followup = (...args: readonly string[]) => {
  const orders = held.file(
    "orders.csv",
    "Order ID,Customer ID,Order Date,Amount",
    "1,A,2026-10-30,10",
    "2,B,2026-10-01,10",
  );
  return held.crm("followup", orders, ...args, "-o", "out.json");
};

describe("crm followup refuses, and writes nothing", () => {
  it.each([
    ["a first day that the data reach", ["--from", "2026-10-30"], 2, "2026-10-30 is not after 2026-10-30"],
    ["a first day that is none", ["--from", "2026-11-31"], 2, "--from"],
    ["an unknown play, with the nearest", ["--plays", "win_bak"], 2, "Did you mean win_back?"],
    ["the campaign's play without a campaign", ["--plays", "campaign"], 2, 'there is no play "campaign"'],
    ["a do-not-contact file that is not there", ["--do-not-contact", "never.txt"], 3, "never.txt"],
    ["a do-not-contact file that is a folder", ["--do-not-contact", "."], 3, "--do-not-contact"],
    ["a plan that is not there", ["--campaign", "plan.json"], 3, "plan.json"],
    ["a review without listings", ["--review"], 3, "No file has listings"],
    ["no capacity", ["--capacity", "0"], 2, "--capacity"],
    ["more than half kept aside", ["--control", "60%"], 2, "--control"],
    ["no days", ["--days", "0"], 2, "--days"],
  ])("%s", async (_, args, code, said) => {
    const { exitCode, stderr } = await followup(...args);
    expect(exitCode, stderr).toBe(code);
    expect(stderr).toContain(said);
    expect(existsSync(join(held.folder, "out.json"))).toBe(false);
  });

  it("begins on the next working day after a day off", async () => {
    const { exitCode, stderr } = await followup("--from", "2026-11-07", "--days", "2");
    expect(exitCode, stderr).toBe(0);
    expect(stderr).toContain("2026-11-09 to 2026-11-10");
  });
});
