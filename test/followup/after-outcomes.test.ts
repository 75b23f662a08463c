import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useFolder } from "../commands/run-in-process.js";

/* What is known after a list was worked, before the next orders are; and lists that must not be taken for one another. */
const held = useFolder();

const CUSTOMERS = [
  "Customer ID,Name,Email,Phone,Country",
  "K1,Ann Example,ann@example.com,+49 30 23125001,DE",
  "K2,Bob Example,bob@example.com,030 23125002,DE",
  "K3,Cy Example,cy@example.com,+49 30 23125003,DE",
];
const ORDERS = [
  "Order ID,Customer ID,Order Date,Amount,Cost",
  ...["K1", "K2", "K3"].flatMap((id) => [`A${id},${id},2026-09-01,500,100`, `B${id},${id},2026-10-29,500,100`]),
];
/** Few customers at a good margin are partners, who are called after a sale. */
const FILES = ["c.csv", "o.csv"];

async function list(name: string, ...args: readonly string[]) {
  const said = await held.crm("followup", ...args, "--capacity", "all", "-o", name, "--force");
  expect(said.exitCode, said.stderr).toBe(0);
  const { rows, tables, asOf, listId } = JSON.parse(readFileSync(join(held.folder, name), "utf8"));
  const reasons = new Map<string, string>(
    tables.suppressed.rows.map((row: { customer_id: string; reason: string }) => [row.customer_id, row.reason]),
  );
  return {
    said: said.stderr,
    ids: rows.map((row: { customer_id: string }) => row.customer_id).sort(),
    asOf,
    listId,
    reasons,
  };
}

const files = (): void => {
  held.file("c.csv", ...CUSTOMERS);
  held.file("o.csv", ...ORDERS);
};

describe("outcomes that are younger than the last order", () => {
  it("count: the as-of day is the last day of which a call list tells", async () => {
    files();
    held.file(
      "i.csv",
      "Customer ID,Date,Kind,Outcome,Direction,Play",
      "K1,2026-11-03,call,do not contact,outbound,post_sale_check",
      "K2,2026-11-04,call,talked,outbound,post_sale_check",
    );
    const { asOf, said, ids, reasons } = await list("l.json", ...FILES, "i.csv");
    expect(asOf).toBe("2026-11-04");
    expect(said).toContain("as of 2026-11-04, the last day of which call lists tell");
    expect(ids).not.toContain("K1");
    expect(reasons.get("K1")).toContain("said never to be contacted again");
  });

  it("but a day more than a year on is a slip, and other contacts do not move the day", async () => {
    files();
    held.file(
      "i.csv",
      "Customer ID,Date,Kind,Outcome,Direction,Play",
      "K1,2062-11-03,call,talked,outbound,post_sale_check",
      "K2,2026-11-20,email,,outbound,",
    );
    expect((await list("l.json", ...FILES, "i.csv")).asOf).toBe("2026-10-29");
  });

  it("keep a promised day through a newsletter, and lose it to a call", async () => {
    files();
    const head = "Customer ID,Date,Kind,Outcome,Direction,Play,Next Contact";
    const asked = "K1,2026-10-30,call,call back,outbound,quote,2026-11-12";
    held.file("i.csv", head, asked, "K1,2026-11-02,campaign,,outbound,,");
    const day = ["--as-of", "2026-11-09", "--plays", "promised_contact"];
    expect((await list("l.json", ...FILES, "i.csv", ...day)).ids).toEqual(["K1"]);
    held.file("i.csv", head, asked, "K1,2026-11-02,call,talked,outbound,quote,");
    expect((await list("l.json", ...FILES, "i.csv", ...day)).ids).toEqual([]);
  });
});

describe("do-not-contact files", () => {
  it.each([
    ["a number as the customer file writes it", "030 23125002"],
    ["in the international form", "+49 30 23125002"],
    ["with two noughts", "0049 30 23125002"],
    ["an address with a name before it", "Bob Example <BOB@example.com>"],
    ["an id in a column of CSV", "id;name\nK2;Bob"],
  ])("%s", async (_, text) => {
    files();
    writeFileSync(join(held.folder, "dnc.txt"), text);
    const { ids, said } = await list("l.json", ...FILES, "--do-not-contact", "dnc.txt");
    expect(ids).not.toContain("K2");
    expect(said).toMatch(/do-not-contact: 1 of \d entries stand for a customer/);
  });

  it("in UTF-16", async () => {
    files();
    writeFileSync(join(held.folder, "dnc.txt"), Buffer.from("\uFEFFbob@example.com\r\n", "utf16le"));
    expect((await list("l.json", ...FILES, "--do-not-contact", "dnc.txt")).ids).not.toContain("K2");
  });

  it("a workbook is refused, and nothing is written", async () => {
    files();
    writeFileSync(join(held.folder, "dnc.xlsx"), Buffer.from("PK\u0003\u0004"));
    const { exitCode, stderr } = await held.crm("followup", ...FILES, "--do-not-contact", "dnc.xlsx", "-o", "l.json");
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("dnc.xlsx is a workbook")]);
  });
});

describe("the name of a list", () => {
  it("is the same for the same list, and another where it holds for others or for something else", async () => {
    files();
    const first = await list("a.json", ...FILES);
    expect((await list("b.json", ...FILES)).listId).toBe(first.listId);
    held.file("c.csv", ...CUSTOMERS.map((line) => line.replaceAll("K", "X")));
    held.file("o.csv", ...ORDERS.map((line) => line.replaceAll("K", "X")));
    expect((await list("c.json", ...FILES)).listId).not.toBe(first.listId);
    files();
    held.file("o.csv", ...ORDERS.map((line) => line.replace("2026-10-29,500", "2026-10-29,700")));
    expect((await list("d.json", ...FILES)).listId).not.toBe(first.listId);
  });
});

describe("options that say the same", () => {
  it.each([
    [["--phase", "launch"], "--phase: there is a phase only of a campaign"],
    [["--campaign", "p.json", "--where", "true"], "--where: the plan of a campaign says it"],
    [["--owner", "Nobody"], '--owner: nobody is called "Nobody"'],
  ])("%j are refused", async (args, expected) => {
    files();
    held.file(
      "p.json",
      '{"name": "A", "phases": [{"phase": "launch", "from": "2026-11-02", "to": "2026-11-03", "message": "m"}]}',
    );
    const { exitCode, stderr } = await held.crm("followup", ...FILES, ...args);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(expected)]);
  });
});
