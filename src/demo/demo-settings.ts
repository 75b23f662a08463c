/** What the sample company is to be like. */
export interface DemoSettings {
  /** Records in the customer file: buyers, prospects and, of a supplier of businesses, internal customers. */
  readonly customers: number;
  readonly seed: number;
  readonly flavour: Flavour;
  readonly lang: Lang;
}

/** An online shop of coffee and tableware, or a maker of machine tools. */
export type Flavour = "b2c" | "b2b";

/** The language of headers and values. Which customer does what does not depend on it. */
export type Lang = "en" | "zh";

/** A text in both languages. */
export type Pair = readonly [en: string, zh: string];

/** Gives a text in the language asked for. */
export type Say = (text: Pair) => string;

export const speaker =
  (lang: Lang): Say =>
  ([en, zh]) =>
    lang === "en" ? en : zh;
