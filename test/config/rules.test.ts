import { describe, expect, it } from "vitest";
import { checkConfig } from "../../src/config/schema.js";
import type { CrmError } from "../../src/errors/crm-error.js";
import { rulesSchema } from "../../src/rules/index.js";

const refusal = (values: unknown): string => {
  try {
    checkConfig(values, "crm.config.json");
    return "none";
  } catch (error) {
    const { code, message, hint } = error as CrmError;
    return `${code}: ${message} ${hint}`;
  }
};

describe("rules of the configuration", () => {
  it("have a default each, which their own schema accepts", () => {
    const defaults = rulesSchema.parse({});
    expect(rulesSchema.parse(defaults)).toEqual(defaults);
  });

  it("are refused where they are not known, with the nearest that is", () => {
    expect(refusal({ rules: { contact: { hourlyrate: 3 } } })).toMatch(
      /^config-invalid: .*rules\.contact\.hourlyrate is not known\. Did you mean hourlyRate\?/,
    );
    expect(refusal({ rules: { contacts: {} } })).toMatch(/rules\.contacts is not known\. Did you mean contact\?/);
    expect(refusal({ rules: { profile: { sites: [{ nam: "x" }] } } })).toContain("rules.profile.sites.0");
  });

  it("are refused where they cannot be, with the place", () => {
    expect(refusal({ rules: { contact: { hourlyRate: -3 } } })).toContain("rules.contact.hourlyRate: ");
    expect(refusal({ rules: { contact: { costs: { call: "much" } } } })).toContain("rules.contact.costs.call: ");
  });
});
