import { describe, expect, it } from "vitest";
import { chooseLevel } from "../../../src/analyses/relationship/choose-level.js";
import { LEVELS } from "../../../src/analyses/relationship/levels.js";
import { rulesSchema } from "../../../src/rules/index.js";
import { RELATIONSHIP_LEVELS } from "../../../src/rules/relationship-rules.js";

const rules = rulesSchema.parse({}).relationship;

describe("the level of a group", () => {
  // The grid of reference/PRACTICE.md, section 4; the bounds are the defaults: 50 and 1000 customers, 20 % and 40 %.
  it.each([
    ["many customers, high margin", 1000, 0.4, "accountable"],
    ["many customers, medium margin", 1000, 0.2, "reactive"],
    ["many customers, low margin", 1000, 0.1999, "basic"],
    ["medium customers, high margin", 999, 0.4, "proactive"],
    ["medium customers, medium margin", 51, 0.3999, "accountable"],
    ["medium customers, low margin", 51, -0.5, "reactive"],
    ["few customers, high margin", 50, 1, "partnership"],
    ["few customers, medium margin", 50, 0.2, "proactive"],
    ["few customers, low margin", 1, 0, "accountable"],
    ["no net spend, so a low margin", 1, null, "accountable"],
  ] as const)("%s", (_, customers, margin, level) => {
    expect(chooseLevel("any", customers, margin, rules).level).toBe(level);
  });

  it("is what the configuration says, in the grid or for the group", () => {
    const own = rulesSchema.parse({
      relationship: { grid: { few: { high: "basic" } }, groups: { parts: "partnership" } },
    }).relationship;
    expect(chooseLevel("any", 1, 1, own)).toMatchObject({ level: "basic", isConfigured: false });
    expect(chooseLevel("any", 1, 0.3, own).level).toBe("proactive");
    expect(chooseLevel("parts", 5000, 0, own)).toEqual({
      level: "partnership",
      size: "many",
      band: "low",
      isConfigured: true,
    });
    expect(chooseLevel("constructor", 1, 1, own).level).toBe("basic");
  });

  it("has bounds that are in order", () => {
    expect(rulesSchema.safeParse({ relationship: { fewCustomers: 10, manyCustomers: 10 } }).success).toBe(false);
    expect(rulesSchema.safeParse({ relationship: { lowMargin: 0.5 } }).success).toBe(false);
    expect(rulesSchema.safeParse({ relationship: { customers: { C1: "friend" } } }).success).toBe(false);
  });
});

it("the registry has every level once, in the order of the rules, each doing all that the one below does", () => {
  expect(LEVELS.map((level) => level.id)).toEqual(RELATIONSHIP_LEVELS);
  for (const [index, level] of LEVELS.entries()) {
    const below = LEVELS[index - 1];
    expect(level.allows).toEqual(expect.arrayContaining([...(below?.allows ?? [])]));
    expect(level.plays).toEqual(expect.arrayContaining([...(below?.plays ?? [])]));
    expect(level.allows).toEqual(expect.arrayContaining([...level.ownKinds]));
  }
  const calling = LEVELS.filter((level) => level.allows.includes("call")).map((level) => level.id);
  expect(calling).toEqual(["accountable", "proactive", "partnership"]); // reactive never calls
});
