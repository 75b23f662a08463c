import { QUESTION_KINDS, type QuestionKind } from "./fields/question-kinds.js";

export type QuestionKindId = (typeof QUESTION_KINDS)[number]["id"];

/** A question, or an answer in words, as it is compared: without case, accents and punctuation, a blank at both ends. */
export const questionKey = (text: string): string =>
  ` ${text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;

/** What holds of a key where a text has given words. */
export type WordTest = (key: string) => boolean;

/**
 * The test for one entry of a list of words: all parts that ` + ` joins, each at the beginning of a word, so that endings do
 * not matter; in Chinese, which parts no words, anywhere. An entry after `= ` is the whole text.
 */
export function wordTest(entry: string): WordTest {
  if (entry.startsWith("= ")) {
    const whole = questionKey(entry);
    return (key) => key === whole;
  }
  const parts = entry.split(" + ").map((text) => {
    const key = questionKey(text).trimEnd();
    return /\p{Script=Han}/u.test(key) ? key.trim() : key;
  });
  return (key) => parts.every((part) => key.includes(part));
}

const KINDS: readonly QuestionKind[] = QUESTION_KINDS;

const TESTS = KINDS.map((kind) => ({
  id: kind.id as QuestionKindId,
  tests: [`= ${kind.id}`, ...kind.words].map(wordTest),
}));

/** What a grid of questions asks in one of its rows stands in brackets behind what it asks in all of them. */
const ROW_OF_GRID = /\[([^[\]]+)\]\s*$/;

/** What a question asks; null where it is none of the kinds. */
export function questionKindOf(question: string): QuestionKindId | null {
  const row = ROW_OF_GRID.exec(question)?.[1];
  return (row === undefined ? null : kindOfKey(questionKey(row))) ?? kindOfKey(questionKey(question));
}

const kindOfKey = (key: string): QuestionKindId | null =>
  TESTS.find(({ tests }) => tests.some((test) => test(key)))?.id ?? null;

/** The kind of this id. */
export const questionKind = (id: QuestionKindId): QuestionKind => KINDS.find((kind) => kind.id === id)!;

const SCALE_SAID = /(?<![\d.,-])([01])\s*(?:-|–|—|~|～|to|bis|à|a|至|到)\s*(10|[3-9])(?![\d.,-]*\d)/u;

/** The scale that a question says, as in `(0-10)` or `from 1 to 5`; null where it says none. */
export function scaleSaid(question: string): readonly [number, number] | null {
  const found = SCALE_SAID.exec(question);
  return found === null ? null : [Number(found[1]), Number(found[2])];
}

/** The least and greatest number that answers a question: as the question says it, else of its kind; null for words. */
export function scaleOf(question: string): readonly [number, number] | null {
  const kind = questionKindOf(question);
  const standard = kind === null ? undefined : questionKind(kind).scale;
  return standard === undefined ? null : (scaleSaid(question) ?? standard);
}
