import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as models from "../../src/models/index.js";

const folders = ["../../src/math/", "../../src/models/"].map((path) => new URL(path, import.meta.url));

const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => new URL(name, folder)),
);

/** `expression // value` examples; those that begin with a declaration show a pattern and have no value. */
const examplesIn = (file: URL): { expression: string; value: string }[] =>
  [...readFileSync(file, "utf8").matchAll(/@example([\s\S]*?)\*\//g)].flatMap(([, text]) =>
    text!
      .split(/@example/)
      .map((one) => one.replaceAll(/^\s*\* ?/gm, "").trim())
      .flatMap((one) => {
        const at = one.lastIndexOf("// ");
        const declares = one.startsWith("const ") || at < 0;
        return declares ? [] : [{ expression: one.slice(0, at).trim(), value: one.slice(at + 3).trim() }];
      }),
  );

const scope: Record<string, unknown> = { ...models };
for (const file of files) Object.assign(scope, await import(file.href));

describe("examples in doc comments", () => {
  const examples = files.flatMap((file) =>
    examplesIn(file).map((example) => [`${file.pathname.split("/").at(-1)}: ${example.expression}`, example] as const),
  );

  it("are found", () => {
    expect(examples.length).toBeGreaterThan(20);
  });

  it.each(examples)("%s", (_, { expression, value }) => {
    const names = Object.keys(scope);
    const evaluate = (code: string): unknown =>
      new Function(...names, `"use strict"; return (${code});`)(...names.map((name) => scope[name]));
    const result = evaluate(expression.replace(/;$/, ""));
    const expected = evaluate(/^(\[.*\]|\{.*\}|[^,\s]+)/.exec(value)![0]);
    expectClose(result instanceof Float64Array ? [...result] : result, expected);
  });
});

/** Equal; numbers to the decimals that the example gives, at most 9 digits. */
const expectClose = (result: unknown, expected: unknown): void => {
  if (typeof expected === "number") {
    const decimals = String(expected).split(".")[1]?.length ?? 0;
    const tolerance = Math.max(0.6 * 10 ** -decimals, 1e-9 * Math.abs(expected));
    expect(Math.abs(Number(result) - expected)).toBeLessThan(Number.isInteger(expected) ? 1e-9 : tolerance);
  } else if (expected !== null && typeof expected === "object")
    for (const [key, part] of Object.entries(expected)) expectClose((result as Record<string, unknown>)[key], part);
  else expect(result).toEqual(expected);
};
