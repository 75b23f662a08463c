import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../cli/run-crm.js";
import { useFolder } from "./run-in-process.js";

/*
 * What is computed from a book is, byte for byte, what is computed from the files that were imported into it: results,
 * accounting, rejects.
 */
const held = useFolder();

interface Case {
  readonly fixture: string;
  readonly files?: readonly string[];
  readonly args?: readonly string[];
}

const CASES: readonly Case[] = [
  { fixture: "cases/duplicate-order-two-files", files: ["january.csv", "february.csv"] },
  { fixture: "cases/customers-without-purchase" },
  { fixture: "cases/shopify-orders" },
  { fixture: "cases/group-rows" },
  { fixture: "cases/uci-online-retail" },
  { fixture: "cases/zero-amounts" },
  { fixture: "cases/refunds" },
  { fixture: "cases/ragged-rows" },
  {
    fixture: "sample",
    files: ["customers.xlsx", "transactions.csv"],
    args: ["--by", "country", "--merge", "--columns", "email"],
  },
  {
    fixture: "sample",
    files: ["transactions.csv"],
    args: ["--since", "2025-01-01", "--as-of", "2026-06-30", "--window", "365d"],
  },
  {
    fixture: "sample",
    files: ["customers.xlsx", "transactions.csv"],
    args: ["--where", "recency_days > 90", "--compare-to", "2026-06-30"],
  },
];

describe("a book gives what its files give", () => {
  for (const { fixture, files: named, args = [] } of CASES) {
    it([fixture, ...args].join(" "), async () => {
      cpSync(join(ROOT, "fixtures", fixture), held.folder, { recursive: true });
      const files = named ?? readdirSync(held.folder).filter((file) => /\.(csv|xlsx|txt)$/.test(file));
      const imported = await held.crm("import", ...files, "--book", "shop.crm", "--rejects", "import.csv");
      expect(imported.exitCode, imported.stderr).toBe(0);
      const outputs = (name: string) => ["-o", `${name}.json`, "-o", `${name}.csv`, "--rejects", `${name}.rejects.csv`];
      const fromFiles = await held.crm("segment", ...files, ...args, ...outputs("files"));
      const fromBook = await held.crm("segment", "--book", "shop.crm", ...args, ...outputs("book"));
      expect([fromFiles.exitCode, fromBook.exitCode], fromBook.stderr).toEqual([0, 0]);
      for (const ending of ["json", "csv", "rejects.csv"]) {
        expect(read(`book.${ending}`)).toBe(read(`files.${ending}`));
      }
    });
  }
});

const read = (name: string): string => readFileSync(join(held.folder, name), "utf8");
