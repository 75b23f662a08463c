import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  bgNbd,
  discountedSum,
  gammaGamma,
  type History,
  mbgNbd,
  type PurchaseModel,
  paretoNbd,
  shiftedBetaGeometric,
} from "../../src/models/index.js";

// 241 values computed with 50 digits from the published formulas; see fixtures/clv/README.md.
interface Check {
  readonly model: string;
  readonly fn: string;
  readonly params: readonly number[];
  readonly input: Readonly<Record<string, number | string | readonly number[]>>;
  readonly expected: string;
}

const checks: readonly Check[] = JSON.parse(
  readFileSync(new URL("../../fixtures/clv/oracle.json", import.meta.url), "utf8"),
);

const input = (check: Check, name: string): number => Number(check.input[name] ?? 0);

const spendParameters = ([p, q, gamma]: readonly number[]): { p: number; q: number; gamma: number } => ({
  p: p!,
  q: q!,
  gamma: gamma!,
});

const purchases = <P>(model: PurchaseModel<P>, parameters: P, check: Check): number => {
  const history: History = {
    frequency: input(check, "x"),
    recency: input(check, "tx"),
    age: input(check, "T"),
  };
  const span = input(check, "t");
  switch (check.fn) {
    case "ll":
      return model.logLikelihood(parameters, history);
    case "palive":
      return model.probabilityAlive(parameters, history);
    case "cet":
      return model.expectedPurchases(parameters, history, span);
    case "expect":
      return model.expectedPurchasesSinceBirth(parameters, span);
    case "pmf":
      return model.probabilityMass(parameters, history.frequency, span);
    case "dert":
    case "dert_numeric_integral":
      return model.discountedExpectedTransactions(parameters, history, input(check, "delta"));
    case "p_at_least_one_purchase_in_t":
      return model.probabilityOfPurchase(parameters, history, span);
    case "median_wait_given_alive":
      return model.medianWait(parameters, history);
    case "clv12_lifetimes_convention": {
      const months = Array.from({ length: input(check, "months") }, (_, index) => (index + 1) * input(check, "step"));
      const spend = gammaGamma.expectedSpend(spendParameters(check.input.gg as readonly number[]), {
        frequency: history.frequency,
        meanSpend: input(check, "m"),
      });
      const expected = model.expectedPurchasesPath(parameters, history, months);
      return Number(spend) * discountedSum(expected, input(check, "monthly_rate"));
    }
    default:
      throw new Error(`no such function: ${check.fn}`);
  }
};

const computed = (check: Check): number => {
  const [first, second, third, fourth] = check.params as [number, number, number, number];
  switch (check.model) {
    case "bgnbd":
      return purchases(bgNbd, { r: first, alpha: second, a: third, b: fourth }, check);
    case "mbgnbd":
      return purchases(mbgNbd, { r: first, alpha: second, a: third, b: fourth }, check);
    case "paretonbd":
      return purchases(paretoNbd, { r: first, alpha: second, s: third, beta: fourth }, check);
    case "gammagamma": {
      const spend = { frequency: input(check, "x"), meanSpend: input(check, "m") };
      return check.fn === "ll"
        ? gammaGamma.logLikelihood(spendParameters(check.params), spend)
        : Number(gammaGamma.expectedSpend(spendParameters(check.params), spend));
    }
    default: {
      const parameters = { alpha: first, beta: second };
      if (check.fn === "survival") return shiftedBetaGeometric.survival(parameters, input(check, "t"));
      if (check.fn === "pchurn") return shiftedBetaGeometric.churnProbability(parameters, input(check, "t"));
      return shiftedBetaGeometric.discountedResidualLifetime(parameters, input(check, "n"), input(check, "d"));
    }
  }
};

const relativeError = (value: number, expected: number): number =>
  Math.abs(expected) < 1e-300 ? Math.abs(value) : Math.abs(value / expected - 1);

describe("oracle", () => {
  it("has 241 values", () => {
    expect(checks).toHaveLength(241);
  });

  it.each(checks.map((check) => [`${check.model} ${check.fn} ${JSON.stringify(check.input)}`, check] as const))(
    "%s",
    (_, check) => {
      expect(relativeError(computed(check), Number(check.expected))).toBeLessThan(
        check.fn === "dert_numeric_integral" ? 1e-10 : 1e-11,
      );
    },
  );
});
