import type { CommandContext } from "../cli/command.js";
import type { OptionSpec } from "../cli/option.js";
import type { SHARED_OPTIONS } from "../cli/shared-options.js";
import { createTalk, type Talk } from "../cli/talk.js";
import { type Engine, openEngine } from "../engine/engine.js";
import type { ImportOptions, InputFile } from "../ingest/import-files.js";
import { openWorkspace, type Workspace } from "../ingest/source/workspace.js";
import { findInputs } from "./find-inputs.js";
import { importOptions } from "./import-options.js";

/** What a command needs that looks at input files without making a book of customers from them. */
export interface OpenInputs {
  readonly engine: Engine;
  readonly inputs: readonly InputFile[];
  readonly options: ImportOptions;
  readonly workspace: Workspace;
  readonly talk: Talk;
}

/** Finds the inputs and opens an engine for them; engine and temporary files are gone when it returns. */
export async function withInputs<O extends readonly OptionSpec[], T>(
  context: CommandContext<O>,
  work: (opened: OpenInputs) => Promise<T>,
): Promise<T> {
  const { settings, effects, config, files } = context as unknown as CommandContext<typeof SHARED_OPTIONS>;
  const talk = createTalk(effects, { quiet: settings.quiet || settings.json });
  const named = { files, byRole: settings };
  const { memory, threads } = settings;
  const inputs = await findInputs(named, effects.cwd, config);
  const options = await importOptions(context as unknown as CommandContext<typeof SHARED_OPTIONS>);
  const workspace = openWorkspace();
  let engine: Engine | null = null;
  try {
    engine = await openEngine({
      ...(memory === undefined ? {} : { memory }),
      ...(threads === undefined ? {} : { threads }),
    });
    return await work({ engine, inputs, options, workspace, talk });
  } finally {
    engine?.close();
    workspace.remove();
  }
}
