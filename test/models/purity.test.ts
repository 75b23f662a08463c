import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const sources = ["math", "models"].flatMap((folder) => {
  const place = new URL(`../../src/${folder}/`, import.meta.url);
  return readdirSync(place).map((name) => [`${folder}/${name}`, readFileSync(new URL(name, place), "utf8")] as const);
});

describe("models and math", () => {
  it.each(sources)("%s imports only models and math, and knows no clock, chance or console", (name, text) => {
    for (const [, from] of text.matchAll(/from "([^"]+)"/g))
      expect(from).toMatch(name.startsWith("math/") ? /^\.\/[\w-]+\.js$/ : /^(\.\/|\.\.\/math\/)[\w-]+\.js$/);
    expect(text).not.toMatch(/Math\.random|Date\b|console\.|process\.|performance\./);
    expect(text).not.toMatch(/\bthis\.\w|^(export )?class /m);
  });
});
