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

const CASES: readonly (readonly [fixture: string, files: readonly string[], args?: readonly string[]])[] = [
  ["cases/duplicate-order-two-files", ["january.csv", "february.csv"]],
  ["cases/customers-without-purchase", []],
  ["cases/shopify-orders", []],
  ["cases/group-rows", []],
  ["cases/uci-online-retail", []],
  ["cases/zero-amounts", []],
  ["cases/refunds", []],
  ["cases/ragged-rows", []],
  ["sample", ["customers.xlsx", "transactions.csv"], ["--by", "country", "--merge", "--columns", "email"]],
  ["sample", ["transactions.csv"], ["--since", "2025-01-01", "--as-of", "2026-06-30", "--window", "365d"]],
  ["sample", ["customers.xlsx", "transactions.csv"], ["--where", "recency_days > 90", "--compare-to", "2026-06-30"]],
];

describe.each(CASES.map(([fixture, named, args = []]) => ({ fixture, named, args })))(
  "$fixture $args",
  ({ fixture, named, args }) => {
    it("gives the same from the book", async () => {
      cpSync(join(ROOT, "fixtures", fixture), held.folder, { recursive: true });
      const files =
        named.length > 0 ? named : readdirSync(held.folder).filter((file) => /\.(csv|xlsx|txt)$/.test(file));
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
  },
);

const read = (name: string): string => readFileSync(join(held.folder, name), "utf8");
