import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "./cli/run-crm.js";

/* The layout's rules: imports point one way, the start is light, rooms stay small. */
const SRC = join(ROOT, "src");
const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

interface Import {
  readonly from: string;
  readonly to: string;
  readonly isType: boolean;
}

const IMPORT = /^(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"/gm;

function importsOf(file: string): Import[] {
  const text = readFileSync(join(SRC, file), "utf8");
  return [...text.matchAll(IMPORT)].map(([, type, target]) => ({
    from: file,
    to: target!.startsWith(".") ? normalize(join(dirname(file), target!)).replace(/\.js$/, ".ts") : target!,
    isType: type !== undefined,
  }));
}

const imports = files.flatMap(importsOf);
const room = (path: string): string => path.split("/")[0]!;

/** What each room may import besides itself; `errors` and `columns` are open to all. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  math: [],
  models: ["math"],
  errors: [],
  columns: [],
  engine: [],
  ingest: ["engine"],
  book: ["ingest", "engine"],
  output: ["engine"],
  quality: ["ingest", "book", "engine", "output"],
  rules: [],
  analyses: ["book", "ingest", "engine", "models", "math", "output", "rules"],
  followup: ["analyses", "book", "ingest", "engine", "math", "output", "rules"],
  demo: ["math", "engine", "output", "ingest"],
  config: ["cli", "rules", "ingest"],
  cli: ["config", "commands", "ingest", "output"],
  commands: [
    "analyses",
    "quality",
    "book",
    "ingest",
    "engine",
    "output",
    "config",
    "cli",
    "models",
    "math",
    "rules",
    "followup",
    "demo",
  ],
};

describe("imports", () => {
  it("point one way between the rooms", () => {
    const wrong = imports.filter(({ from, to }) => {
      if (!to.endsWith(".ts") || room(from) === room(to)) return false;
      return !["errors", "columns"].includes(room(to)) && !ALLOWED[room(from)]?.includes(room(to));
    });
    expect(wrong).toEqual([]);
  });

  it("know DuckDB in the engine alone, and the formula guard in the output alone", () => {
    const strangers = imports.filter(({ from, to }) => to.startsWith("@duckdb/") && room(from) !== "engine");
    expect(strangers).toEqual([]);
  });

  it("of models and math are pure: no file, clock, chance or console", () => {
    const impure = files
      .filter((file) => ["models", "math"].includes(room(file)))
      .filter((file) =>
        /Math\.random|Date\.now|new Date\(|console\.|process\.|from "node:/.test(readFileSync(join(SRC, file), "utf8")),
      );
    expect(impure).toEqual([]);
  });
});

it("crm --help loads commander and nothing heavier", () => {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const follow = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const { to, isType } of importsOf(file)) {
      if (isType) continue;
      if (to.endsWith(".ts")) follow(to);
      else if (!to.startsWith("node:")) packages.add(to);
    }
  };
  follow("cli/main.ts");
  follow("cli/process-effects.ts");
  expect([...packages]).toEqual(["commander"]);
});

it("files are rooms, not halls, and are named after what they hold", () => {
  const large = files.filter((file) => readFileSync(join(SRC, file), "utf8").split("\n").length > 330);
  expect(large).toEqual([]);
  const names = files.filter(
    (file) => !/^[a-z0-9-]+\.ts$/.test(relative(dirname(file), file)) || /utils?|helpers?|misc/.test(file),
  );
  expect(names).toEqual([]);
});
