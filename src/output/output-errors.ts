import { CrmError } from "../errors/crm-error.js";

/** What the operating system says, in words, and what to do about it. */
const REFUSALS: Readonly<Record<string, readonly [detail: string, fix: string]>> = {
  EACCES: ["permission denied", "Write to a folder where you may write."],
  EPERM: ["the system does not permit it", "Write to a folder where you may write."],
  EROFS: ["the disk is read-only", "Write to another disk."],
  ENOENT: ["its folder does not exist", "Make the folder first."],
  ENOTDIR: ["a part of its path is a file, not a folder", "Check the path."],
  EISDIR: ["it is a folder", "Add a file name to the path."],
  ENAMETOOLONG: ["the name is too long", "Use a shorter name."],
  ELOOP: ["its symbolic links lead in a circle", "Check the path."],
  EFBIG: ["the file would be larger than the disk or the limit of this account allows", "Write it elsewhere."],
  EIO: ["the disk reports a fault", "Write to another disk."],
  EBUSY: ["another program has it open", "Close it there, then run this again."],
  EMFILE: ["too many files are open", "Close other programs, then run this again."],
};

/** The engine names no codes; these are the operating system's words in its messages. */
const ENGINE_WORDS: readonly (readonly [RegExp, string])[] = [
  [/Permission denied/i, "EACCES"],
  [/Read-only file system/i, "EROFS"],
  [/File too large/i, "EFBIG"],
  [/Input\/output error/i, "EIO"],
  [/^IO Error:.*No such file or directory/i, "ENOENT"],
];

/** The name of a temporary output in an engine message; other full disks, such as the spill's, speak for themselves. */
const OWN_TEMPORARY = /\.[0-9a-f]{12}\.tmp\b/;

/** A failure to write turned into an error of the catalogue that names the output; a bug stays what it is. */
export function outputError(cause: unknown, file: string): unknown {
  if (cause instanceof CrmError && (cause.code !== "disk-full" || !OWN_TEMPORARY.test(cause.message))) return cause;
  if (!(cause instanceof Error)) return cause;
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : codeInWords(cause.message);
  if (cause instanceof CrmError || code === "ENOSPC" || code === "EDQUOT") {
    const detail = code === "EDQUOT" ? "the quota of this account is used up" : "the output does not fit";
    return new CrmError("disk-full", { detail, cause, place: { file } });
  }
  const refusal = code !== undefined && Object.hasOwn(REFUSALS, code) ? REFUSALS[code] : undefined;
  if (refusal === undefined) return cause;
  return new CrmError("output-refused", { detail: refusal[0], fix: refusal[1], cause, place: { file } });
}

const codeInWords = (message: string): string | undefined =>
  ENGINE_WORDS.find(([pattern]) => pattern.test(message))?.[1];
