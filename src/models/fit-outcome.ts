/** How to fit. */
export interface FitOptions {
  /** A further start, in the unit of the histories, such as last month's parameters. */
  readonly start?: Readonly<Record<string, number>>;
  /** Quasi-Newton steps from each start; 200 where left out. */
  readonly mostIterations?: number;
  /** For `mbg-cnbd-k`: this k and no other. Left out, the most likely of 1 to 6 is taken. */
  readonly k?: number;
}

export interface FitSuccess<P> {
  readonly ok: true;
  readonly model: string;
  readonly parameters: P;
  /** Null for a parameter at a bound or one that the data do not determine; see `standardErrorsMissing`. */
  readonly standardErrors: Readonly<Partial<Record<keyof P, number | null>>>;
  /** Null where every parameter has a standard error, else the reason why not. */
  readonly standardErrorsMissing: string | null;
  /** The parameters that were estimated, in the order of the covariances. */
  readonly estimated: readonly (keyof P & string)[];
  /** Asymptotic covariance of the parameters; rows of parameters without a standard error are 0. */
  readonly covariance: readonly (readonly number[])[];
  /** The same for the logarithms of the parameters, in which the likelihood is closer to normal. */
  readonly logCovariance: readonly (readonly number[])[];
  /** At the maximum, over all customers, in the unit of the data. */
  readonly logLikelihood: number;
  readonly customers: number;
  readonly distinctHistories: number;
  /** The log-likelihood could gain no more than 1e-4, by gradient and curvature off the bounds. */
  readonly converged: boolean;
  /** Largest derivative of the mean log-likelihood per customer by the logarithm of a parameter off its bounds. */
  readonly gradientNorm: number;
  readonly iterations: number;
  readonly warnings: readonly string[];
}

/** Why a model was not fitted. */
export type FitRefusalCode =
  /** No customers at all. */
  | "no-customers"
  /** Fewer customers than parameters. */
  | "too-few-customers"
  /** Nobody bought twice, so nothing tells rates from dropout. */
  | "no-repeats"
  /** Nobody was observed after the first purchase. */
  | "no-time"
  /** A history that cannot be. */
  | "invalid-history"
  /** All amounts are the same, so there is no spread to model. */
  | "equal-amounts"
  /** The likelihood was nowhere finite. */
  | "no-maximum";

export interface FitRefusal {
  readonly ok: false;
  readonly model: string;
  readonly code: FitRefusalCode;
  /** One sentence, for people. */
  readonly reason: string;
  readonly customers: number;
}

export type FitOutcome<P> = FitSuccess<P> | FitRefusal;
