import type { Engine } from "../engine/engine.js";
import { identifier, literal, raw, type Sql, sql } from "../engine/sql.js";
import type { Role } from "../ingest/field.js";

/** Puts a view in front of a relation of the book: everything that reads it by name reads the view from then on. */
export async function wrapRelation(
  engine: Engine,
  name: Role,
  inner: string,
  query: (inner: Sql) => Sql,
): Promise<void> {
  const { views } = await engine.row<{ views: number }>(
    sql`SELECT count(*) AS views FROM duckdb_views() WHERE view_name = ${literal(name)} AND NOT internal`,
  );
  await engine.run(sql`ALTER ${raw(views > 0 ? "VIEW" : "TABLE")} ${identifier(name)} RENAME TO ${identifier(inner)}`);
  await engine.run(sql`CREATE VIEW ${identifier(name)} AS ${query(identifier(inner))}`);
}
