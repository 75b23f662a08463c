/** A piece of SQL with the values that its `?` placeholders bind, in order. */
export interface Sql {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

export type SqlValue = string | number | bigint | boolean | null;

const isSql = (value: unknown): value is Sql => typeof value === "object" && value !== null && "text" in value;

/**
 * Tag for SQL text. An interpolated `Sql` is spliced in; anything else becomes a bound value and so can never
 * be read as SQL.
 *
 * @example sql`SELECT * FROM ${identifier("t")} WHERE customer_id = ${"C1"}`
 */
export function sql(parts: TemplateStringsArray, ...holes: readonly (Sql | SqlValue)[]): Sql {
  let text = parts[0] ?? "";
  const values: SqlValue[] = [];
  holes.forEach((hole, index) => {
    if (isSql(hole)) {
      text += hole.text;
      values.push(...hole.values);
    } else {
      text += "?";
      values.push(hole);
    }
    text += parts[index + 1] ?? "";
  });
  return { text, values };
}

/** SQL text taken as it is. Only for text that this program wrote itself. */
export const raw = (text: string): Sql => ({ text, values: [] });

/** SQL text ends at a NUL, so there can be none in it. */
const withoutNul = (text: string): string => text.replaceAll("\0", "");

/** A quoted identifier; any text is a legal column name once quoted. */
export const identifier = (name: string): Sql => raw(`"${withoutNul(name).replaceAll('"', '""')}"`);

/** A quoted string literal, for the places where the engine takes no bound value (COPY targets, table functions). */
export const literal = (value: string): Sql => raw(`'${withoutNul(value).replaceAll("'", "''")}'`);

/** Joins pieces with a separator: `join([a, b], ", ")`. */
export function join(pieces: readonly Sql[], separator = ", "): Sql {
  return { text: pieces.map((piece) => piece.text).join(separator), values: pieces.flatMap((piece) => piece.values) };
}
