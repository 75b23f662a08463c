import { basename, dirname, extname, join } from "node:path";
import type { CommandContext } from "../cli/command.js";
import type { OptionSpec } from "../cli/option.js";
import { exceeds } from "../cli/reject-limit.js";
import type { SHARED_OPTIONS } from "../cli/shared-options.js";
import { mayColour } from "../cli/terminal.js";
import type { Column } from "../columns/column.js";
import { raw, sql } from "../engine/sql.js";
import { EXIT } from "../errors/catalogue.js";
import { REJECTS_TABLE } from "../ingest/judge-leftovers.js";
import { checkTargets } from "../output/check-targets.js";
import { checkStdout, type Delivery, planOutputs, writeToStdout } from "../output/deliver.js";
import type { Result } from "../output/result.js";
import { type Target, targetsFrom } from "../output/targets.js";
import { type PlannedOutput, writeOutputs } from "../output/write-outputs.js";
import { COMMAND_FORMATS } from "./command-formats.js";
import type { Session } from "./open-session.js";

type SharedContext = CommandContext<typeof SHARED_OPTIONS>;

/** Where the results of a run go. */
export interface Destination {
  readonly targets: readonly Target[];
  readonly rejects: string | null;
}

/** What of a session a delivery needs. */
export interface DeliverySession extends Pick<Session, "engine" | "accounting" | "inputs" | "talk"> {
  /** Makes final what the run changed besides, when its outputs are complete; not called in a dry run. */
  readonly commit?: () => Promise<void>;
}

/** Rows of each table that a terminal shows; `--top` may ask for more, and cuts the list itself. */
const ROWS_SHOWN = 20;

/**
 * Settles and checks the outputs before any work is done: in the formats of every command, and in the command's own.
 *
 * @param further files that the command writes besides
 */
export async function openDestination<O extends readonly OptionSpec[]>(
  context: CommandContext<O>,
  further: readonly string[] = [],
): Promise<Destination> {
  const { settings, effects, formats } = context as unknown as SharedContext;
  const format = settings.json ? "json" : settings.format;
  const named = settings.output.length > 0 && settings.json ? settings.format : format;
  const targets = targetsFrom(settings.output, named, { own: formats ?? [], elsewhere: COMMAND_FORMATS });
  checkStdout(targets, effects.stdoutIsTerminal);
  const paths = targets.flatMap((target) => (target.path === null ? [] : [target.path]));
  if (settings.rejects !== undefined) paths.push(settings.rejects);
  paths.push(...further);
  await checkTargets(paths, { force: settings.force, cwd: effects.cwd });
  const first = targets.find((target) => target.path !== null)?.path ?? null;
  return { targets, rejects: settings.rejects ?? (first === null ? null : rejectsBeside(first)) };
}

/** Formats of one table have no room for those asked for besides. */
export function sayWhereTablesAre({ targets }: Destination, { talk }: Pick<Session, "talk">): void {
  for (const { path, format } of targets) {
    if (format.holds === "all") continue;
    talk.say(
      `${path ?? "standard output"} (${format.id}) holds the main table alone; xlsx, json, md and html hold all`,
    );
  }
}

const rejectsBeside = (output: string): string =>
  join(dirname(output), `${basename(output, extname(output))}.rejects.csv`);

const REJECT_COLUMNS: readonly Column[] = [
  { name: "file", type: "text", description: "The file as it was named" },
  { name: "line", type: "integer", description: "Physical line on which the record starts; the file's first is 1" },
  { name: "column", type: "text", description: "The column that is at fault, where one is" },
  { name: "code", type: "text", description: "Kind of fault" },
  { name: "message", type: "text", description: "The fault in words" },
  { name: "text", type: "text", description: "The record as it stands in the file" },
];

/**
 * Writes a result where it is wanted, and the rejects beside it: all files or none. `shown` is what a person sees on
 * the terminal, where that is more readable than the result itself.
 *
 * @returns the exit code: 1 when more records were rejected than allowed
 */
export async function deliver<O extends readonly OptionSpec[]>(
  context: CommandContext<O>,
  session: DeliverySession,
  destination: Destination,
  result: Result,
  shown: Result = result,
  extra: readonly PlannedOutput[] = [],
): Promise<number> {
  const { settings, effects } = context as unknown as SharedContext;
  const { engine, accounting, talk } = session;
  const colour = mayColour(effects, settings.color);
  const limit = settings.maxRejects;
  const tooMany =
    limit !== undefined && exceeds(limit, accounting.rejected, accounting.read)
      ? `${accounting.rejected} of ${accounting.read} records were rejected, more than --max-rejects allows`
      : null;
  const warnings = [...talk.warnings, ...(tooMany === null ? [] : [tooMany])];
  const told: Result = warnings.length === 0 ? result : { ...result, meta: { ...result.meta, warnings } };
  const delivery: Delivery = {
    engine,
    result: told,
    bom: settings.bom,
    note: (sentence) => talk.warn(sentence),
    terminal: {
      width: effects.stdoutIsTerminal ? effects.width : Number.POSITIVE_INFINITY,
      colour,
      unicode: !/^(C|POSIX)$/.test(effects.env.LC_ALL ?? effects.env.LANG ?? ""),
      rows: Math.max(ROWS_SHOWN, settings.top ?? 0),
      bars: true,
      allTables: settings.allTables,
    },
  };
  const plan: PlannedOutput[] = [...planOutputs(destination.targets, delivery), ...extra];
  const { count } = await engine.row<{ count: number }>(sql`SELECT count(*) AS count FROM ${raw(REJECTS_TABLE)}`);
  const withRejects = destination.rejects !== null && (count > 0 || settings.rejects !== undefined);
  if (withRejects)
    plan.push({ path: destination.rejects!, write: rejectsWriter(session, delivery, destination.rejects!) });
  if (!settings.dryRun) {
    const inputs = session.inputs.map((input) => input.path);
    await writeOutputs(plan, { inputs, force: settings.force, cwd: effects.cwd }, session.commit);
    for (const { path } of plan) talk.say(`wrote ${path}`);
    const human = { ...delivery, result: shown };
    for (const target of destination.targets) {
      await writeToStdout([target], target.format.id === "table" ? human : delivery, effects.stdout);
    }
  } else {
    for (const { path } of plan) talk.say(`would write ${path}`);
  }
  if (count > 0 && !withRejects && result.command !== "check") {
    const many = count === 1 ? "1 record was" : `${count} records were`;
    talk.say(`${many} rejected; see them with --rejects FILE or crm check`);
  }
  if (tooMany === null) return EXIT.done;
  talk.warn(tooMany);
  return EXIT.checkFailed;
}

function rejectsWriter(session: DeliverySession, delivery: Delivery, path: string): PlannedOutput["write"] {
  const [target] = targetsFrom([path]);
  const result: Result = {
    schemaVersion: 1,
    command: "rejects",
    asOf: null,
    meta: {},
    main: {
      name: "rejects",
      title: "Rejected records",
      columns: REJECT_COLUMNS,
      query: sql`SELECT file, line, "column", code, message, text FROM ${raw(REJECTS_TABLE)} ORDER BY file_number, line, code`,
    },
    further: [],
  };
  return (temporary) => target!.format.write({ ...delivery, result, engine: session.engine, path: temporary });
}
