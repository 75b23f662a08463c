/** Stable codes of everything that can be wrong with a workbook file. */
export type WorkbookErrorCode =
  | "workbook-truncated"
  | "workbook-encrypted"
  | "workbook-legacy-xls"
  | "workbook-xlsb"
  | "workbook-ods"
  | "workbook-not-zip"
  | "workbook-bomb"
  | "workbook-damaged"
  | "workbook-empty"
  | "workbook-timeout";

const RESAVE = "Open it in Excel or LibreOffice and save it again as .xlsx.";

/** A workbook that cannot be read. The message says what is wrong and what to do, without internals. */
export class WorkbookError extends Error {
  override readonly name = "WorkbookError";
  readonly code: WorkbookErrorCode;

  constructor(code: WorkbookErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The error for content that breaks the format: `what` completes "The workbook is damaged: …". */
export function damaged(what: string, cause?: unknown): WorkbookError {
  return new WorkbookError("workbook-damaged", `The workbook is damaged: ${what}. ${RESAVE}`, { cause });
}

/** The error for a file that stops before its end. */
export function truncated(what: string, cause?: unknown): WorkbookError {
  return new WorkbookError(
    "workbook-truncated",
    `The workbook is incomplete: ${what}. Download or copy it again, then retry.`,
    { cause },
  );
}

/** The error for content beyond the limits of a sane workbook. */
export function tooLarge(what: string): WorkbookError {
  return new WorkbookError(
    "workbook-bomb",
    `The workbook is refused as unsafe: ${what}. If the file can be trusted, open it in Excel or LibreOffice and save the sheet as CSV.`,
  );
}

/**
 * Turns a failure while reading content into "damaged". A WorkbookError stays as it is, and so does an error of the
 * file system (known by its `syscall`): that is not about the workbook.
 */
export function asWorkbookError(error: unknown, what: string): unknown {
  const isOther = error instanceof WorkbookError || (error instanceof Error && "syscall" in error);
  return isOther ? error : damaged(what, error);
}
