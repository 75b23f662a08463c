import { z } from "zod";
import { closest } from "../errors/closest.js";

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** What is wrong with a configuration, and what to do. */
export interface IssueInWords {
  readonly detail: string;
  readonly fix: string;
}

const PAGE = "docs/rules.md lists the rules with their defaults; the README has a section Configuration.";

/** The first thing that a schema found wrong, as a sentence; for a key that is not known the nearest that is. */
export function issueInWords(schema: z.ZodType, issue: z.core.$ZodIssue): IssueInWords {
  const place = issue.path.join(".");
  if (issue.code !== "unrecognized_keys") {
    return { detail: `${place === "" ? "the file" : place}: ${lowerFirst(issue.message)}.`, fix: PAGE };
  }
  const [key = ""] = issue.keys;
  const near = closest(key, keysAt(schema, issue.path));
  const named = place === "" ? key : `${place}.${key}`;
  return { detail: `${named} is not known.`, fix: near === undefined ? PAGE : `Did you mean ${near}? ${PAGE}` };
}

const lowerFirst = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

/** The keys that the schema has at a path. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  const options = { io: "input", unrepresentable: "any" } as const;
  let at: Schema | undefined = z.toJSONSchema(schema, options) as Schema;
  for (const step of path) {
    const inner: Schema | undefined = typeof step === "number" ? at?.items : at?.properties?.[String(step)];
    at = inner?.properties === undefined ? (inner?.anyOf?.find((one) => one.properties !== undefined) ?? inner) : inner;
  }
  return Object.keys(at?.properties ?? {});
}
