import type { ClvOutcome } from "../analyses/clv/clv.js";
import type { Talk } from "../cli/talk.js";

/** What `--json` says about the fit: model, parameters with standard errors, what else was tried and refused. */
export function clvFitMeta(outcome: ClvOutcome, unit: "day" | "week"): Record<string, unknown> {
  const { fitted, choice, backtest, refused, spend, warnings, cuts, gates } = outcome;
  const fit = fitted?.fit;
  const scored = backtest?.scores.map(({ byFrequency: _, ...score }) => score) ?? [];
  return {
    fit: {
      model: choice.model,
      reason: choice.reason,
      unit,
      parameters: fit?.parameters ?? null,
      standardErrors: fit?.standardErrors ?? null,
      logLikelihood: fit?.logLikelihood ?? null,
      customers: outcome.histories.customers,
      converged: fit?.converged ?? null,
      gradientNorm: fit?.gradientNorm ?? null,
      candidates: scored,
      grade: choice.grade,
      refused: [
        ...refused,
        ...gates.map((gate) => ({ model: "all", reason: `${gate.name}: ${gate.found} found, ${gate.needed} needed` })),
      ],
      warnings,
    },
    spendFit: spendMeta(outcome),
    valueCuts: cuts,
    ...(spend.id === "gamma-gamma" ? {} : { spendNote: `expected spend by ${spend.id}` }),
  };
}

function spendMeta({ spend }: ClvOutcome): Record<string, unknown> {
  const fit = spend.fit;
  if (fit === null || !fit.ok) return { model: spend.id, refused: fit === null ? null : fit.reason };
  const { parameters, standardErrors, logLikelihood, customers, converged, gradientNorm } = fit;
  return { model: spend.id, parameters, standardErrors, logLikelihood, customers, converged, gradientNorm };
}

/** The model, why it, and what to trust, in a few lines. */
export function sayFit(outcome: ClvOutcome, talk: Talk, asked: string): void {
  const { choice, gates, warnings, cuts, refused } = outcome;
  if (choice.grade?.letter === "C") {
    talk.warn(
      `the model loses to the simple average: it finds ${percent(choice.grade.found)} of the future best customers, the average ${percent(choice.grade.baselineFound)}`,
    );
  }
  talk.say(`model ${choice.model}: ${choice.reason}`);
  if (choice.grade !== null) {
    talk.say(
      `grade ${choice.grade.letter}: finds ${percent(choice.grade.found)} of the future top fifth of customers, the average of the past ${percent(choice.grade.baselineFound)}`,
    );
  }
  if (asked !== "auto" && asked !== "historic") {
    for (const gate of gates)
      talk.warn(`${gate.name}: ${gate.found} found, ${gate.needed} needed; trust the model little`);
  }
  for (const { model, reason } of refused) talk.say(`  ${model} was refused: ${reason}`);
  for (const warning of warnings) talk.warn(warning);
  talk.say(
    `value groups: high today above ${cuts.today.toFixed(2)}, high ahead above ${cuts.ahead.toFixed(2)} (--high-value)`,
  );
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;
