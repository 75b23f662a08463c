import { attributeKind } from "../analyses/groups/attribute-kind.js";
import { type Grouping, groupCustomers } from "../analyses/groups/group-customers.js";
import { groupProfile } from "../analyses/groups/group-profile.js";
import {
  FEWEST_BUYERS,
  indexGrid,
  indexTable,
  type SegmentIndex,
  segmentIndex,
} from "../analyses/groups/segment-index.js";
import { PROSPECT } from "../analyses/segments/maps.js";
import type { SegmentMap } from "../analyses/segments/segment-map.js";
import { demandField } from "../book/activity-summaries.js";
import type { Period } from "../book/summaries.js";
import { identifier, raw, sql } from "../engine/sql.js";
import type { AttributeKind } from "../ingest/field.js";
import type { ResultTable } from "../output/result.js";
import type { Session } from "./open-session.js";
import type { Market } from "./segment-market.js";

/** What `--by` asks for. */
export interface GroupsRequest {
  readonly attributes: readonly string[];
  readonly rfmTable: string;
  readonly map: SegmentMap | null;
  readonly period: Period;
  readonly kinds: Readonly<Record<string, AttributeKind>>;
  readonly market: Market | null;
}

/** The tables of `--by`: those for files, those to read on a terminal, and what JSON says about them. */
export interface GroupTables {
  readonly tables: readonly ResultTable[];
  readonly shown: readonly ResultTable[];
  readonly meta: readonly Readonly<Record<string, unknown>>[];
}

/** Breaks the customers down by each attribute in turn. */
export async function groupTables(session: Session, request: GroupsRequest): Promise<GroupTables> {
  const { book, asOf, talk } = session;
  const tables: ResultTable[] = [];
  const shown: ResultTable[] = [];
  const meta: Record<string, unknown>[] = [];
  const demand = demandField(book);
  const names = new Set<string>();
  const seen = new Set<string>();
  for (const asked of request.attributes) {
    if (seen.has(asked.toLowerCase())) continue;
    seen.add(asked.toLowerCase());
    const customers = raw(request.rfmTable);
    const grouping = await groupCustomers(book, asked, customers, asOf, `groups_${seen.size}`);
    for (const warning of grouping.warnings) talk.warn(warning);
    const { attribute, bands } = grouping;
    const kind = attributeKind(attribute, request.kinds);
    const name = tableName(attribute, names);
    const market = request.market?.attribute.toLowerCase() === asked.toLowerCase() ? request.market.table : null;
    const profile = groupProfile({
      grouping,
      kind,
      rfmTable: request.rfmTable,
      period: request.period,
      currency: book.currency,
      demand,
      market,
      tableName: name,
    });
    if (market !== null) for (const warning of await unmatchedMarket(session, market, grouping)) talk.warn(warning);
    tables.push(profile);
    shown.push(headedBy(profile, attribute));
    meta.push({ attribute, kind, table: name, bands, demandBy: demand, fewestBuyers: FEWEST_BUYERS });
    if (request.map === null) continue;
    const segments = [...request.map.segments.map((segment) => segment.name), PROSPECT];
    const index = await segmentIndex(book.engine, request.rfmTable, grouping, segments);
    for (const warning of tooSmall(attribute, index)) talk.warn(warning);
    tables.push(indexTable(`${name}_segments`, attribute, index));
    if (index.tooSmall.length < index.groups.length)
      shown.push(indexGrid(`${name}_index`, kind === null ? attribute : `${attribute} (${kind})`, index));
  }
  if (request.map === null) talk.warn("with these --bins segments have no names, so there is no index of segments");
  return { tables, shown, meta };
}

/** `by_country`; letters and digits of any script are kept. */
function tableName(attribute: string, taken: Set<string>): string {
  const base = `by_${attribute.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "_")}`;
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}_${number}`;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

/** On a terminal the first column says what the groups are of, and what the title says needs no column. */
function headedBy(table: ResultTable, attribute: string): ResultTable {
  const [group, ...rest] = table.columns.filter((column) => column.name !== "kind");
  const taken = rest.some((column) => column.name.toLowerCase() === attribute.toLowerCase());
  const name = taken ? "group" : attribute;
  return {
    ...table,
    columns: [{ ...group!, name }, ...rest],
    query: sql`SELECT "group" AS ${identifier(name)}, * EXCLUDE ("group") FROM (${table.query})`,
  };
}

function tooSmall(attribute: string, index: SegmentIndex): string[] {
  if (index.tooSmall.length === 0) return [];
  const named = index.tooSmall.map(({ group, buyers }) => `${group} (${buyers})`);
  const some = named.slice(0, 8).join(", ") + (named.length > 8 ? ` and ${named.length - 8} more` : "");
  return [`${attribute}: fewer than ${FEWEST_BUYERS} customers with a purchase, so no index of segments for ${some}`];
}

async function unmatchedMarket({ engine }: Session, market: string, grouping: Grouping): Promise<string[]> {
  const rows = await engine.rows<{ label: string }>(sql`
    SELECT label FROM ${identifier(market)} WHERE "group" NOT IN (SELECT lower("group") FROM ${identifier(grouping.table)}) ORDER BY label`);
  if (rows.length === 0) return [];
  const named = rows.slice(0, 8).map((row) => row.label);
  return [
    `${grouping.attribute}: the market file has groups without customers here: ${named.join(", ")}${rows.length > 8 ? `, … (${rows.length})` : ""}`,
  ];
}
