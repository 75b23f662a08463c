import { type QuestionKindId, questionKey, questionKind, scaleSaid, wordTest } from "../../ingest/question-kind-of.js";

/** What an answer to a question of a known kind means. */
export interface AnswerMeaning {
  /** The answer in the same words whatever the language: a number, or the name of a choice; null where it is neither. */
  readonly choice: string | null;
  /** A number on the standard scale of the kind; null where it is none, or the question says another scale. */
  readonly score: number | null;
  /** Working days that a response may take; 0 is the same day. */
  readonly days: number | null;
}

const NOTHING: AnswerMeaning = { choice: null, score: null, days: null };

/** What is longer is prose, in which a word such as `satisfied` says nothing. */
const LONGEST_CHOICE = 60;

const LEADING_NUMBER = /^(\d+(?:[.,]\d+)?)(?![\d.,])/;

/**
 * What an answer means, by the kind of its question: the number with which it begins (`9 - very likely`), else the place on
 * the scale, the choice or the time that its words stand for.
 */
export function answerMeaning(kind: QuestionKindId, question: string, answer: string): AnswerMeaning {
  const { scale, answers } = questionKind(kind);
  const text = answer.normalize("NFKC").trim();
  if (kind === "response_time") return responseTime(text);
  const number = LEADING_NUMBER.exec(text)?.[1];
  if (scale !== undefined && number !== undefined) {
    const score = Number(number.replace(",", "."));
    const said = scaleSaid(question);
    const isStandard = said === null || (said[0] === scale[0] && said[1] === scale[1]);
    return {
      choice: String(score),
      score: isStandard && score >= scale[0] && score <= scale[1] ? score : null,
      days: null,
    };
  }
  if (answers === undefined || text.length > LONGEST_CHOICE) return NOTHING;
  const choice = choiceOf(kind, text);
  return choice === null ? NOTHING : { choice, score: scale === undefined ? null : Number(choice), days: null };
}

type Tests = readonly (readonly [choice: string, test: (key: string) => boolean])[];
const testsOf = new Map<QuestionKindId, Tests>();

function choiceOf(kind: QuestionKindId, text: string): string | null {
  let tests = testsOf.get(kind);
  if (tests === undefined) {
    tests = (questionKind(kind).answers?.choices ?? []).map(([choice, words]) => {
      const each = words.map(wordTest);
      return [choice, (key) => each.some((test) => test(key))] as const;
    });
    testsOf.set(kind, tests);
  }
  const key = questionKey(text);
  return tests.find(([, test]) => test(key))?.[0] ?? null;
}

/** Units of time in the five languages, in working days. */
const UNITS: readonly (readonly [RegExp, (count: number) => number])[] = [
  [/^\s*(?:h\b|hrs?\b|hours?|stunden?|heures?|horas?|个?小时)/iu, (count) => Math.ceil(count / 24)],
  [/^\s*(?:weeks?|wochen?|semaines?|semanas?|个?(?:星期|周))/iu, (count) => count * 5],
];

function responseTime(text: string): AnswerMeaning {
  // Of a range such as 3-5 days the longer time is acceptable.
  const numbers = [...text.matchAll(/\d+/g)];
  const last = numbers.at(-1);
  if (last !== undefined && text.length <= LONGEST_CHOICE) {
    const behind = text.slice(last.index + last[0].length);
    const unit = UNITS.find(([pattern]) => pattern.test(behind));
    return inDays(unit === undefined ? Number(last[0]) : unit[1](Number(last[0])));
  }
  const choice = text.length > LONGEST_CHOICE ? null : choiceOf("response_time", text);
  return choice === null ? NOTHING : inDays(Number(choice));
}

/** Nobody means a time of years: that is a number of something else. */
const MOST_DAYS = 999;

const inDays = (days: number): AnswerMeaning =>
  days > MOST_DAYS ? NOTHING : { choice: promiseClass(days), score: null, days };

/** `same day`, `3 working days`. */
export const promiseClass = (days: number): string =>
  days === 0 ? "same day" : `${days} working ${days === 1 ? "day" : "days"}`;
