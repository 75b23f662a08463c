import { CrmError } from "../errors/crm-error.js";

/**
 * One option of a command, as data: the parser, help, completion, the environment variable `CRM_<KEY>`, the key in
 * crm.config.json and the README's table all come from it.
 */
export interface OptionSpec<K extends string = string, T = unknown> {
  readonly key: K;
  /** As commander reads them, such as `-o, --output <file>`; a `...` marks an option that may be repeated. */
  readonly flags: string;
  readonly description: string;
  /** Turns the text of the command line, environment or configuration into the value; throws `bad-option`. */
  readonly parse: (text: string) => T;
  /** Repeated values are collected in a list. */
  readonly repeatable?: true;
  /** Takes no value. */
  readonly isFlag?: true;
  /** Fallback, as text, so that help can show it. */
  readonly default?: string;
  /** Left out of environment and configuration, such as `--force`. */
  readonly onlyOnCommandLine?: true;
}

/** The value of an option after flags, environment, configuration and default were considered. */
export type ValueOf<S> =
  S extends OptionSpec<string, infer T>
    ? S extends { readonly isFlag: true }
      ? boolean
      : S extends { readonly repeatable: true }
        ? readonly T[]
        : S extends { readonly default: string }
          ? T
          : T | undefined
    : never;

/** The settings of a command: one value for each of its options. */
export type SettingsOf<O extends readonly OptionSpec[]> = { readonly [S in O[number] as S["key"]]: ValueOf<S> };

/** A text option. */
export const anyText = (text: string): string => text;

/** Names parted by commas. */
export const namesParted = (text: string): string[] =>
  text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");

/** A whole number of at least `least`. */
export const wholeNumber =
  (option: string, least: number, most = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least || number > most) {
      const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
      throw new CrmError("bad-option", {
        option,
        detail: `"${text}" is no whole number`,
        fix: `Give a number ${range}.`,
      });
    }
    return number;
  };

/** One of a few words. */
export const oneOf =
  <const T extends string>(option: string, words: readonly T[]) =>
  (text: string): T => {
    const word = words.find((one) => one === text);
    if (word === undefined) {
      throw new CrmError("bad-option", { option, detail: `"${text}" is not known`, fix: `Use ${words.join(", ")}.` });
    }
    return word;
  };

/** A day of the calendar as YYYY-MM-DD. */
export const isoDay =
  (option: string) =>
  (text: string): string => {
    const day = new Date(`${text}T00:00:00Z`);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text)) {
      throw new CrmError("bad-option", { option, detail: `"${text}" is no day`, fix: "Write it as in 2026-10-31." });
    }
    return text;
  };

/** A share written as a percentage, `35%`; 0 to `most` percent. */
export const percent =
  (option: string, most: number) =>
  (text: string): number => {
    const match = /^(\d+(?:\.\d+)?)\s*%$/.exec(text.trim());
    const value = match === null ? Number.NaN : Number(match[1]);
    if (!(value <= most)) {
      throw new CrmError("bad-option", {
        option,
        detail: `"${text}" is no percentage up to ${most}%`,
        fix: "Write it as in 35%.",
      });
    }
    return value / 100;
  };

/** A length of time in days: `365d`, `52w`, `12m` (of 1/12 year) or `1y`; whole days unless `exact`. */
export const daysLong =
  (option: string, precision: "whole" | "exact" = "whole") =>
  (text: string): number => {
    const match = /^(\d+(?:\.\d+)?)\s*([dwmy])$/.exec(text);
    const exact = match === null ? 0 : Number(match[1]) * { d: 1, w: 7, m: 365.25 / 12, y: 365.25 }[match[2] as "d"];
    const days = precision === "exact" ? exact : Math.round(exact);
    if (days <= 0) {
      throw new CrmError("bad-option", {
        option,
        detail: `"${text}" is no length of time`,
        fix: "Write it as in 365d, 52w or 12m.",
      });
    }
    return days;
  };

/** `field=Column`, cut at the first `=`. */
export const pair =
  (option: string) =>
  (text: string): readonly [string, string] => {
    const cut = text.indexOf("=");
    if (cut < 1 || cut === text.length - 1) {
      throw new CrmError("bad-option", {
        option,
        detail: `"${text}" is no pair`,
        fix: `Write it as in ${option} date="Order date".`,
      });
    }
    return [text.slice(0, cut).trim(), text.slice(cut + 1)];
  };
