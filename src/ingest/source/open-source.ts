import { closeSync, createReadStream, createWriteStream, openSync, readSync, statSync } from "node:fs";
import { basename } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { CrmError } from "../../errors/crm-error.js";
import { spoolError } from "./normalise-text.js";
import type { Workspace } from "./workspace.js";

/** The containers that are read, told by their first bytes and never by the file's name. */
export type Container = "text" | "workbook" | "parquet";

/** An input's bytes, on disk and not compressed. */
export interface Source {
  /** The name the user gave; `-` for standard input. */
  readonly name: string;
  /** Where the bytes are. */
  readonly path: string;
  readonly container: Container;
  readonly bytes: number;
}

/** More than this from one compressed file is taken for an attack or a mistake; tables shrink 5 to 20 times. */
const LARGEST_INFLATED = 64 * 1024 ** 3;
const LARGEST_RATIO = 200;
const RATIO_FLOOR = 64 * 1024 ** 2;

/**
 * Finds an input's bytes: standard input or another pipe is spooled to a file, gzip is inflated, and what the bytes are is read off
 * their first ones.
 *
 * @throws CrmError `file-missing`, `file-unreadable`, `file-empty`, `file-binary`, `workbook-unreadable`
 */
export async function openSource(name: string, path: string, stdin: Readable, workspace: Workspace): Promise<Source> {
  const place = { file: name };
  let at = path;
  if (name === "-" || !isSeekable(name, path)) {
    at = workspace.path("stdin");
    await spool(name === "-" ? stdin : createReadStream(path), at, name);
  }
  let head = readHead(at, name);
  if (head[0] === 0x1f && head[1] === 0x8b) {
    const inflated = workspace.path(basename(name));
    await inflate(at, inflated, name);
    at = inflated;
    head = readHead(at, name);
  }
  if (head.length === 0) throw new CrmError("file-empty", { place });
  return { name, path: at, container: containerOf(head, name), bytes: statSync(at).size };
}

/** The first bytes of a file, at most `length`. */
export function readHead(path: string, name: string, length = 4096): Uint8Array {
  try {
    const file = openSync(path, "r");
    try {
      const buffer = Buffer.alloc(length);
      return buffer.subarray(0, readSync(file, buffer, 0, length, 0));
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw unreadable(name, cause);
  }
}

/** False for a pipe, as in `crm segment <(zcat orders.gz)`, which can be read only once. */
function isSeekable(name: string, path: string): boolean {
  try {
    const found = statSync(path);
    if (found.isDirectory()) {
      throw new CrmError("file-unreadable", {
        detail: "it is a folder.",
        fix: "Name the files in it, or a pattern such as 'exports/*.csv'.",
        place: { file: name },
      });
    }
    return found.isFile();
  } catch (cause) {
    throw cause instanceof CrmError ? cause : unreadable(name, cause);
  }
}

async function spool(from: Readable, to: string, name: string): Promise<void> {
  try {
    await pipeline(from, createWriteStream(to));
  } catch (cause) {
    const error = spoolError(cause);
    throw error instanceof CrmError ? error.at({ file: name }) : unreadable(name, cause);
  }
}

function unreadable(name: string, cause: unknown): CrmError {
  const code = (cause as NodeJS.ErrnoException).code;
  const place = { file: name };
  if (code === "ENOENT" || code === "ENOTDIR") {
    return new CrmError("file-missing", { fix: "Check the name and the folder.", place, cause });
  }
  const detail = code === "EACCES" || code === "EPERM" ? "no permission." : `${code ?? String(cause)}.`;
  return new CrmError("file-unreadable", { detail, fix: "Check who may read it.", place, cause });
}

async function inflate(from: string, to: string, name: string): Promise<void> {
  const gunzip = createGunzip();
  let inflated = 0;
  try {
    await pipeline(
      createReadStream(from),
      gunzip,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          inflated += chunk.length;
          // Held against what has been read so far, so that a bomb is found out before it fills the disk.
          const times = Math.floor(inflated / Math.max(1, gunzip.bytesWritten));
          if (inflated > LARGEST_INFLATED || (inflated > RATIO_FLOOR && times > LARGEST_RATIO)) {
            throw new Error(`it inflates to more than ${times} times its size`);
          }
          yield chunk;
        }
      },
      createWriteStream(to),
    );
  } catch (cause) {
    const error = spoolError(cause);
    if (error instanceof CrmError) throw error.at({ file: name });
    const code = (cause as NodeJS.ErrnoException).code;
    const detail = code?.startsWith("Z_") ? "its gzip data is damaged or cut off." : `${(cause as Error).message}.`;
    throw new CrmError("file-unreadable", {
      detail,
      fix: "Compress or download the file again, or unpack it first.",
      place: { file: name },
      cause,
    });
  }
}

const startsWith = (head: Uint8Array, bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => head[index] === byte);

function containerOf(head: Uint8Array, name: string): Container {
  if (startsWith(head, [0x50, 0x4b])) return "workbook";
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])) return "workbook";
  if (startsWith(head, [0x50, 0x41, 0x52, 0x31])) return "parquet";
  if (looksBinary(head)) throw new CrmError("file-binary", { place: { file: name } });
  return "text";
}

/** Text has few control characters; zero bytes alone do not tell, because UTF-16 is full of them. */
function looksBinary(head: Uint8Array): boolean {
  let odd = 0;
  for (const byte of head) {
    if (byte < 32 && byte !== 0 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) odd += 1;
  }
  let zeros = 0;
  for (const byte of head) if (byte === 0) zeros += 1;
  const wide = startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff]);
  if (wide) return false;
  return odd > Math.max(2, head.length * 0.02) || zeros > head.length * 0.55;
}
