import type { Engine } from "../engine/engine.js";
import { identifier, join, literal, raw, type Sql, sql } from "../engine/sql.js";
import { answerCell } from "./answer-cell.js";
import { recordColumns } from "./record-columns.js";
import type { WideForm } from "./wide-form.js";

/** The column that holds the answer to a question until the answers are spread. */
export const answerColumn = (index: number): Sql => identifier(`answer ${index}`);

/** SQL for those columns, to stand behind others. */
export const answerColumns = ({ questions }: WideForm): Sql =>
  join(
    questions.map(({ index }) => sql`, ${answerCell(index)} AS ${answerColumn(index)}`),
    "",
  );

/** What parts the choices of an answer of several, where a system writes them into one cell. */
const BETWEEN_CHOICES = raw("'┋'");

/**
 * Makes one row an answer of a table with one row a record and a column for each question: records that count, in their
 * order, questions in theirs, empty answers left out. `record_number` says which record of the file each is of.
 */
export async function spreadAnswers(engine: Engine, table: string, { questions }: WideForm): Promise<void> {
  const pairs = questions.map(
    ({ index, question }) => sql`{'question': ${literal(question)}, 'answer': ${answerColumn(index)}}`,
  );
  const columns = recordColumns("responses").map(({ name }) => {
    if (name === "question") return raw("said.question AS question");
    if (name === "answer") return raw("choice AS answer");
    return name === "record_number" ? raw("(record + 1)::INTEGER AS record_number") : identifier(name);
  });
  const records = identifier(`${table}_records`);
  await engine.run(sql`ALTER TABLE ${identifier(table)} RENAME TO ${records}`);
  await engine.run(sql`CREATE OR REPLACE TABLE ${identifier(table)} AS SELECT ${join(columns)}, state FROM (
    SELECT *, unnest(list_sort(list_distinct(list_filter(list_transform(string_split(said.answer, ${BETWEEN_CHOICES}), lambda x: trim(x)), lambda x: x <> '')))) AS choice
    FROM (SELECT *, rowid AS record, unnest([${join(pairs)}]) AS said FROM ${records} WHERE state = 0)
    WHERE said.answer IS NOT NULL) ORDER BY record`);
  await engine.run(sql`DROP TABLE ${records}`);
}
