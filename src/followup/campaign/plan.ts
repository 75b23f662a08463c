import { readFileSync } from "node:fs";
import { z } from "zod";
import { CrmError } from "../../errors/crm-error.js";
import { CHANNELS } from "../../rules/contact-rules.js";

/** The phases of a campaign, in their order. */
export const PHASES = ["preheat", "launch", "pre_sale", "burst", "close"] as const;

export type Phase = (typeof PHASES)[number];

const day = z.iso.date();

const planSchema = z
  .strictObject({
    name: z.string().min(1),
    perCustomer: z.number().int().min(1).default(1),
    phases: z
      .array(
        z
          .strictObject({
            phase: z.enum(PHASES),
            from: day,
            to: day,
            message: z.string().min(1),
            where: z.string().min(1).optional(),
            channel: z.enum(CHANNELS).optional(),
            most: z.number().int().min(1).optional(),
          })
          .refine(({ from, to }) => from <= to, { path: ["to"], message: "has to be on or after from" }),
      )
      .min(1),
  })
  .superRefine(({ phases }, context) => {
    for (const [index, phase] of phases.entries()) {
      const before = phases[index - 1];
      if (before === undefined) continue;
      if (phase.from <= before.to) {
        context.addIssue({
          code: "custom",
          path: ["phases", index, "from"],
          message: `has to be after ${before.to}, the last day of ${before.phase}`,
        });
      }
      if (PHASES.indexOf(phase.phase) <= PHASES.indexOf(before.phase)) {
        context.addIssue({
          code: "custom",
          path: ["phases", index, "phase"],
          message: `cannot come after ${before.phase}; the order is ${PHASES.join(", ")}`,
        });
      }
    }
  });

/** A campaign: its phases, and how many contacts of it a customer may have. */
export type CampaignPlan = z.output<typeof planSchema>;

/**
 * Reads a plan of a campaign; comments are allowed in it.
 *
 * @throws CrmError `file-missing`, `config-invalid`
 */
export async function readPlan(name: string, path: string): Promise<CampaignPlan> {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new CrmError("file-missing", { fix: "Check the name given to --campaign.", place: { file: name }, cause });
  }
  const { parse, printParseErrorCode } = await import("jsonc-parser");
  const errors: import("jsonc-parser").ParseError[] = [];
  const values: unknown = parse(text.replace(/^\uFEFF/, ""), errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first !== undefined) {
    throw new CrmError("config-invalid", {
      detail: `${printParseErrorCode(first.error)}.`,
      fix: "Mend the JSON there.",
      place: { file: name, line: text.slice(0, first.offset).split("\n").length },
    });
  }
  const plan = planSchema.safeParse(values);
  if (plan.success) return plan.data;
  const [issue] = plan.error.issues;
  throw new CrmError("config-invalid", {
    detail: `${issue!.path.map(String).join(".") || "the plan"}: ${issue!.message}.`,
    fix: 'A plan is written as in {"name": "Autumn", "phases": [{"phase": "launch", "from": "2026-11-02", "to": "2026-11-06", "message": "…", "where": "…"}]}.',
    place: { file: name },
  });
}
