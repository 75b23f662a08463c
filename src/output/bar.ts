const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"] as const;

/**
 * A bar for a share from 0 to 1, in eighths of a column, padded with blanks to the width. A share above zero always
 * shows at least the thinnest bar; one outside 0 to 1 is drawn at the nearer end. Without Unicode it is made of `#`.
 *
 * @example bar(0.5, 4) // "██  "
 */
export function bar(share: number, width: number, unicode = true): string {
  const inside = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
  if (!unicode) return "#".repeat(inside > 0 ? Math.max(1, Math.round(inside * width)) : 0).padEnd(width);
  const eighths = inside > 0 ? Math.max(1, Math.round(inside * width * 8)) : 0;
  return ("█".repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8]).padEnd(width);
}
