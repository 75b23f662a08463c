/** How a buyer was made. Whether the buyer is still there is another matter. */
export type BuyerKind = "ordinary" | "habitual" | "loyalist";

export type CustomerKind = BuyerKind | "prospect" | "internal";

export type Channel = "phone" | "email" | "post" | "visit";

export type OrderStatus = "completed" | "refunded" | "cancelled";

export interface Order {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly status: OrderStatus;
}

export interface Complaint {
  readonly day: number;
  /** Null: still open. */
  readonly resolved: number | null;
}

/** Everything that is settled about a customer before any file is written: the truth that is planted. */
export interface CustomerPlan {
  readonly index: number;
  readonly id: string;
  readonly kind: CustomerKind;
  /** Whether the attributes are drawn as those of loyal customers are; of prospects this is what is to be found out. */
  readonly isLikeLoyal: boolean;
  /** Mean days between purchases; null without purchases. */
  readonly meanGap: number | null;
  /** Shape of the gamma distribution of the gaps: 1 is no rhythm at all, the larger the more regular. */
  readonly gapShape: number;
  /** In the order of time. */
  readonly orders: readonly Order[];
  /** The day of the last purchase of a customer who will not buy again; null for those who will. */
  readonly left: number | null;
  /** How much this customer buys beside the usual, 1. */
  readonly size: number;
  /** Every line is sold below cost. */
  readonly isLossMaking: boolean;
  /** Share of all that the customer spends on such goods which is spent here. */
  readonly shareOfCategory: number;
  /** Evidence of loyalty that was planned; what came of it is in the truth. */
  readonly planned: ReadonlySet<"advocacy" | "exclusivity" | "forgiveness">;
  readonly complaints: readonly Complaint[];
  readonly place: number;
  readonly industry: number;
  readonly type: "direct" | "indirect" | "internal";
  optOut: readonly Channel[];
  servedBy: string | null;
  referral: { readonly by: CustomerPlan; readonly day: number; readonly generation: number } | null;
  /** Those whom this customer brought, whether they bought or not. */
  brought: number;
}

export const isBuyer = (plan: CustomerPlan): boolean => plan.kind !== "prospect" && plan.kind !== "internal";

/** First day of a purchase that counts. The first order of everybody is completed. */
export const firstDay = (plan: CustomerPlan): number | null => plan.orders[0]?.day ?? null;

/** Last day of a purchase that counts. The last order of everybody is completed. */
export const lastDay = (plan: CustomerPlan): number | null => plan.orders.at(-1)?.day ?? null;

export const completedOrders = (plan: CustomerPlan): number =>
  plan.orders.reduce((count, order) => count + (order.status === "completed" ? 1 : 0), 0);

/** Whether somebody who complained has bought again after the day of a complaint. */
export const hasForgiven = (plan: CustomerPlan): boolean =>
  plan.complaints.some((complaint) => complaint.day < (lastDay(plan) ?? 0));
