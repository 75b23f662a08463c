import { join, literal, raw, type Sql, sql } from "../engine/sql.js";
import { isAdministration } from "./fields/survey-administration.js";
import { vocabularyOf } from "./fields/vocabulary.js";
import type { FileMapping } from "./file-mapping.js";
import { headerKey } from "./normalise-header.js";
import { questionKindOf } from "./question-kind-of.js";
import { isNumbered, questionText } from "./question-text.js";
import { rawColumn } from "./raw-table.js";

/** A file of answers with one column a question. */
export interface WideForm {
  readonly questions: readonly { readonly index: number; readonly question: string }[];
  /** SQL for the records that say the columns' labels again; null where there are none. */
  readonly labelRow: Sql | null;
  /** How many of the first records those are. */
  readonly labelRows: number;
}

type Rows = readonly (readonly string[])[];

/** Qualtrics writes what each column was imported as. */
const IMPORT_ID = /^\s*\{\s*"ImportId"\s*:/;
/** Labels that say nothing beyond the question. */
const EMPTY_LABELS = new Set(["", "response", "openendedresponse"]);
/** So many records below the header may be labels. */
const MOST_LABEL_ROWS = 2;

/**
 * Which columns of a file of answers are questions, where each has a column of its own; null where it has a column of
 * questions and one of answers, or no column that could be a question. Below the header some systems write labels: those
 * give the question where the header is but its number (Qualtrics), or the row of a grid or the choice (SurveyMonkey).
 */
export function wideForm(headers: readonly string[], samples: Rows, mapping: FileMapping): WideForm | null {
  if (mapping.role !== "responses") return null;
  const isLong = mapping.indexOf("question") !== undefined && mapping.indexOf("answer") !== undefined;
  if (isLong) return null;
  const mapped = new Set(
    mapping.matched.filter(({ field }) => !["question", "answer"].includes(field)).map(({ index }) => index),
  );
  const isBeside = headers.map((header, index) => mapped.has(index) || isAdministration(header));
  const labelRows = countLabelRows(headers, samples, isBeside, mapping);
  const labels = labelRows === 0 ? [] : (samples[0] ?? []);
  const isText = labelRows > 0 && samples[labelRows - 1]!.some((cell) => IMPORT_ID.test(cell));
  const below = samples.slice(labelRows);
  const questions: { index: number; question: string }[] = [];
  let last = "";
  headers.forEach((header, index) => {
    if (header.trim() !== "") last = isBeside[index] === true ? "" : questionText(header);
    if (isBeside[index] === true || last === "") return;
    const label = questionText(labels[index] ?? "");
    const question = isText && label !== "" ? label : labelled(last, label, header, headers[index + 1], below, index);
    questions.push({ index, question });
  });
  if (questions.length === 0) return null;
  const labelRow = labelRows === 0 ? null : labelCondition(samples.slice(0, labelRows), isBeside);
  return { questions, labelRow, labelRows };
}

/** The question of one column of several: with the row of a grid; not with a choice, which stands in its cells too. */
function labelled(
  question: string,
  label: string,
  header: string,
  next: string | undefined,
  below: Rows,
  index: number,
): string {
  const isOneOfSeveral = header.trim() === "" || next?.trim() === "";
  const isChoice = below.every((row) => ["", label].includes(questionText(row[index] ?? "")));
  if (!isOneOfSeveral || EMPTY_LABELS.has(headerKey(label)) || isChoice) return question;
  return questionKindOf(label) === null ? `${question}: ${label}` : label;
}

/** How many of the first records are labels: up to the one with import ids, else one that has no day but a label for it. */
function countLabelRows(
  headers: readonly string[],
  samples: Rows,
  isBeside: readonly boolean[],
  mapping: FileMapping,
): number {
  const first = samples.slice(0, MOST_LABEL_ROWS);
  const imports = first.findIndex((row) => row.some((cell) => IMPORT_ID.test(cell)));
  if (imports >= 0) return imports + 1;
  const [row, ...rest] = samples;
  if (row === undefined) return 0;
  const known = vocabularyOf("responses");
  const beside = headers.flatMap((_, index) => (isBeside[index] === true ? [(row[index] ?? "").trim()] : []));
  const saysHeaders = beside
    .filter((cell) => cell !== "")
    .every((cell) => known.has(headerKey(cell)) || isAdministration(cell));
  const isFilled = (cells: readonly string[], field: string): boolean =>
    (cells[mapping.indexOf(field) ?? -1] ?? "").trim() !== "";
  const ids = ["response_id", "date"].filter((field) => mapping.indexOf(field) !== undefined);
  const others = rest.some((cells) => ids.some((field) => isFilled(cells, field)));
  const isLabelled = beside.some((cell) => cell !== "");
  if (ids.length === 0 || !saysHeaders) return 0;
  // Nothing but labels of answers: every respondent has an identifier or a day, this record has neither.
  return isLabelled || (others && ids.length === 2) ? 1 : 0;
}

/** SQL that holds for records with the same cells beside the questions as one of these. */
function labelCondition(rows: Rows, isBeside: readonly boolean[]): Sql {
  const beside = [...isBeside.keys()].filter((index) => isBeside[index]);
  const alike = rows.map((row) => {
    const tests = beside.map((index) => {
      const text = literal((row[index] ?? "").trim());
      return sql`trim(coalesce(${raw(rawColumn(index))}, '')) = ${text}`;
    });
    return sql`(${join(tests, " AND ")})`;
  });
  return sql`(${join(alike, " OR ")})`;
}

const SENTENCE = /[?？]\s*(?:\([^)]*\)|\[[^\]]*\])?\s*\*?\s*$/u;
const TIMESTAMPS = new Set(["Timestamp", "Zeitstempel", "Horodateur", "Marca temporal", "时间戳记"].map(headerKey));

/**
 * Whether headers are those of a survey with a column for each question: at least two ask something, one of them in so many
 * words (or below a form's time stamp), and they are half of the columns that are neither fields nor a system's own.
 *
 * @param mapped indexes of the columns that are fields of a file of responses
 */
export function asksQuestions(headers: readonly string[], mapped: ReadonlySet<number>): boolean {
  const open = headers.filter(
    (header, index) => !mapped.has(index) && header.trim() !== "" && !isAdministration(header),
  );
  const isSentence = (header: string): boolean => SENTENCE.test(header) || isNumbered(header);
  const asking = open.filter((header) => isSentence(header) || questionKindOf(header) !== null);
  const hasTimestamp = TIMESTAMPS.has(headerKey(headers[0] ?? ""));
  const enough = hasTimestamp ? 1 : 2;
  const inWords = hasTimestamp || open.some(isSentence);
  return asking.length >= enough && inWords && asking.length * 2 >= open.length;
}
