import type { FitSuccess } from "./fit-outcome.js";
import type { LikelihoodMaximum } from "./maximise-likelihood.js";

export interface FitFacts<P> {
  readonly model: string;
  readonly parameters: P;
  /** Estimated parameters, in the order of the maximum. */
  readonly estimated: readonly (keyof P & string)[];
  readonly logLikelihood: number;
  readonly customers: number;
  readonly distinctHistories: number;
  readonly warnings: readonly string[];
}

/** Standard errors of a logarithm above which the parameter is called barely determined. */
const VAGUE = 3;

/** Turns a maximum in log parameters into a fit: delta method, and a warning for each parameter that the data leave open. */
export const describeFit = <P extends object>(maximum: LikelihoodMaximum, facts: FitFacts<P>): FitSuccess<P> => {
  const { estimated, customers, parameters } = facts;
  const value = (name: keyof P): number => Number(parameters[name]);
  const logCovariance = maximum.inverse.map((row) => row.map((entry) => entry / customers));
  const covariance = logCovariance.map((row, i) =>
    row.map((entry, j) => entry * value(estimated[i]!) * value(estimated[j]!)),
  );
  const standardErrors: Partial<Record<keyof P, number | null>> = {};
  const warnings = [...facts.warnings];
  const missing: string[] = [];
  for (const [index, name] of estimated.entries()) {
    const standing = maximum.standing[index]!;
    const relative = Math.sqrt(logCovariance[index]![index]!);
    standardErrors[name] = standing === "free" ? relative * value(name) : null;
    if (standing !== "free") missing.push(name);
    if (standing === "flat") warnings.push(`${name} is not determined: other values are as likely`);
    else if (standing !== "free")
      warnings.push(`${name} ran to its ${standing} bound (${value(name).toPrecision(3)}): the data do not hold it`);
    else if (relative > VAGUE)
      warnings.push(`${name} is barely determined: its standard error is ${relative.toPrecision(2)} times its value`);
  }
  if (!maximum.converged)
    warnings.push(
      `not converged: the log-likelihood could gain ${maximum.possibleGain.toPrecision(1)} more, the gradient is ${maximum.gradientNorm.toExponential(1)} per customer`,
    );
  return {
    ok: true,
    model: facts.model,
    parameters,
    standardErrors,
    standardErrorsMissing:
      missing.length === 0 ? null : `at a bound or not determined by the data: ${missing.join(", ")}`,
    estimated,
    covariance,
    logCovariance,
    logLikelihood: facts.logLikelihood,
    customers,
    distinctHistories: facts.distinctHistories,
    converged: maximum.converged,
    gradientNorm: maximum.gradientNorm,
    iterations: maximum.iterations,
    warnings,
  };
};
