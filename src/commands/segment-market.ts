import { resolve } from "node:path";
import type { Readable } from "node:stream";
import type { Engine } from "../engine/engine.js";
import { identifier, raw, sql } from "../engine/sql.js";
import { CrmError } from "../errors/crm-error.js";
import { bareText } from "../ingest/formats/bare-text.js";
import { numberExpression } from "../ingest/formats/number-format.js";
import { settleDecimalMark } from "../ingest/formats/settle-decimal-mark.js";
import { openTables } from "../ingest/open-tables.js";
import { rawColumn } from "../ingest/raw-table.js";
import { openWorkspace } from "../ingest/source/workspace.js";

/** The volume of the whole market by group, as `--market` gives it. */
export interface Market {
  /** Table with `group` (lower case), `label` (as written) and `volume`. */
  readonly table: string;
  /** The attribute that the groups are of. */
  readonly attribute: string;
  readonly warnings: readonly string[];
}

/**
 * Reads a file with two columns, group and volume. The column of groups may be headed by one of the attributes of `--by`, which
 * then says which breakdown is meant; else it is the first. Volumes of a group that stands there several times are
 * added.
 */
export async function readMarket(
  engine: Engine,
  name: string,
  cwd: string,
  attributes: readonly string[],
  stdin: Readable,
): Promise<Market> {
  const workspace = openWorkspace();
  try {
    const path = name === "-" ? name : resolve(cwd, name);
    const [file] = await openTables(engine, name, path, {}, stdin, workspace);
    const headers = file!.headers.map((header) => header.trim().toLowerCase());
    const attribute = attributes.find((one) => headers.includes(one.toLowerCase()));
    const group =
      attribute === undefined ? Math.max(0, headers.indexOf("group")) : headers.indexOf(attribute.toLowerCase());
    const named = headers.findIndex((header, index) => index !== group && /volume|market|size/.test(header));
    const volume = named >= 0 ? named : headers.findIndex((_, index) => index !== group);
    if (volume < 0) {
      throw new CrmError("column-missing", {
        field: "volume",
        detail: "A market file has two columns, group and volume.",
        fix: "Write lines such as DE,1200000 under the header group,volume.",
        place: { file: name },
      });
    }
    const [label, amount] = [bareText(raw(rawColumn(group))), raw(rawColumn(volume))];
    const { mark } = await settleDecimalMark(engine, amount, () => file!.relation(), [], file!.form.delimiter === ";");
    await file!.load(
      "market_lines",
      (relation) => sql`SELECT ${label} AS label, ${numberExpression(amount, mark)} AS volume FROM ${relation}`,
    );
    await file!.release();
    await engine.run(sql`CREATE OR REPLACE TEMP TABLE market AS
      SELECT lower(label) AS "group", min(label) AS label, sum(volume) AS volume FROM ${identifier("market_lines")}
      WHERE label IS NOT NULL AND volume >= 0 GROUP BY 1`);
    const { unusable } = await engine.row<{ unusable: number }>(sql`
      SELECT count(*) AS unusable FROM market_lines WHERE label IS NULL OR volume IS NULL OR volume < 0`);
    return {
      table: "market",
      attribute: attribute ?? attributes[0]!,
      warnings: unusable === 0 ? [] : [`${name}: ${unusable} lines have no group or no volume and were not used`],
    };
  } finally {
    workspace.remove();
  }
}
