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

  it("are refused where they contradict each other", () => {
    const tiers = (...names: readonly string[]) => ({
      rules: { tiers: { levels: names.map((name, place) => ({ name, from: place * 100 })) } },
    });
    expect(refusal(tiers("Gold", "Silver", "Gold"))).toMatch(/rules\.tiers\.levels: .*a name of its own/);
    expect(refusal(tiers("Gold", "(none)"))).toMatch(/rules\.tiers\.levels: .*\(none\) is the name/);
    const everyDay = [7, 1, 2, 3, 4, 5, 6];
    expect(refusal({ rules: { survey: { weekend: everyDay } } })).toMatch(/rules\.survey\.weekend: .*a working day/);
    expect(refusal({ rules: { followup: { weekend: everyDay } } })).toMatch(
      /rules\.followup\.weekend: .*a working day/,
    );
    // Six days off, one of them named twice, leave one.
    expect(() =>
      checkConfig({ rules: { survey: { weekend: [1, 2, 3, 4, 5, 6, 6] } } }, "crm.config.json"),
    ).not.toThrow();
  });
});
