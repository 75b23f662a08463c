import type { Accounting } from "../ingest/accounting.js";
import type { ImportedFiles } from "../ingest/import-files.js";
import type { Effects } from "./effects.js";

/** What a command says beside its results, on stderr. */
export interface Talk {
  say(line: string): void;
  warn(line: string): void;
  /** The warnings so far, said or not: JSON results carry them. */
  readonly warnings: readonly string[];
  /** Where every record went, a line a file. */
  accounting(imported: ImportedFiles | null, accounting: Accounting): void;
  /** A sign of life on a terminal; nothing elsewhere. */
  progress(text: string): { stop(): void };
}

const count = new Intl.NumberFormat("en-US");

export function createTalk(effects: Effects, options: { readonly quiet: boolean }): Talk {
  const say = (line: string): void => {
    if (!options.quiet) effects.stderr.write(`${line.replaceAll(/[\p{Cc}\u2028\u2029]/gu, "�")}\n`);
  };
  const warnings: string[] = [];
  return {
    say,
    warnings,
    warn(line) {
      warnings.push(line);
      say(`warning: ${line}`);
    },
    accounting(imported, accounting) {
      accounting.files.forEach((file, index) => {
        const preset = imported?.files[index]?.mapping.preset;
        const filtered = Object.entries(file.filtered).map(([rule, many]) => `${rule} ${count.format(many)}`);
        const total = Object.values(file.filtered).reduce((sum, many) => sum + many, 0);
        const details = filtered.length === 0 ? "" : ` (${filtered.join(", ")})`;
        say(
          `${file.file}: ${file.role}${preset === undefined ? "" : ` (${preset.title})`}, ${count.format(file.read)} records read = ` +
            `${count.format(file.accepted)} accepted + ${count.format(file.rejected)} rejected + ${count.format(total)} filtered${details}`,
        );
      });
    },
    progress(text) {
      if (options.quiet || !effects.stderrIsTerminal) return { stop() {} };
      let spinner: { stop(): unknown } | null = null;
      let stopped = false;
      // Loaded while the work goes on; work that ends first is not worth a sign of life.
      void import("ora").then(({ default: ora }) => {
        const shown = text.slice(0, Math.max(10, effects.width - 4));
        if (!stopped) spinner = ora({ text: shown, stream: effects.stderr, discardStdin: false }).start();
      });
      return {
        stop() {
          stopped = true;
          spinner?.stop();
        },
      };
    },
  };
}
