import type { AddWorksheetOptions } from "exceljs";

/** What stands at the foot of every printed page. */
export interface Foot {
  readonly left: string;
  readonly right: string;
}

/** Excel takes 255 characters for all parts of a footer together, with their codes. */
const LONGEST = { left: 80, right: 140 };

/** A text in a footer: `&` begins a code there. */
const plain = (text: string, longest: number): string =>
  text.replaceAll(/\s+/g, " ").slice(0, longest).replaceAll("&", "&&");

/** A4 landscape, as wide as the page, the head (where there is one) on every page, pages numbered. */
export const pageOf = ({ left, right }: Foot, hasHead = true): Partial<AddWorksheetOptions> => ({
  pageSetup: {
    paperSize: 9,
    orientation: "landscape",
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    ...(hasHead ? { printTitlesRow: "1:1" } : {}),
    margins: { left: 0.4, right: 0.4, top: 0.4, bottom: 0.6, header: 0.2, footer: 0.3 },
  },
  headerFooter: { oddFooter: `&L&8${plain(left, LONGEST.left)}&C&8&P / &N&R&8${plain(right, LONGEST.right)}` },
});

/** No password: it is there against slips, not against people. What a reader wants to do stays possible. */
export const PROTECTION = {
  sort: true,
  autoFilter: true,
  formatColumns: true,
  formatRows: true,
} as const;
