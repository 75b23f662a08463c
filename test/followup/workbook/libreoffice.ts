import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import yauzl from "yauzl";

const run = promisify(execFile);

/**
 * Opens a file in LibreOffice and saves it in another format, as a person would.
 *
 * @returns the new file's path, in `folder`
 * @throws where LibreOffice is missing: Debian has it in the package libreoffice-calc
 */
export async function saveWithLibreOffice(
  path: string,
  format: "xlsx" | "ods" | "pdf",
  folder: string,
): Promise<string> {
  // A profile of its own: LibreOffice runs once a profile.
  const profile = mkdtempSync(join(tmpdir(), "crm-libreoffice-"));
  try {
    const options = ["--headless", "--norestore", `-env:UserInstallation=file://${profile}`];
    await run("soffice", [...options, "--convert-to", format, "--outdir", folder, path], { timeout: 120_000 });
  } catch (cause) {
    throw new Error("soffice does not run; install it: apt-get install -y --no-install-recommends libreoffice-calc", {
      cause,
    });
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
  return join(folder, `${basename(path, extname(path))}.${format}`);
}

/** The text of one part of a workbook. */
export async function partOf(path: string, name: string): Promise<string> {
  const zip = await yauzl.openPromise(path);
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName === name) return text(await zip.openReadStreamPromise(entry));
  }
  throw new Error(`${path} has no ${name}`);
}
