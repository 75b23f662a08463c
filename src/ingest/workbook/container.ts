import { type FileHandle, open, stat } from "node:fs/promises";
import { truncated, WorkbookError } from "./workbook-error.js";

/** What the first bytes of a file say it is. */
export type Container = "zip" | "ole" | "text" | "other";

const OLE_SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** Recognises a container by its signature; a file cut inside the signature counts as what it began to be. */
export function detectContainer(head: Uint8Array): Container {
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0x50, 0x4b, 0x05, 0x06])) return "zip";
  if (startsWith(head, OLE_SIGNATURE)) return "ole";
  const isText = head.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
  return isText ? "text" : "other";
}

function startsWith(head: Uint8Array, signature: number[]): boolean {
  const length = Math.min(head.length, signature.length);
  return length >= 2 && signature.slice(0, length).every((byte, index) => head[index] === byte);
}

/** Resolves when the file is a zip container and otherwise says which kind of file it is instead. */
export async function requireZip(path: string): Promise<void> {
  // Opening a named pipe would wait for its writer for ever, and a zip file cannot be read from one.
  if (!(await stat(path)).isFile()) {
    throw new WorkbookError("workbook-not-zip", "The path is not a regular file. Save the workbook to disk as .xlsx.");
  }
  const file = await open(path, "r");
  try {
    const head = new Uint8Array(512);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    if (bytesRead === 0) throw truncated("the file is empty");
    const container = detectContainer(head.subarray(0, bytesRead));
    if (container === "zip") return;
    if (container === "ole") throw await oleError(file);
    const looks = container === "text" ? "its content is plain text or a web page" : "its content is of another kind";
    const advice =
      container === "text" ? "Rename it to .csv if it is a CSV export, or save it as .xlsx" : "Save it as .xlsx";
    throw new WorkbookError(
      "workbook-not-zip",
      `The file is not an Excel workbook, whatever its name: ${looks}. ${advice} in Excel or LibreOffice.`,
    );
  } finally {
    await file.close();
  }
}

/**
 * Office stores a password-protected workbook in an OLE file with a stream named "EncryptedPackage", and the
 * old binary format in an OLE file without one. The stream directory may lie anywhere, so the whole file is
 * searched for the name (UTF-16LE) instead of trusting its sector chains.
 */
async function oleError(file: FileHandle): Promise<WorkbookError> {
  const name = Buffer.from("EncryptedPackage", "utf16le");
  const block = Buffer.alloc(1024 * 1024);
  let carried = 0;
  for (let position = 0; ; ) {
    const { bytesRead } = await file.read(block, carried, block.length - carried, position);
    if (bytesRead === 0) break;
    const filled = carried + bytesRead;
    if (block.subarray(0, filled).includes(name)) {
      return new WorkbookError(
        "workbook-encrypted",
        "The workbook is protected by a password. Open it in Excel, remove the password (File > Info > Protect Workbook) and save it as .xlsx.",
      );
    }
    // The name may straddle two blocks.
    carried = Math.min(filled, name.length - 1);
    block.copy(block, 0, filled - carried, filled);
    position += bytesRead;
  }
  return new WorkbookError(
    "workbook-legacy-xls",
    "The workbook is in the old .xls format. Open it in Excel or LibreOffice and save it as .xlsx.",
  );
}
