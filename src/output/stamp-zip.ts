import { type FileHandle, open } from "node:fs/promises";

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const LONGEST_END = 22 + 0xffff;

/** 1 January 1980, midnight: the first moment that a zip file can name. Time in the low half, date in the high. */
const EARLIEST = Buffer.from([0x00, 0x00, 0x21, 0x00]);

/**
 * Sets the time of every entry of a zip file to the same fixed one, so that equal contents give equal bytes. A file
 * beyond 4 GB (Zip64) is left alone.
 */
export async function stampZip(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    const directory = await readDirectory(file);
    if (directory === undefined) return;
    const { bytes, start } = directory;
    for (let at = 0; at + 46 <= bytes.length && bytes.readUInt32LE(at) === DIRECTORY_ENTRY; ) {
      EARLIEST.copy(bytes, at + 12);
      const local = bytes.readUInt32LE(at + 42);
      const signature = await read(file, local, 4);
      if (signature.readUInt32LE(0) !== LOCAL_HEADER) throw new Error(`no zip entry at byte ${local}`);
      await file.write(EARLIEST, 0, EARLIEST.length, local + 10);
      at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
    await file.write(bytes, 0, bytes.length, start);
  } finally {
    await file.close();
  }
}

async function readDirectory(file: FileHandle): Promise<{ bytes: Buffer; start: number } | undefined> {
  const { size } = await file.stat();
  const tailStart = Math.max(0, size - LONGEST_END);
  const tail = await read(file, tailStart, size - tailStart);
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END_OF_DIRECTORY) continue;
    const length = tail.readUInt32LE(at + 12);
    const start = tail.readUInt32LE(at + 16);
    if (length === 0xffffffff || start === 0xffffffff) return undefined;
    return { bytes: await read(file, start, length), start };
  }
  throw new Error("the zip file has no directory");
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, position);
  return bytes.subarray(0, bytesRead);
}
