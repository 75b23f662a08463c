import type { Grade } from "../analyses/clv/choose-model.js";
import type { ClvOutcome } from "../analyses/clv/clv.js";
import type { Talk } from "../cli/talk.js";

/** What `--json` says about the fit: model, parameters with standard errors, what else was tried and refused. */
export function clvFitMeta(outcome: ClvOutcome, unit: "day" | "week"): Record<string, unknown> {
  const { fitted, choice, backtest, refused, spend, warnings, cuts, gates } = outcome;
  const fit = fitted?.fit;
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
      ...(backtest === null ? {} : { candidates: backtest.scores.map(({ byFrequency: _, ...score }) => score) }),
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
  const { choice, gates, warnings, cuts, refused, untested } = outcome;
  const grade = choice.grade === null ? null : gradeInWords(choice.grade);
  if (choice.grade?.letter === "C" && grade !== null) {
    talk.warn(`the model loses to the average of the past, by more than chance: ${grade}`);
  }
  talk.say(`model ${choice.model}: ${choice.reason}`);
  if (untested !== null && asked !== "auto") talk.warn(`there is no backtest: ${untested}`);
  if (choice.grade !== null && grade !== null) talk.say(`grade ${choice.grade.letter}: ${grade}`);
  if (asked !== "auto" && asked !== "historic") {
    for (const gate of gates)
      talk.warn(`${gate.name}: ${gate.found} found, ${gate.needed} needed; trust the model little`);
  }
  for (const { model, reason } of refused) talk.say(`  ${model} was left out: ${reason}`);
  for (const warning of warnings) talk.warn(warning);
  talk.say(
    `value groups: high today above ${cuts.today.toFixed(2)}, high ahead above ${cuts.ahead.toFixed(2)} (--high-value)`,
  );
}

/** What the grade rests on, bias included. */
function gradeInWords({ found, baselineFound, chance }: Grade): string {
  const less = found < baselineFound ? ` (by chance alone ${percent(chance)})` : "";
  return `it finds ${percent(found)} of the future top fifth of customers, the average of the past ${percent(baselineFound)}${less}`;
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;
