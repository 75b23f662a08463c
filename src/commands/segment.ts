import { rfmColumns, scoreRfm } from "../analyses/rfm.js";
import { ELEVEN_SEGMENTS, findMap } from "../analyses/segments/maps.js";
import type { SegmentMap } from "../analyses/segments/segment-map.js";
import { segmentProfile } from "../analyses/segments/segment-profile.js";
import { type CommandContext, command } from "../cli/command.js";
import { anyText, oneOf } from "../cli/option.js";
import { daysLong, SHARED_OPTIONS, spec } from "../cli/shared-options.js";
import { raw } from "../engine/sql.js";
import { CrmError } from "../errors/crm-error.js";
import type { Result } from "../output/result.js";
import { deliver, openDestination } from "./deliver.js";
import { lintSegmentMap } from "./lint-segment-map.js";
import { listCustomers } from "./list-customers.js";
import { withSession } from "./open-session.js";
import { cutsFile, loadCuts, parseCuts } from "./segment-cuts.js";

const OPTIONS = [
  spec({
    key: "bins",
    flags: "--bins <n>",
    description: "scores from 1 to n: 3, 4, 5 or 10",
    parse: (text: string) => Number(oneOf("--bins", ["3", "4", "5", "10"])(text)),
    default: "5",
  }),
  spec({
    key: "monetary",
    flags: "--monetary <kind>",
    description: "spend in total, or its mean over orders: total or mean",
    parse: oneOf("--monetary", ["total", "mean"]),
    default: "total",
  }),
  spec({
    key: "window",
    flags: "--window <length>",
    description: "count orders and spend of this time only, as in 365d (default: all history)",
    parse: daysLong("--window"),
  }),
  spec({
    key: "cuts",
    flags: "--cuts <points>",
    description: "fixed cut points, as in 'recency:30,90,180,365 frequency:1,2,4,8 monetary:50,100,250,500'",
    parse: anyText,
  }),
  spec({
    key: "saveCuts",
    flags: "--save-cuts <file>",
    description: "save the cut points for later months",
    parse: anyText,
  }),
  spec({ key: "cutsFrom", flags: "--cuts-from <file>", description: "use saved cut points", parse: anyText }),
  spec({
    key: "segments",
    flags: "--segments <map>",
    description: "map from scores to names: 11-segments, 10-segments, or one of the configuration",
    parse: anyText,
  }),
  spec({
    key: "lint",
    flags: "--lint",
    description: "prove the map total and disjoint, and stop",
    parse: anyText,
    isFlag: true,
  }),
  spec({
    key: "summary",
    flags: "--summary",
    description: "the segments instead of the customers",
    parse: anyText,
    isFlag: true,
  }),
  ...SHARED_OPTIONS,
] as const;

type Context = CommandContext<typeof OPTIONS>;

export const segment = command({
  name: "segment",
  summary: "RFM scores, named segments and a profile of each segment",
  description:
    "Scores every customer by recency, frequency and monetary value, names the segment, and ranks best first.\n" +
    "Files are told apart by their headers.",
  arguments: "[files...]",
  options: OPTIONS,
  examples: [
    { command: "crm segment customers.xlsx orders.csv", shows: "the segments and the best customers, on the terminal" },
    {
      command: "crm segment customers.xlsx orders.csv -o segments.xlsx",
      shows: "every customer with scores, as a workbook",
    },
    { command: "crm segment orders.csv --as-of 2026-06-30 --json", shows: "the same as JSON, as it was on that day" },
    { command: "crm segment --lint --segments 10-segments", shows: "that a map leaves no gap and no overlap" },
  ],
  async run(context) {
    const { settings } = context;
    const map = chosenMap(context);
    if (settings.lint) return lintSegmentMap(map ?? ELEVEN_SEGMENTS, context);
    const destination = await openDestination(context);
    return withSession(context, async (session) => {
      const { book, asOf, talk } = session;
      const cutPoints =
        settings.cuts !== undefined
          ? parseCuts(settings.cuts, settings.bins)
          : settings.cutsFrom === undefined
            ? undefined
            : loadCuts(settings.cutsFrom, context.effects.cwd, settings.bins);
      const outcome = await scoreRfm(book, {
        period: settings.window === undefined ? { asOf } : { asOf, from: dayBefore(asOf, settings.window - 1) },
        bins: settings.bins,
        monetary: settings.monetary,
        ...(cutPoints === undefined ? {} : { cutPoints }),
        map,
      });
      for (const warning of outcome.warnings) talk.warn(warning);
      const profile = segmentProfile(outcome.table, map, book.currency);
      const customers = listCustomers(book, {
        table: outcome.table,
        columns: rfmColumns(settings.bins, book.currency, settings.monetary),
        order: raw("(r_score + f_score + m_score) DESC NULLS LAST, monetary DESC NULLS LAST, customer_id"),
        asOf,
        settings,
      });
      const { accounting } = session;
      const result: Result = {
        schemaVersion: 1,
        command: "segment",
        asOf,
        meta: { accounting, cutPoints: outcome.cutPoints },
        main: settings.summary ? profile : customers,
        further: settings.summary ? [] : [profile],
      };
      const shown: Result = settings.summary ? result : { ...result, main: profile, further: [customers] };
      const extra =
        settings.saveCuts === undefined ? [] : [cutsFile(settings.saveCuts, asOf, settings.bins, outcome.cutPoints)];
      return deliver(context, session, destination, result, shown, extra);
    });
  },
});

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

/** The day so many days before another; ISO dates. */
function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}
