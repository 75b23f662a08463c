import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadConfig } from "../../src/config/config.js";
import { useFolder } from "./run-in-process.js";

const at = useFolder();

const CUSTOMERS = ["customer_id,name", "A,Ann", "B,Bob"];
const ORDERS = ["customer_id,date,amount", "A,2026-01-31,10", "B,2026-02-01,20", "A,2026-03-01,5"];
const UNDECIDABLE = ["customer_id,date,amount", "A,01/02/2026,10", "B,03/04/2026,20"];

const values = async () => (await loadConfig(at.folder)).values;
const text = () => readFileSync(join(at.folder, "crm.config.json"), "utf8");

describe("crm init", () => {
  it("writes a configuration with which segment needs no file names", async () => {
    at.file("customers.csv", ...CUSTOMERS);
    at.file("orders.csv", ...ORDERS);
    const named = await at.crm("segment", "customers.csv", "orders.csv", "--json");
    const { exitCode, stderr } = await at.crm("init", "customers.csv", "orders.csv");
    expect(exitCode).toBe(0);
    expect(stderr).toContain("next: crm segment");
    expect(await values()).toEqual({ inputs: { customers: ["customers.csv"], transactions: ["orders.csv"] } });
    expect(text()).toContain('//   date           "date" (95 % header)');
    expect((await at.crm("segment", "--json")).stdout).toBe(named.stdout);
  });

  it("overwrites only with --force", async () => {
    at.file("orders.csv", ...ORDERS);
    at.file("crm.config.json", "{}");
    expect((await at.crm("init", "orders.csv")).exitCode).toBe(4);
    expect(text()).toBe("{}\n");
    expect((await at.crm("init", "orders.csv", "--force")).exitCode).toBe(0);
    expect(text()).toContain("orders.csv");
  });

  it("ends with exit 3, the evidence and the flag where nothing decides and nobody can be asked", async () => {
    for (const flags of [[], ["--yes"]]) {
      const { exitCode, stderr } = await at.crm("init", at.file("orders.csv", ...UNDECIDABLE), ...flags);
      expect(exitCode).toBe(3);
      expect(stderr).toContain("2 of 2 values read both ways");
      expect(stderr).toContain("--date-order");
    }
    expect(existsSync(join(at.folder, "crm.config.json"))).toBe(false);
  });

  it("asks at a terminal and keeps the answer", async () => {
    at.file("orders.csv", ...UNDECIDABLE);
    const { exitCode, stdout } = await at.crmAtTerminal(["perhaps", "2"], "init", "orders.csv");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("01/02/2026, 03/04/2026. Which comes first?");
    expect(await values()).toMatchObject({ dateOrder: "mdy" });
    const { stdout: rows } = await at.crm("segment", "--format", "csv");
    expect(rows).toContain("2026-01-02");
  });

  it("asks for a column that is missing, and takes an end of input for no answer", async () => {
    at.file("orders.csv", "customer_id,Wann,amount", "A,2026-01-31x,10", "B,2026-02-01x,20");
    const closed = await at.crmAtTerminal([], "init", "--transactions", "orders.csv");
    expect(closed.exitCode).toBe(3);
    expect(closed.stderr).toContain("No column for date.");
    const { exitCode } = await at.crmAtTerminal(["wann"], "init", "--transactions", "orders.csv");
    expect(exitCode).toBe(0);
    expect(await values()).toMatchObject({ map: { date: "Wann" } });
  });

  it("takes the proposal with --yes, and names the other candidates", async () => {
    at.file("orders.csv", "customer_id,Order date,Ship date,amount", "A,2026-01-31,2026-02-02,10");
    at.file("customers.csv", ...CUSTOMERS);
    const { stderr } = await at.crmAtTerminal([], "init", "orders.csv", "customers.csv", "--yes");
    expect(stderr).toContain("wrote crm.config.json");
    expect(await values()).toMatchObject({ map: { "orders.csv": { date: "Order date" } } });
  });

  it("keeps no header from ending a comment", async () => {
    at.file("orders.csv", 'customer_id,date,amount,"x\n, ""inputs"": 1"', "A,2026-01-31,10,y", "B,2026-01-31,10,y");
    expect((await at.crm("init", "orders.csv")).exitCode).toBe(0);
    expect(await values()).toEqual({ inputs: { transactions: ["orders.csv"] } });
  });

  it("writes nothing with --dry-run, and refuses standard input", async () => {
    at.file("orders.csv", ...ORDERS);
    const { stdout } = await at.crm("init", "orders.csv", "--dry-run");
    expect(stdout).toContain('"transactions": [');
    expect(existsSync(join(at.folder, "crm.config.json"))).toBe(false);
    expect((await at.crm("init", "-")).exitCode).toBe(2);
  });
});
