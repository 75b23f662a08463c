import { isoOf } from "./calendar.js";
import type { Company } from "./company.js";
import { isBuyer } from "./customer-plan.js";
import type { Pair } from "./demo-settings.js";
import { columnsOf, type Row, type Table } from "./table.js";

const HEADERS = {
  customer_id: ["Referrer", "推荐人"],
  referred: ["Referred", "被推荐人"],
  date: ["Date", "日期"],
  converted: ["Converted", "是否成交"],
} as const satisfies Record<string, Pair>;

type Field = keyof typeof HEADERS;

export const REFERRAL_COLUMNS = columnsOf<Field>(HEADERS, "date");

/** Who brought whom, in the order of those who were brought. */
export function referralsTable({ customers, say }: Company): Table<Field> {
  return {
    columns: REFERRAL_COLUMNS,
    rows: customers.flatMap((plan): Row<Field>[] => {
      if (plan.referral === null) return [];
      const { by, day } = plan.referral;
      const converted = say(isBuyer(plan) ? ["yes", "是"] : ["no", "否"]);
      return [{ customer_id: by.id, referred: plan.id, date: isoOf(day), converted }];
    }),
  };
}
