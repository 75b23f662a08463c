import { createInterface } from "node:readline/promises";
import { neutralise } from "../output/display-width.js";
import type { Effects } from "./effects.js";

/** Asks a person at the terminal. */
export interface Asker {
  /**
   * Lets the person choose by number or by word; an empty answer takes the proposal.
   *
   * @returns the index of the choice; null where the person ended the input, or did not answer in a few attempts
   */
  choose(question: string, choices: readonly string[], proposal: number | null): Promise<number | null>;
  close(): void;
}

const ATTEMPTS = 5;

/** Null where there is nobody to ask: questions need a terminal on both sides. */
export function openAsker(effects: Effects): Asker | null {
  if (!effects.stdinIsTerminal || !effects.stdoutIsTerminal) return null;
  // Not in terminal mode: the terminal edits the line by itself, and Ctrl-C reaches the process as a signal.
  const lines = createInterface({ input: effects.stdin, terminal: false });
  const answers = lines[Symbol.asyncIterator]();
  const write = (text: string): void => void effects.stdout.write(text);
  return {
    async choose(question, choices, proposal) {
      write(`\n${neutralise(question)}\n`);
      for (const [index, choice] of choices.entries()) write(`  ${index + 1}  ${neutralise(choice)}\n`);
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        write(proposal === null ? `1 to ${choices.length}: ` : `1 to ${choices.length} [${proposal + 1}]: `);
        const { value, done } = await answers.next();
        if (done === true) return null;
        const chosen = chosenBy(value, choices, proposal);
        if (chosen !== null) return chosen;
      }
      return null;
    },
    close: () => lines.close(),
  };
}

function chosenBy(answer: string, choices: readonly string[], proposal: number | null): number | null {
  const text = answer.trim().toLowerCase();
  if (text === "") return proposal;
  if (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= choices.length) return Number(text) - 1;
  const alike = [...choices.keys()].filter((index) => choices[index]!.toLowerCase().startsWith(text));
  return alike.length === 1 ? alike[0]! : null;
}
