import { CATALOGUE, type ErrorCode } from "./catalogue.js";

/** Where in the input (or output) something went wrong. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: string;
}

export interface ErrorDetails {
  readonly place?: Place;
  readonly cause?: unknown;
  readonly [name: string]: unknown;
}

/** A failure that is expected of input, configuration or machine. Anything else that is thrown is a bug. */
export class CrmError extends Error {
  override readonly name = "CrmError";
  readonly code: ErrorCode;
  readonly hint: string;
  readonly exitCode: number;
  readonly place: Place;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    const kind = CATALOGUE[code];
    const fill = (template: string): string =>
      template.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? "")).trim();
    super(fill(kind.message), details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.hint = fill(kind.hint);
    this.exitCode = kind.exitCode;
    this.place = details.place ?? {};
  }

  /** The same error with its place completed; what is known already stays. */
  at(place: Place): CrmError {
    Object.assign(this.place as Record<string, unknown>, { ...place, ...this.place });
    return this;
  }
}
