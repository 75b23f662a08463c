import { describe, expect, it } from "vitest";
import { type Language, ROLES, type Role } from "../../src/ingest/field.js";
import { fieldsOf } from "../../src/ingest/fields/index.js";
import { headerKey } from "../../src/ingest/normalise-header.js";

const MAIN: Readonly<Record<Role, readonly string[]>> = {
  customers: ["customer_id", "name", "email", "phone", "registered"],
  transactions: ["customer_id", "order_id", "date", "amount", "quantity", "status"],
  interactions: ["customer_id", "date", "kind", "outcome", "resolved"],
  referrals: ["customer_id", "referred", "date", "converted"],
  responses: ["customer_id", "question", "answer", "date"],
  contacts: ["customer_id", "contact_name", "role", "stance", "influence"],
  opportunities: ["customer_id", "stage", "amount", "expected_close"],
  listings: ["customer_id", "date"],
};
const LANGUAGES: readonly Language[] = ["en", "de", "fr", "es", "zh"];

describe.each(ROLES)("the catalogue of %s", (role) => {
  it("names every field once, in snake case, with a description", () => {
    const fields = fieldsOf(role).map((field) => field.name);
    expect(new Set(fields).size).toBe(fields.length);
    for (const field of fieldsOf(role)) {
      expect(field.name).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(field.description).not.toBe("");
    }
  });

  it("gives no header to two fields, so that matching never has to guess between them", () => {
    const owner = new Map<string, string>();
    const clashes: string[] = [];
    for (const field of fieldsOf(role)) {
      for (const header of Object.values(field.headers).flat()) {
        const key = headerKey(header);
        expect(key).not.toBe("");
        const other = owner.get(key);
        if (other !== undefined && other !== field.name) clashes.push(`${header}: ${other}, ${field.name}`);
        owner.set(key, field.name);
      }
    }
    expect(clashes).toEqual([]);
  });

  it("knows the main fields in all five languages", () => {
    for (const name of MAIN[role]) {
      const field = fieldsOf(role).find((candidate) => candidate.name === name)!;
      for (const language of LANGUAGES)
        expect(field.headers[language]?.length, `${name} ${language}`).toBeGreaterThan(0);
    }
  });
});
