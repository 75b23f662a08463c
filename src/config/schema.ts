import { z } from "zod";
import { CrmError } from "../errors/crm-error.js";
import { ROLES } from "../ingest/field.js";
import { rulesSchema } from "../rules/index.js";
import { issueInWords } from "./issue-in-words.js";

const texts = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (typeof value === "string" ? [value] : value));
const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const segmentMap = z.strictObject({
  id: z.string().min(1),
  title: z.string().optional(),
  bins: z.number().int().min(2).max(10).default(5),
  segments: z
    .array(
      z.strictObject({ name: z.string().min(1), codes: z.array(z.string()).min(1), action: z.string().default("") }),
    )
    .min(1),
});

/**
 * The configuration file. Every option of a command that may stand in it has its camel-case key; the keys below have
 * a shape of their own. Keys that begin with `$` or `//` are comments.
 */
const schema = z.looseObject({
  inputs: z
    .union([texts, z.strictObject(Object.fromEntries(ROLES.map((role) => [role, texts.optional()])))])
    .optional(),
  // Column by field for all files, or by file name for one.
  map: z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())])).optional(),
  maps: z.array(segmentMap).optional(),
  attributeKinds: z
    .record(z.string(), z.enum(["situational", "geographic", "demographic", "psychological", "behavioural"]))
    .optional(),
  rules: rulesSchema.optional(),
});

const OWN_KEYS: ReadonlySet<string> = new Set(Object.keys(schema.shape));

/** Checks a configuration; options' values come back as texts, as if they stood on the command line. */
export function checkConfig(values: unknown, path: string): Readonly<Record<string, unknown>> {
  const checked = schema.safeParse(values);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw new CrmError("config-invalid", { ...issueInWords(schema, issue!), place: { file: path } });
  }
  const known = new Map<string, unknown>();
  for (const [key, value] of Object.entries(checked.data)) {
    if (key.startsWith("$") || key.startsWith("//")) continue;
    if (OWN_KEYS.has(key)) {
      known.set(key, value);
      continue;
    }
    const text = z.union([scalar, z.array(scalar)]).safeParse(value);
    if (!text.success) {
      throw new CrmError("config-invalid", {
        detail: `${key}: expected a text, number, true or false, or a list of them.`,
        fix: "See the README, section Configuration.",
        place: { file: path },
      });
    }
    known.set(key, text.data);
  }
  return Object.fromEntries(known);
}
