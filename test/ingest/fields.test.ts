import { describe, expect, it } from "vitest";
import type { Language, Role } from "../../src/ingest/field.js";
import { fieldsOf } from "../../src/ingest/fields/index.js";
import { headerKey } from "../../src/ingest/normalise-header.js";

const ROLES: readonly Role[] = ["customers", "transactions"];
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
    const main =
      role === "customers"
        ? ["customer_id", "name", "email", "phone", "registered"]
        : ["customer_id", "order_id", "date", "amount", "quantity", "status"];
    for (const name of main) {
      const field = fieldsOf(role).find((candidate) => candidate.name === name)!;
      for (const language of LANGUAGES)
        expect(field.headers[language]?.length, `${name} ${language}`).toBeGreaterThan(0);
    }
  });
});
