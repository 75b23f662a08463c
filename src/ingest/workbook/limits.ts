import { WorkbookError } from "./workbook-error.js";

/** What a workbook may cost before it is refused. Every limit has a default that real exports stay far below. */
export interface WorkbookLimits {
  /** Most bytes one part (a sheet, the shared strings) may inflate to. Default 4 GiB. */
  maxInflatedBytes?: number;
  /** Most bytes out per byte in, once a part is past 64 MiB; real sheets show 6 to 8. Default 200. */
  maxInflationRatio?: number;
  /** Longest text of one cell, in UTF-16 units; Excel itself stops at 32,767. Default 1 Mi. */
  maxCellLength?: number;
  /** Most bytes of the shared strings part, which is held in memory. Default 512 MiB. */
  maxSharedStringBytes?: number;
  /** Longest wait for the next piece of the file, in milliseconds. Default 30 s. */
  readTimeLimitMs?: number;
}

const MIB = 1024 * 1024;

/** Below this many inflated bytes the ratio is not looked at: small parts of repeated text compress very well. */
export const INFLATION_FLOOR = 64 * MIB;

/** Fills in the defaults. */
export function normalizeLimits(limits: WorkbookLimits = {}): Required<WorkbookLimits> {
  return {
    maxInflatedBytes: limits.maxInflatedBytes ?? 4096 * MIB,
    maxInflationRatio: limits.maxInflationRatio ?? 200,
    maxCellLength: limits.maxCellLength ?? MIB,
    maxSharedStringBytes: limits.maxSharedStringBytes ?? 512 * MIB,
    readTimeLimitMs: limits.readTimeLimitMs ?? 30_000,
  };
}

/** Waits for `step`, but no longer than the limit: a read that stalls becomes an error instead of a hang. */
export async function withTimeLimit<T>(step: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const seconds = Math.max(1, Math.round(milliseconds / 1000));
      const message = `Reading the workbook made no progress for ${seconds} s. Copy the file to a local disk and retry.`;
      reject(new WorkbookError("workbook-timeout", message));
    }, milliseconds);
  });
  try {
    return await Promise.race([step, expiry]);
  } finally {
    clearTimeout(timer);
  }
}
