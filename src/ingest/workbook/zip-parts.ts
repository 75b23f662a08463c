import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import zlib from "node:zlib";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { INFLATION_FLOOR, type WorkbookLimits, withTimeLimit } from "./limits.js";
import { asWorkbookError, damaged, tooLarge, truncated, WorkbookError } from "./workbook-error.js";

/** Far more parts than any workbook has; stops a directory of millions of names. */
const MAX_ENTRIES = 100_000;
/** Big enough that per-chunk costs vanish, small enough that a chunk of rows stays light. */
const CHUNK_BYTES = 128 * 1024;
const STORED = 0;
const DEFLATED = 8;
/** Node 20.0 to 20.14 lack it; there the size check alone guards a part. */
const crc32 = zlib.crc32 as typeof zlib.crc32 | undefined;

/** The parts of a workbook package, by name, as guarded streams. */
export class ZipParts {
  private readonly zip: ZipFile;
  private readonly limits: Required<WorkbookLimits>;
  private readonly entries = new Map<string, Entry>();

  private constructor(zip: ZipFile, limits: Required<WorkbookLimits>) {
    this.zip = zip;
    this.limits = limits;
  }

  /** Opens the zip file and reads its directory; nothing is inflated yet. */
  static async open(path: string, limits: Required<WorkbookLimits>): Promise<ZipParts> {
    // Names stay raw bytes and sizes unchecked here: parts are never extracted, so a foreign name such as
    // "../x" harms nothing, and sizes are checked on the parts that are read.
    const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false };
    const opening = yauzl.openPromise(path, options);
    const zip = await withTimeLimit(opening, limits.readTimeLimitMs).catch((error: unknown) => {
      opening.then(
        (late) => late.close(),
        () => undefined,
      );
      throw directoryError(error);
    });
    const parts = new ZipParts(zip, limits);
    try {
      await parts.readDirectory();
    } catch (error) {
      zip.close();
      throw directoryError(error);
    }
    return parts;
  }

  /** Whether the package holds the part; names are compared without regard to case. */
  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** The inflated bytes of a part, checked for size, inflation ratio, checksum and stalls while they flow. */
  async *chunks(name: string, maxBytes = this.limits.maxInflatedBytes): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name.toLowerCase());
    if (!this.zip.isOpen) throw new Error("the workbook is closed");
    if (!entry) throw damaged(`its part ${name} is missing`);
    if (entry.isEncrypted()) throw encrypted();
    const limit = Math.min(maxBytes, this.limits.maxInflatedBytes);
    if (entry.uncompressedSize > limit) throw tooLarge(`${name} unpacks to more than ${limit} bytes`);
    const { readTimeLimitMs } = this.limits;
    const stream = await withTimeLimit(this.openStream(entry, name), readTimeLimitMs);
    const iterator = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    let size = 0;
    let checksum = 0;
    try {
      for (;;) {
        const step = await withTimeLimit(iterator.next(), readTimeLimitMs);
        if (step.done) break;
        size += step.value.length;
        this.checkSize(entry, name, size, limit);
        checksum = crc32?.(step.value, checksum) ?? 0;
        yield step.value;
      }
    } catch (error) {
      throw asWorkbookError(error, `its part ${name} cannot be unpacked`);
    } finally {
      stream.destroy();
    }
    if (size !== entry.uncompressedSize) throw damaged(`its part ${name} is shorter than announced`);
    if (crc32 && checksum !== entry.crc32) throw damaged(`the checksum of its part ${name} is wrong`);
  }

  close(): void {
    this.zip.close();
  }

  private async readDirectory(): Promise<void> {
    if (this.zip.entryCount > MAX_ENTRIES) throw tooLarge(`it lists more than ${MAX_ENTRIES} parts`);
    const iterator = this.zip.eachEntry();
    for (;;) {
      const step = await withTimeLimit(iterator.next(), this.limits.readTimeLimitMs);
      if (step.done) return;
      const entry: Entry = step.value;
      const name = entry.fileNameRaw.toString("utf8").replaceAll("\\", "/").replace(/^\/+/, "").toLowerCase();
      // Of two parts with one name the first is taken, every time, so that all readers of this file agree.
      if (!this.entries.has(name)) this.entries.set(name, entry);
    }
  }

  private async openStream(entry: Entry, name: string): Promise<Readable> {
    if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
      throw damaged(`its part ${name} is compressed in a way .xlsx does not allow`);
    }
    const raw = await this.zip.openReadStreamPromise(entry, { decodeFileData: false }).catch((error: unknown) => {
      throw directoryError(error);
    });
    if (entry.compressionMethod === STORED) return raw;
    const inflate = zlib.createInflateRaw({ chunkSize: CHUNK_BYTES });
    // Errors and early destruction pass both ways; the reader of `inflate` reports them.
    pipeline(raw, inflate).catch(() => undefined);
    return inflate;
  }

  private checkSize(entry: Entry, name: string, size: number, limit: number): void {
    if (size > limit) throw tooLarge(`${name} unpacks to more than ${limit} bytes`);
    if (size > INFLATION_FLOOR && size > entry.compressedSize * this.limits.maxInflationRatio) {
      throw tooLarge(`${name} unpacks to more than ${this.limits.maxInflationRatio} times its packed size`);
    }
    if (size > entry.uncompressedSize) throw damaged(`its part ${name} is longer than announced`);
  }
}

function encrypted(): WorkbookError {
  return new WorkbookError(
    "workbook-encrypted",
    "The workbook is protected by a password. Remove the password and save it as .xlsx in Excel or LibreOffice.",
  );
}

/** yauzl tells its failures apart by message only. */
function directoryError(error: unknown): unknown {
  const message = error instanceof Error && !(error instanceof WorkbookError) ? error.message : "";
  if (/strong encryption/i.test(message)) return encrypted();
  if (/end of central directory record signature not found|unexpected EOF/i.test(message)) {
    return truncated("the end of the file is missing", error);
  }
  return asWorkbookError(error, "its list of parts cannot be read");
}
