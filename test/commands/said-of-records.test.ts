import { expect, test } from "vitest";
import { useFolder } from "./run-in-process.js";

/* What is said of records fits what was done with them. Oracle: the files, which say whom they know. */
const held = useFolder();

test("referred_by that names nobody known is reported, as in a file of referrals", async () => {
  held.file("orders.csv", "Order ID,Customer ID,Date,Amount", "1,A,2026-01-01,10", "2,B,2026-01-02,10");
  held.file(
    "customers.csv",
    "Customer ID,Email,Referred By",
    "A,ann@example.com,",
    "B,bob@example.com,ANN@example.com",
    "C,,Zed",
  );
  const said = await held.crm("referrals", "customers.csv", "orders.csv", "-o", "out.json");
  expect(said.exitCode).toBe(0);
  expect(said.stderr).toContain(
    "referred_by: 1 referral of customers that no other file knows, such as Zed; they count",
  );
});

test("answers alone: the day is that of a record, and those who answered are the customers", async () => {
  held.file(
    "answers.csv",
    "Customer ID,Date,Question,Answer",
    "A,2026-01-01,How likely are you to recommend us (0 to 10)?,9",
    "B,2026-01-03,How likely are you to recommend us (0 to 10)?,3",
  );
  const said = await held.crm("survey", "answers.csv", "-o", "out.csv");
  expect(said.exitCode).toBe(0);
  expect(said.stderr).toContain("as of 2026-01-03, the last record's day (--as-of changes it)");
  expect(said.stderr).toContain("as no customer is known otherwise, those who answered are the customers");
  expect(said.stderr).not.toContain("count for no customer");
});

test("with transactions the day is that of a transaction, and strangers who answer count for no customer", async () => {
  held.file(
    "answers.csv",
    "Customer ID,Date,Question,Answer",
    "Z,2026-01-01,How likely are you to recommend us (0 to 10)?,9",
  );
  held.file("orders.csv", "Order ID,Customer ID,Date,Amount", "1,A,2026-01-02,10");
  const said = await held.crm("survey", "answers.csv", "orders.csv", "-o", "out.csv");
  expect(said.stderr).toContain("as of 2026-01-02, the last transaction's day (--as-of changes it)");
  expect(said.stderr).toContain("such as Z; they count for no customer");
});
