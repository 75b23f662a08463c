import { z } from "zod";
import { rulesSchema } from "../rules/index.js";

/** What of a JSON schema the page shows. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

/**
 * The page of rules: every rule that `rules` of crm.config.json may hold, with its default and meaning, from the schema
 * that checks them. A test holds docs/rules.md against it.
 */
export function rulesPage(): string {
  const defaults = rulesSchema.parse({}) as Readonly<Record<string, unknown>>;
  const { properties = {} } = z.toJSONSchema(rulesSchema, { io: "input", unrepresentable: "any" }) as Schema;
  return [
    "# Rules of the analyses",
    "",
    "Each stands in crm.config.json under `rules`; what is left out has its default. Made from the program's own schema by",
    "`npm run docs`; edit that, not this page.",
    "",
    ...Object.entries(properties).flatMap(([name, schema]) => [
      `## ${name}`,
      "",
      ...(schema.description === undefined ? [] : [`${schema.description}.`, ""]),
      "| rule | default | meaning |",
      "|---|---|---|",
      ...rows(schema, `${name}.`, defaults[name] as Readonly<Record<string, unknown>>),
      "",
    ]),
  ].join("\n");
}

/** One line a rule; of a group of rules a line each, of lists and free-form records their whole default. */
function rows(schema: Schema, path: string, defaults: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, rule]) => {
    const value = defaults[name];
    const own = `${path}${name}`;
    const line = `| \`${own}\` | ${value === undefined ? "" : `\`${cell(JSON.stringify(value))}\``} | ${cell(rule.description ?? "")} |`;
    if (rule.properties === undefined || typeof value !== "object" || value === null) return [line];
    const heading = rule.description === undefined ? [] : [`| \`${own}\` | | ${cell(rule.description)} |`];
    return [...heading, ...rows(rule, `${own}.`, value as Readonly<Record<string, unknown>>)];
  });
}
