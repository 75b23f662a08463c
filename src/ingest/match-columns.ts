import { closest } from "../errors/closest.js";
import { CrmError } from "../errors/crm-error.js";
import type { Role } from "./field.js";
import { fieldsOf } from "./fields/index.js";
import { isScaled, partialMatches } from "./fields/partial.js";
import { columnOf, lookOf } from "./fields/sample-values.js";
import { BUYER_WORDS, vocabularyOf } from "./fields/vocabulary.js";
import { headerKey } from "./normalise-header.js";
import type { Preset } from "./preset.js";
import { askedFor } from "./question-text.js";

/** How a column came to its field, from the surest to the least sure. */
export type MatchReason = "flag" | "preset" | "header" | "header-partial" | "values";

export interface ColumnMatch {
  readonly field: string;
  readonly index: number;
  /** As it stands in the file. */
  readonly header: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly why: MatchReason;
}

/** A field for which several columns would do. */
export interface Ambiguity {
  readonly field: string;
  /** True: the first candidate was taken; false: none was, for nothing tells them apart. */
  readonly taken: boolean;
  readonly candidates: readonly string[];
}

export interface HeaderProblem {
  readonly code: "duplicate-header" | "empty-header" | "scaled-amount";
  readonly index: number;
  readonly header: string;
  readonly message: string;
}

export interface ColumnMatches {
  /** In the order of the columns. */
  readonly columns: readonly ColumnMatch[];
  /** Indexes of the columns that hold no known field. */
  readonly unmapped: readonly number[];
  readonly ambiguous: readonly Ambiguity[];
  readonly problems: readonly HeaderProblem[];
}

export interface MatchOptions {
  readonly preset?: Preset | undefined;
  /** `--map`: field to header. */
  readonly map?: ReadonlyMap<string, string> | undefined;
  /** Some rows below the header. */
  readonly samples?: readonly (readonly string[])[] | undefined;
}

/**
 * Which column holds which field. One column has one field and one field one column. `--map` goes first, then the
 * preset, then headers that are known names (the best name wins; see `TRANSACTION_CORE` for the order), then headers
 * that hold a known name, and last the look of the values. With a preset the last two are left out: on a known
 * export a guess is likelier wrong. The outcome does not depend on the order of the columns.
 */
export function matchColumns(headers: readonly string[], role: Role, options: MatchOptions = {}): ColumnMatches {
  const matcher = new Matcher(headers, role, options.samples ?? []);
  matcher.byFlags(options.map ?? new Map());
  matcher.checkHeaders();
  if (options.preset !== undefined) matcher.byPreset(options.preset);
  matcher.byHeader();
  matcher.byBuyerWord();
  if (options.preset === undefined) {
    matcher.byPartOfHeader();
    matcher.byValues();
  }
  return matcher.result();
}

class Matcher {
  readonly #headers: readonly string[];
  readonly #role: Role;
  readonly #samples: readonly (readonly string[])[];
  readonly #keys: readonly string[];
  readonly #matches = new Map<string, ColumnMatch>();
  readonly #ambiguous: Ambiguity[] = [];
  readonly #problems: HeaderProblem[] = [];
  /** Columns that may still be given a field. */
  readonly #open: Set<number>;

  constructor(headers: readonly string[], role: Role, samples: readonly (readonly string[])[]) {
    this.#headers = headers;
    this.#role = role;
    this.#samples = samples;
    // Where a form asks for the customer's number or telephone, that is a numbered question too.
    this.#keys = headers.map((header) => headerKey(role === "responses" ? askedFor(header) : header));
    this.#open = new Set(headers.keys());
  }

  #take(field: string, index: number, why: MatchReason, confidence: number): void {
    const header = this.#headers[index]!;
    this.#matches.set(field, { field, index, header, why, confidence: Math.round(confidence * 100) / 100 });
    this.#open.delete(index);
  }

  byFlags(map: ReadonlyMap<string, string>): void {
    const known = fieldsOf(this.#role).map((field) => field.name);
    for (const [field, column] of map) {
      if (!known.includes(field)) {
        const near = closest(field, known);
        const fix = near === undefined ? `Fields of ${this.#role}: ${known.join(", ")}.` : `Did you mean ${near}?`;
        throw new CrmError("bad-option", {
          option: "--map",
          detail: `there is no field ${field} in ${this.#role}.`,
          fix,
        });
      }
      const index = this.#columnNamed(column);
      if (!this.#open.has(index)) {
        const other = [...this.#matches.values()].find((match) => match.index === index);
        throw new CrmError("bad-option", {
          option: "--map",
          detail: `column ${column} is given to both ${other?.field} and ${field}.`,
          fix: "Give each field a column of its own.",
        });
      }
      this.#take(field, index, "flag", 1);
    }
  }

  /** The column with exactly this header, else the one that reads the same. */
  #columnNamed(column: string): number {
    const exact = this.#headers.indexOf(column);
    const index = exact >= 0 ? exact : this.#keys.indexOf(headerKey(column));
    if (index >= 0) return index;
    const near = closest(column, this.#headers);
    const present = this.#headers.filter((header) => header.trim() !== "").join(", ");
    const fix = near === undefined ? `The columns are: ${present}.` : `Did you mean ${near}?`;
    throw new CrmError("no-such-column", { column, fix });
  }

  /** Columns without a name and repeated names stay out of the guessing; the first of a name stays in. */
  checkHeaders(): void {
    const first = new Map<string, number>();
    for (const [index, key] of this.#keys.entries()) {
      const header = this.#headers[index]!;
      const earlier = first.get(key);
      if (key === "") {
        this.#open.delete(index);
        this.#problems.push({ code: "empty-header", index, header, message: `Column ${index + 1} has no header.` });
      } else if (earlier === undefined) {
        first.set(key, index);
      } else {
        this.#open.delete(index);
        const message = `Header ${header} stands twice, in columns ${earlier + 1} and ${index + 1}: the first is read.`;
        this.#problems.push({ code: "duplicate-header", index, header, message });
      }
    }
  }

  byPreset(preset: Preset): void {
    for (const [field, headers] of Object.entries(preset.columns)) {
      if (this.#matches.has(field)) continue;
      for (const name of typeof headers === "string" ? [headers] : headers) {
        const index = this.#keys.indexOf(headerKey(name));
        if (!this.#open.has(index)) continue;
        this.#take(field, index, "preset", 1);
        break;
      }
    }
    for (const name of preset.ignore ?? []) this.#open.delete(this.#keys.indexOf(headerKey(name)));
  }

  byHeader(): void {
    const vocabulary = vocabularyOf(this.#role);
    const candidates = new Map<string, { index: number; rank: number }[]>();
    for (const index of this.#open) {
      const phrase = vocabulary.get(this.#keys[index]!);
      if (phrase === undefined) continue;
      this.#open.delete(index);
      if (this.#matches.has(phrase.field.name)) continue;
      const others = candidates.get(phrase.field.name) ?? [];
      candidates.set(phrase.field.name, [...others, { index, rank: phrase.rank }]);
    }
    for (const [field, columns] of candidates) {
      const ordered = columns.toSorted(
        (a, b) => a.rank - b.rank || compare(this.#keys[a.index]!, this.#keys[b.index]!),
      );
      this.#take(field, ordered[0]!.index, "header", ordered.length > 1 ? 0.85 : 0.95);
      if (ordered.length > 1) {
        this.#ambiguous.push({ field, taken: true, candidates: ordered.map((column) => this.#headers[column.index]!) });
      }
    }
  }

  /** `Customer`, `Kunde`, `客户`: an e-mail address, an identifier or a name, as the values look. */
  byBuyerWord(): void {
    const name = this.#role === "customers" ? "name" : "customer_name";
    for (const index of this.#byKey()) {
      if (!BUYER_WORDS.has(this.#keys[index]!)) continue;
      const look = lookOf(columnOf(this.#samples, index));
      const wanted = look === "email" ? ["email"] : look === "code" ? ["customer_id", name] : [name, "customer_id"];
      const field = wanted.find((candidate) => !this.#matches.has(candidate));
      if (field !== undefined) this.#take(field, index, "header", look === "empty" ? 0.6 : 0.8);
      this.#open.delete(index);
    }
  }

  byPartOfHeader(): void {
    const vocabulary = vocabularyOf(this.#role);
    const order = new Map(fieldsOf(this.#role).map((field, place) => [field.name, place]));
    const found = this.#byKey().flatMap((index) =>
      partialMatches(this.#headers[index]!, vocabulary).map((match) => ({
        index,
        field: match.phrase.field,
        ...match,
      })),
    );
    found.sort(
      (a, b) =>
        b.share - a.share ||
        order.get(a.field.name)! - order.get(b.field.name)! ||
        compare(this.#keys[a.index]!, this.#keys[b.index]!),
    );
    for (const { index, field, share } of found) {
      if (this.#matches.has(field.name) || !this.#open.has(index)) continue;
      const header = this.#headers[index]!;
      if (field.type === "money" && isScaled(header)) {
        this.#open.delete(index);
        const message = `Column ${header} is in thousands or the like, and was left out: give plain amounts.`;
        this.#problems.push({ code: "scaled-amount", index, header, message });
        continue;
      }
      this.#take(field.name, index, "header-partial", 0.5 + 0.3 * share);
    }
  }

  /** The last resort: the only column of e-mail addresses, the only column of ISO dates. */
  byValues(): void {
    const wanted = this.#role === "customers" ? ([["email", "email"]] as const) : LOOKS;
    for (const [field, look] of wanted) {
      if (this.#matches.has(field)) continue;
      const alike = this.#byKey().filter((index) => lookOf(columnOf(this.#samples, index)) === look);
      if (alike.length === 1) this.#take(field, alike[0]!, "values", 0.4);
      if (alike.length > 1)
        this.#ambiguous.push({ field, taken: false, candidates: alike.map((index) => this.#headers[index]!) });
    }
  }

  /** Open columns in an order that does not depend on where they stand. */
  #byKey(): readonly number[] {
    return [...this.#open].sort((a, b) => compare(this.#keys[a]!, this.#keys[b]!));
  }

  result(): ColumnMatches {
    const columns = [...this.#matches.values()].sort((a, b) => a.index - b.index);
    const mapped = new Set(columns.map((column) => column.index));
    return {
      columns,
      unmapped: [...this.#headers.keys()].filter((index) => !mapped.has(index)),
      ambiguous: this.#ambiguous.toSorted((a, b) => compare(a.field, b.field)),
      problems: this.#problems,
    };
  }
}

const LOOKS = [
  ["email", "email"],
  ["date", "iso-date"],
] as const;

/** By code unit, the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
