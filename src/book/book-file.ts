import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  ftruncateSync,
  linkSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Engine } from "../engine/engine.js";
import { literal, raw, sql } from "../engine/sql.js";
import { CrmError } from "../errors/crm-error.js";
import { readHead } from "../ingest/source/open-source.js";
import { BOOK, checkSchema, createSchema } from "./book-schema.js";

/** Where a book is, and how the user named it. */
export interface BookPlace {
  readonly name: string;
  readonly path: string;
}

/*
 * While the engine has a book open, nothing here may open and close the same file: on POSIX a process that closes a file
 * gives up every lock that it has on it, the engine's with it.
 */

/** Attaches a book to be read. Nothing is written, not even beside it. */
export async function openBookToRead(engine: Engine, place: BookPlace): Promise<void> {
  if (!isThere(place)) throw new CrmError("book-missing", { book: place.name, place: { file: place.name } });
  await attach(engine, place, BOOK, "READ_ONLY");
  await checkSchema(engine, place.name);
}

/** A book that is open to be changed, by this process alone. */
export interface OpenBook {
  /** Runs the work in one transaction; what it changes is there when `commit` has been called, else nothing is. */
  transaction<T>(work: (commit: () => Promise<void>) => Promise<T>): Promise<T>;
  /** Detaches it; a book that was made for this run and got nothing is gone then. */
  close(): Promise<void>;
}

/**
 * Attaches a book to be changed, and makes it where there is none; until it is closed no other process can open it.
 *
 * @param dryRun works on a copy in memory instead
 */
export async function openBookToChange(engine: Engine, place: BookPlace, dryRun: boolean): Promise<OpenBook> {
  const isNew = !isThere(place);
  if (dryRun) {
    await copyToMemory(engine, place, isNew);
    return openBook(engine);
  }
  let isKept = !isNew || !(await makeEmpty(engine, place));
  const discard = (): void => {
    if (!isKept) for (const path of [place.path, walOf(place.path)]) rmSync(path, { force: true });
    isKept = true;
    process.off("exit", discard);
  };
  process.once("exit", discard);
  const before = sizeAndHead(place);
  try {
    await attach(engine, place, BOOK, "READ_WRITE");
    await checkSchema(engine, place.name);
  } catch (cause) {
    // Whoever has it open got hold of it between two steps of this function: it is theirs.
    isKept = true;
    process.off("exit", discard);
    throw cause;
  }
  return openBook(engine, {
    keep: () => {
      isKept = true;
    },
    discard,
    giveBack: () => giveBack(place, before),
  });
}

/** What is to be done with the file when it was changed, and when it was not. */
interface BookFile {
  keep(): void;
  discard(): void;
  giveBack(): () => void;
}

function openBook(engine: Engine, file?: BookFile): OpenBook {
  let isChanged = false;
  return {
    async transaction(work) {
      await engine.run(sql`BEGIN TRANSACTION`);
      let isCommitted = false;
      try {
        return await work(async () => {
          await engine.run(sql`COMMIT`);
          isCommitted = true;
          isChanged = true;
          file?.keep();
        });
      } finally {
        // A failed statement may have ended the transaction already.
        if (!isCommitted) await engine.run(sql`ROLLBACK`).catch(() => {});
      }
    },
    async close() {
      // Removed while it is still locked, so that no other process can have begun to use it.
      file?.discard();
      // What is committed is safe in the log beside the book if it cannot be moved into it now.
      await engine.run(sql`CHECKPOINT ${raw(BOOK)}`).catch(() => {});
      const end = isChanged ? undefined : file?.giveBack();
      await engine.run(sql`DETACH ${raw(BOOK)}`).catch(() => {});
      end?.();
    },
  };
}

/** The log beside a book: what is committed and not yet in the book's own file. It belongs to the book. */
export const walOf = (path: string): string => `${path}.wal`;

/** The engine's file begins with three headers, of which the newest says where everything is. */
const HEAD = 3 * 4096;

const sizeAndHead = ({ name, path }: BookPlace) => ({ size: statSync(path).size, head: readHead(path, name, HEAD) });

/**
 * Gives the disk back what an import took that failed: its records lie behind the book's, and no header knows of them.
 * Where a header did change, nothing is touched.
 *
 * @returns ends it, once the engine is done with the file: a process that closes a file loses all locks that it has on it
 */
function giveBack({ path }: BookPlace, before: ReturnType<typeof sizeAndHead>): () => void {
  const nothing = (): void => {};
  if (existsSync(walOf(path)) || !(Number(statSync(path, { throwIfNoEntry: false })?.size) > before.size))
    return nothing;
  const file = openSync(path, "r+");
  const head = Buffer.alloc(HEAD);
  readSync(file, head, 0, HEAD, 0);
  if (Buffer.compare(head, before.head) === 0) ftruncateSync(file, before.size);
  return () => closeSync(file);
}

function isThere({ name, path }: BookPlace): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return false;
  if (!found.isFile()) {
    const detail = found.isDirectory() ? "it is a folder." : "it is a device or a pipe.";
    throw new CrmError("file-unreadable", { detail, fix: "Name the book's file.", place: { file: name } });
  }
  return true;
}

/** The engine's files have this at their ninth byte; what else is there is never handed to it. */
const MAGIC = "DUCK";

async function attach(engine: Engine, { name, path }: BookPlace, as: string, mode: string): Promise<void> {
  const head = Buffer.from(readHead(path, name, 16));
  if (head.toString("latin1", 8, 12) !== MAGIC) {
    throw new CrmError("book-damaged", { detail: "it is a file of another kind", place: { file: name } });
  }
  try {
    await engine.run(sql`ATTACH ${literal(path)} AS ${raw(as)} (TYPE duckdb, ${raw(mode)})`);
  } catch (cause) {
    throw attachError(cause, name);
  }
}

function attachError(cause: unknown, name: string): unknown {
  const place = { file: name };
  const message = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
  if (cause instanceof CrmError && cause.code === "book-in-use") {
    const [, holder] = /\(PID (\d+)\)/.exec(message) ?? [];
    const detail = holder === undefined ? "it is locked" : `process ${holder} has it open`;
    return new CrmError("book-in-use", { detail, cause, place });
  }
  if (cause instanceof CrmError) return cause.at(place);
  if (/Permission denied|Read-only file system/i.test(message)) {
    return new CrmError("file-unreadable", { detail: "no permission.", fix: "Check who may read it.", place, cause });
  }
  return new CrmError("book-damaged", { detail: message, place, cause });
}

/**
 * Makes an empty book. It is made under another name and appears complete, so that whenever the process ends there is
 * either no book or one that opens.
 *
 * @returns false where another process was quicker; then theirs is the book
 */
async function makeEmpty(engine: Engine, { name, path }: BookPlace): Promise<boolean> {
  if (existsSync(walOf(path))) {
    const detail = `its log ${name}.wal is there, but the book itself is not`;
    throw new CrmError("book-damaged", { detail, place: { file: name } });
  }
  const temporary = join(dirname(path), `.${basename(path).slice(0, 40)}.${randomBytes(6).toString("hex")}.tmp`);
  const remove = (): void => {
    for (const file of [temporary, walOf(temporary)]) rmSync(file, { force: true });
  };
  process.once("exit", remove);
  try {
    await engine.run(sql`ATTACH ${literal(temporary)} AS ${raw(BOOK)} (TYPE duckdb)`);
    await engine.run(sql`BEGIN TRANSACTION`);
    await createSchema(engine);
    await engine.run(sql`COMMIT`);
    await engine.run(sql`CHECKPOINT ${raw(BOOK)}`);
    await engine.run(sql`DETACH ${raw(BOOK)}`);
    return putInPlace(temporary, path);
  } catch (cause) {
    throw cause instanceof CrmError ? cause.at({ file: name }) : cause;
  } finally {
    remove();
    process.off("exit", remove);
  }
}

/** Gives the file its name unless there is one of that name now. */
function putInPlace(temporary: string, path: string): boolean {
  try {
    linkSync(temporary, path);
  } catch {
    if (existsSync(path)) return false;
    renameSync(temporary, path); // a file system without hard links
  }
  return true;
}

async function copyToMemory(engine: Engine, place: BookPlace, isNew: boolean): Promise<void> {
  await engine.run(sql`ATTACH ':memory:' AS ${raw(BOOK)}`);
  if (isNew) return createSchema(engine);
  await attach(engine, place, "kept", "READ_ONLY");
  await engine.run(sql`COPY FROM DATABASE kept TO ${raw(BOOK)}`);
  await engine.run(sql`DETACH kept`);
  await checkSchema(engine, place.name);
}
