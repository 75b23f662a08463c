import { raw, type Sql } from "../engine/sql.js";
import { choiceExpression } from "../ingest/choice.js";
import { OUTCOME_WORDS } from "../ingest/fields/outcome-words.js";

/** What an outcome means for what follows. */
export interface Outcome {
  readonly id: string;
  /** As the drop-down of a call list offers it. */
  readonly label: string;
  /** Somebody was spoken to. */
  readonly isReached: boolean;
  readonly isWon: boolean;
  /** What the staff should know when they choose it. */
  readonly meaning: string;
}

const outcome = (id: string, label: string, meaning: string, isReached: boolean, isWon = false): Outcome => ({
  id,
  label,
  meaning,
  isReached,
  isWon,
});

/** Every outcome, in the order of the drop-down. Its words, in five languages, stand in `OUTCOME_WORDS`. */
export const OUTCOMES: readonly Outcome[] = [
  outcome("won", "won", "bought or ordered; put the amount into amount", true, true),
  outcome("interested", "interested", "wants to hear more; put the next day into next_at", true),
  outcome("solved", "solved", "the complaint or question is settled", true),
  outcome("talked", "talked", "spoken to, without any of the others", true),
  outcome("callback", "call back", "asked to be contacted again; put the day into next_at", true),
  outcome("not_now", "not now", "left alone for a while, or until next_at", true),
  outcome("not_interested", "not interested", "left alone for a long while", true),
  outcome("do_not_contact", "do not contact", "never contacted again", true),
  outcome("no_answer", "no answer", "nobody was reached; tried again another day", false),
  outcome("left_message", "left message", "a message was left", false),
  outcome("wrong_number", "wrong number", "the number is not used again until the file has another", false),
];

/** SQL for the outcome that a text stands for, null where it stands for none. */
export const outcomeExpression = (column: Sql): Sql =>
  choiceExpression({ name: "outcome", choices: OUTCOME_WORDS }, column);

/** `'won', 'interested', …` of the outcomes that meet a test. */
export const outcomesThat = (test: (outcome: Outcome) => boolean): Sql =>
  raw(
    OUTCOMES.filter(test)
      .map(({ id }) => `'${id}'`)
      .join(", "),
  );
