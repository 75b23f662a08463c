import { raw, type Sql, sql } from "../../engine/sql.js";

/** A time of day behind a date or by itself: hour, minutes and, where it is written so, the half of the day. */
const TIME = String.raw`(?:^|[T ,])(\d{1,2})[:h]\d{2}(?:[:.]\d+)*\s*([AaPp])?`;
const EXPRESSION = new RegExp(TIME);

/** SQL for the hour, 0 to 23, that a text of a time or of a date with a time says, as written; null where it says none. */
export function hourExpression(column: Sql): Sql {
  const parts = sql`regexp_extract(${column}, ${raw(`'${TIME}'`)}, ['hour', 'half'])`;
  return sql`list_transform([${parts}], lambda g: CASE
    WHEN g.hour = '' OR g.hour::INTEGER > 23 THEN NULL
    WHEN lower(g.half) = 'p' AND g.hour::INTEGER < 12 THEN g.hour::INTEGER + 12
    WHEN lower(g.half) = 'a' AND g.hour::INTEGER = 12 THEN 0
    ELSE g.hour::INTEGER END)[1]`;
}

/** Whether times of day were recorded: some text has one, and not all of them are midnight, which stands for none. */
export const showsHours = (samples: readonly string[]): boolean =>
  samples.some((text) => {
    const time = EXPRESSION.exec(text);
    return time !== null && !/^0?0[:h]00(?:[:.]0+)*$/.test(time[0].trim().replace(/^[T,]/, ""));
  });
