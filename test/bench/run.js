// npm run bench [-- --large]: ratios against the bare engine and bare node, whole processes, in one run.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeRecords } from "./make-records.js";
import { makeTransactions } from "./make-transactions.js";
import { compare, report } from "./measure.js";

const large = process.argv.includes("--large");
const root = join(import.meta.dirname, "../..");
const crm = join(root, "bin/crm.js");
const bare = join(import.meta.dirname, "bare-engine.js");
const folder = mkdtempSync(join(tmpdir(), "crm-bench-"));
const at = (name) => join(folder, name);

try {
  report("crm --help", compare(10, { "bare node": ["-e", "0"], "crm --help": [crm, "--help"] }));

  makeTransactions(at("1m.csv"), 1_000_000, 100_000);
  const head = readFileSync(at("1m.csv"), "utf8").split("\n").slice(0, 1001);
  writeFileSync(at("1k.csv"), `${head.join("\n")}\n`);
  report(
    "crm segment, 1,000 rows",
    compare(10, {
      "bare node": ["-e", "0"],
      "crm segment": [crm, "segment", at("1k.csv"), "-o", at("1k.out.csv"), "--force"],
    }),
  );
  report(
    "crm segment, 1,000,000 rows, 100,000 customers",
    compare(5, {
      "bare engine": [bare, at("1m.csv"), at("bare.csv")],
      "crm segment": [crm, "segment", at("1m.csv"), "-o", at("1m.out.csv"), "--force"],
    }),
  );

  report(
    "crm clv --model mbg-nbd, 1,000,000 rows, 100,000 customers, intervals included",
    compare(3, {
      "bare engine": [bare, at("1m.csv"), at("bare.csv")],
      "crm clv": [crm, "clv", at("1m.csv"), "--model", "mbg-nbd", "-o", at("1m.clv.csv"), "--force"],
    }),
  );

  await makeRecords(at, 100_000, 200_000);
  const files = ["1m.csv", "customers.csv", "interactions.csv", "referrals.csv", "responses.csv"].map(at);
  const every = "clv,lifecycle,loyalty,value,relationship,survey,referrals,profile";
  report(
    "all analyses together, 1,000,000 rows, 100,000 customers, 200,000 interactions",
    compare(3, {
      "bare engine": [bare, at("1m.csv"), at("bare.csv")],
      "crm segment --with": [crm, "segment", ...files, "--with", every, "-o", at("all.csv"), "--force"],
    }),
  );

  if (large) {
    makeTransactions(at("10m.csv"), 10_000_000, 1_000_000);
    const segment = [crm, "segment", at("10m.csv"), "-o", at("10m.out.csv"), "--force"];
    report(
      "crm segment, 10,000,000 rows, 1,000,000 customers",
      compare(2, {
        "bare engine": [bare, at("10m.csv"), at("bare.csv")],
        "crm segment": segment,
        "crm segment --memory 500MB": [...segment, "--memory", "500MB"],
      }),
    );
    report(
      "crm clv --model mbg-nbd, 10,000,000 rows, 1,000,000 customers, intervals included",
      compare(1, {
        "bare engine": [bare, at("10m.csv"), at("bare.csv")],
        "crm clv": [crm, "clv", at("10m.csv"), "--model", "mbg-nbd", "-o", at("10m.clv.csv"), "--force"],
      }),
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
