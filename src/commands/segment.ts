import { resolve } from "node:path";
import { movesTable } from "../analyses/class-moves.js";
import { cohortTable } from "../analyses/cohorts.js";
import { type RfmOutcome, type RfmParameters, rfmColumns, scoreRfm } from "../analyses/rfm.js";
import { ELEVEN_SEGMENTS, findMap } from "../analyses/segments/maps.js";
import { compareSegments, flowTable, migrationTable, PREVIOUS_SEGMENT } from "../analyses/segments/migration.js";
import type { SegmentMap } from "../analyses/segments/segment-map.js";
import { segmentProfile } from "../analyses/segments/segment-profile.js";
import type { Period } from "../book/summaries.js";
import { type CommandContext, command } from "../cli/command.js";
import type { Column } from "../columns/column.js";
import { measuring, RECENCY_QUANTITY } from "../columns/quantities.js";
import { raw } from "../engine/sql.js";
import { CrmError } from "../errors/crm-error.js";
import type { AttributeKind } from "../ingest/field.js";
import type { Result, ResultTable } from "../output/result.js";
import { targetsFrom } from "../output/targets.js";
import type { PlannedOutput } from "../output/write-outputs.js";
import { type Destination, deliver, openDestination, sayWhereTablesAre } from "./deliver.js";
import { lintSegmentMap } from "./lint-segment-map.js";
import { listCustomers } from "./list-customers.js";
import { type Session, withSession } from "./open-session.js";
import { mergedTable } from "./prepare-book.js";
import { scorecardOf } from "./run-analysis.js";
import { checkTogether } from "./segment-checks.js";
import { clusterSession } from "./segment-clusters.js";
import { cutsFile, loadCuts, parseCuts } from "./segment-cuts.js";
import { type GroupTables, groupTables } from "./segment-groups.js";
import { readMarket } from "./segment-market.js";
import { SEGMENT_OPTIONS } from "./segment-options.js";
import type { Extended } from "./segment-with.js";

type Context = CommandContext<typeof SEGMENT_OPTIONS>;

export const segment = command({
  name: "segment",
  summary: "RFM scores, named segments and a profile of each segment",
  description:
    "Scores every customer by recency, frequency and monetary value, names the segment, and ranks best first.\n" +
    "Files are told apart by their headers.",
  arguments: "[files...]",
  options: SEGMENT_OPTIONS,
  examples: [
    { command: "crm segment customers.xlsx orders.csv", shows: "the segments and the best customers, on the terminal" },
    {
      command: "crm segment customers.xlsx orders.csv -o segments.xlsx",
      shows: "every customer with scores, as a workbook",
    },
    { command: "crm segment orders.csv --as-of 2026-06-30 --json", shows: "the same as JSON, as it was on that day" },
    {
      command: "crm segment customers.xlsx orders.csv --by country,gender -o groups.xlsx",
      shows: "size, value and over- or under-index of the segments in each country and gender",
    },
    {
      command: "crm segment customers.xlsx orders.csv --compare-to 2026-06-30",
      shows: "who moved from which segment to which since that day",
    },
    {
      command: "crm segment customers.xlsx orders.csv --with clv -o scorecard.csv",
      shows: "scores and lifetime value of every customer side by side",
    },
    {
      command: "crm segment orders.csv --cohorts retention.csv",
      shows: "monthly retention by month of first purchase",
    },
    {
      command: "crm segment customers.xlsx orders.csv --where \"country = 'DE' AND recency_days > 90\" --top 50",
      shows: "the best fifty of those customers",
    },
    {
      command: "crm segment orders.csv --method kmeans",
      shows: "clusters of like behaviour that are in the data, described in words",
    },
    { command: "crm segment --lint --segments 10-segments", shows: "that a map leaves no gap and no overlap" },
  ],
  async run(context) {
    const { settings } = context;
    const map = chosenMap(context);
    if (settings.lint) return lintSegmentMap(map ?? ELEVEN_SEGMENTS, context);
    checkTogether(settings, map);
    const further = [settings.saveCuts, settings.cohorts].filter((path) => path !== undefined);
    const destination = await openDestination(context, further);
    const own = [
      ...rfmColumns(settings.bins, null, settings.monetary).map((column) => column.name),
      "previous_segment",
    ];
    const work = settings.method === "kmeans" ? clusterSession : segmentSession;
    return withSession(context, (session) => work(context, session, destination, map), { ownColumns: own });
  },
});

async function segmentSession(
  context: Context,
  session: Session,
  destination: Destination,
  map: SegmentMap | null,
): Promise<number> {
  const { settings } = context;
  const { book, asOf } = session;
  const period = periodTo(asOf, settings.window);
  const cutPoints = givenCuts(context);
  const { outcome, columns, tables, shownTables } = await score(context, session, {
    period,
    bins: settings.bins,
    monetary: settings.monetary,
    ...(cutPoints === undefined ? {} : { cutPoints }),
    map,
  });
  const profile = segmentProfile(outcome.table, map, book.currency);
  const extended = await extend(context, session, { table: outcome.table, columns });
  const customers = await listCustomers(book, {
    table: extended.table,
    columns: extended.columns,
    order: raw("(r_score + f_score + m_score) DESC NULLS LAST, monetary DESC NULLS LAST, customer_id"),
    asOf,
    settings,
  });
  const groups = await groupsOf(context, session, outcome, map, period);
  const merged = mergedTable(book);
  const last = merged === null ? [] : [merged];
  const result: Result = {
    schemaVersion: 1,
    command: "segment",
    asOf,
    meta: {
      accounting: session.accounting,
      cutPoints: outcome.cutPoints,
      ...(settings.compareTo === undefined ? {} : { compareTo: settings.compareTo }),
      ...(groups === null ? {} : { by: groups.meta }),
      ...(session.joined.length === 0 ? {} : { joined: session.joined }),
      ...(book.merged === undefined ? {} : { merged: book.merged.merged }),
    },
    main: settings.summary ? profile : customers,
    further: [...(settings.summary ? [] : [profile]), ...(groups?.tables ?? []), ...tables, ...last],
  };
  const [first, ...others] = [
    ...(groups?.shown ?? []),
    ...shownTables,
    profile,
    ...(settings.summary ? [] : [customers]),
    ...last,
  ];
  const shown: Result = { ...result, main: first!, further: others };
  if (groups !== null || tables.length > 0) sayWhereTablesAre(destination, session);
  const market =
    settings.market === undefined
      ? []
      : [{ name: settings.market, path: resolve(context.effects.cwd, settings.market) }];
  const inputs = [...session.inputs, ...market];
  return deliver(context, { ...session, inputs }, destination, result, shown, extraFiles(context, session, outcome));
}

/** The analyses that `--with` asks for are heavy, and loaded only then. */
async function extend(context: Context, session: Session, own: Extended): Promise<Extended> {
  const lenders = context.settings.with;
  if (lenders === undefined) return own;
  const { extendWith } = await import("./segment-with.js");
  return extendWith(await scorecardOf(context, session, lenders.includes("clv")), own, lenders);
}

/** Scores the customers, beside those of the earlier day where one is asked for. */
async function score({ settings }: Context, { book, talk }: Session, parameters: RfmParameters): Promise<Scored> {
  const rfm = rfmColumns(settings.bins, book.currency, settings.monetary);
  // Within a window, who bought before it has no recency.
  const columns = settings.window === undefined ? measuring({ recency_days: RECENCY_QUANTITY }, rfm) : rfm;
  const { compareTo: day } = settings;
  if (day === undefined) {
    const outcome = await scoreRfm(book, parameters);
    for (const warning of outcome.warnings) talk.warn(warning);
    return { outcome, columns, tables: [], shownTables: [] };
  }
  if (day >= parameters.period.asOf) {
    throw new CrmError("bad-option", {
      option: "--compare-to",
      detail: `${day} is not before ${parameters.period.asOf}, the as-of date`,
      fix: "Give an earlier day.",
    });
  }
  const { now, before } = await compareSegments(book, parameters, periodTo(day, settings.window));
  const warnings = [...before.warnings.map((warning) => `on ${day}: ${warning}`), ...now.warnings];
  for (const warning of warnings) talk.warn(warning);
  const given = parameters.cutPoints === undefined ? `the cut points of ${day}` : "the cut points given";
  talk.say(`compared with ${day}: both days are scored by ${given}`);
  const of = [now.table, parameters.map, book.currency, day] as const;
  const [flows, migration] = [flowTable(...of), migrationTable(...of)];
  return {
    outcome: now,
    columns: [...columns, PREVIOUS_SEGMENT(day)],
    tables: [migration, flows],
    shownTables: [flows, movesTable(migration)],
  };
}

interface Scored {
  readonly outcome: RfmOutcome;
  readonly columns: readonly Column[];
  readonly tables: readonly ResultTable[];
  readonly shownTables: readonly ResultTable[];
}

async function groupsOf(
  { settings, effects, config }: Context,
  session: Session,
  outcome: RfmOutcome,
  map: SegmentMap | null,
  period: Period,
): Promise<GroupTables | null> {
  if (settings.by === undefined) return null;
  const market =
    settings.market === undefined
      ? null
      : await readMarket(session.engine, settings.market, effects.cwd, settings.by, effects.stdin);
  for (const warning of market?.warnings ?? []) session.talk.warn(warning);
  const kinds = (config.values.attributeKinds as Record<string, AttributeKind> | undefined) ?? {};
  return groupTables(session, { attributes: settings.by, rfmTable: outcome.table, map, period, kinds, market });
}

/** Files beside the outputs: cut points and cohorts; all appear together or none does. */
function extraFiles(
  { settings }: Context,
  { book, asOf, engine, talk }: Session,
  outcome: RfmOutcome,
): PlannedOutput[] {
  const files: PlannedOutput[] = [];
  if (settings.saveCuts !== undefined) {
    files.push(cutsFile(settings.saveCuts, asOf, settings.bins, outcome.cutPoints));
  }
  if (settings.cohorts !== undefined) {
    const [target] = targetsFrom([settings.cohorts]);
    const main = cohortTable(asOf, book.currency);
    const result: Result = { schemaVersion: 1, command: "cohorts", asOf, meta: {}, main, further: [] };
    const note = (sentence: string): void => talk.warn(sentence);
    files.push({
      path: settings.cohorts,
      write: (path) => target!.format.write({ engine, result, path, bom: settings.bom, note }),
    });
  }
  return files;
}

function givenCuts({ settings, effects }: Context): RfmParameters["cutPoints"] {
  if (settings.cuts !== undefined) return parseCuts(settings.cuts, settings.bins);
  return settings.cutsFrom === undefined ? undefined : loadCuts(settings.cutsFrom, effects.cwd, settings.bins);
}

/** The map that names segments; null where the bins do not fit it and none was asked for. */
function chosenMap({ settings, config }: Context): SegmentMap | null {
  const custom = (config.values.maps as SegmentMap[] | undefined) ?? [];
  const titled = custom.map((map) => ({ ...map, title: map.title ?? map.id }));
  if (settings.segments === undefined) {
    if (settings.bins === 5) return ELEVEN_SEGMENTS;
    return titled.find((map) => map.bins === settings.bins) ?? null;
  }
  const map = findMap(settings.segments, titled);
  if (map.bins === settings.bins) return map;
  throw new CrmError("bad-option", {
    option: "--segments",
    detail: `the map ${map.id} is for ${map.bins} bins, not ${settings.bins}`,
    fix: `Use --bins ${map.bins}, or a map for ${settings.bins}.`,
  });
}

/** The days up to one that count: all, or a window that ends on it. */
const periodTo = (asOf: string, window: number | undefined): Period =>
  window === undefined ? { asOf } : { asOf, from: dayBefore(asOf, window - 1) };

/** The day so many days before another; ISO dates. */
function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}
