import { isoOf } from "./calendar.js";
import type { Company } from "./company.js";
import type { Pair, Say } from "./demo-settings.js";
import { between, happens, pick, streamOf } from "./draw.js";
import { ownerOf } from "./names.js";
import type { Interaction, InteractionKind } from "./plan-interactions.js";
import { CATEGORIES } from "./products.js";
import { columnsOf, money, type Row, type Table } from "./table.js";

const HEADERS = {
  interaction_id: ["Interaction ID", "记录编号"],
  customer_id: ["Customer ID", "客户编号"],
  date: ["Date", "日期"],
  kind: ["Kind", "类型"],
  stage: ["Stage", "阶段"],
  direction: ["Direction", "方向"],
  outcome: ["Outcome", "结果"],
  cost: ["Cost", "费用"],
  minutes: ["Minutes", "时长"],
  product: ["Product", "产品"],
  topic: ["Topic", "主题"],
  resolved: ["Resolved At", "解决日期"],
  by: ["By", "负责人"],
  note: ["Note", "备注"],
} as const satisfies Record<string, Pair>;

type Field = keyof typeof HEADERS;

export const INTERACTION_COLUMNS = columnsOf<Field>(HEADERS, "date", "resolved");

const KINDS: Readonly<Record<InteractionKind, Pair>> = {
  call: ["call", "电话"],
  visit: ["visit", "拜访"],
  email: ["email", "邮件"],
  meeting: ["meeting", "会议"],
  online: ["online", "在线"],
  complaint: ["complaint", "投诉"],
  quote: ["quote", "报价"],
  delivery: ["delivery", "交货"],
  payment_reminder: ["payment reminder", "催款"],
  campaign: ["campaign", "营销活动"],
};

export const STAGES: Readonly<Record<Interaction["stage"], Pair>> = {
  pre_sales: ["pre-sales", "售前"],
  on_sale: ["on sale", "售中"],
  after_sales: ["after sales", "售后"],
};

const TOPICS: Readonly<Record<NonNullable<Interaction["topic"]>, Pair>> = {
  use: ["use", "使用"],
  defect: ["defect", "缺陷"],
  suggestion: ["suggestion", "建议"],
  price: ["price", "价格"],
};

const CALL_OUTCOMES: readonly Pair[] = [
  ["reached, satisfied", "已接通，满意"],
  ["reached, wants an offer", "已接通，需要报价"],
  ["no answer", "无人接听"],
  ["asked to call back", "请求回电"],
];

const NOTES: readonly Pair[] = [
  ["Asked when the new range comes.", "询问新品上市时间。"],
  ["Prefers the afternoon.", "方便下午联系。"],
  ["Wants a written summary.", "希望收到书面总结。"],
  ["Compared prices with another supplier.", "与其他供应商比价。"],
];

/** Cost in hundredths, least and greatest, of kinds that are billed; others are timed. */
const COSTS: Readonly<Partial<Record<InteractionKind, readonly [number, number]>>> = {
  visit: [15_000, 32_000],
  meeting: [8_000, 20_000],
  campaign: [20, 90],
};
const MINUTES: Readonly<Partial<Record<InteractionKind, readonly [number, number]>>> = {
  call: [3, 25],
  email: [4, 15],
  online: [3, 20],
  complaint: [15, 90],
  quote: [30, 120],
};

export function interactionsTable(company: Company): Table<Field> {
  return { columns: INTERACTION_COLUMNS, rows: rows(company) };
}

function* rows({ settings, say, interactions }: Company): Generator<Row<Field>> {
  for (const [place, interaction] of interactions.list.entries()) {
    const { plan, day, kind, stage, isInbound, topic, resolved } = interaction;
    const random = streamOf(settings.seed, "interaction", place);
    const cost = COSTS[kind];
    const minutes = MINUTES[kind];
    const isAboutProduct = topic !== null || kind === "quote" || kind === "delivery";
    const product = pick(random, pick(random, CATEGORIES[settings.flavour]).products);
    yield {
      interaction_id: `I${String(place + 1).padStart(6, "0")}`,
      customer_id: plan.id,
      date: isoOf(day),
      kind: say(KINDS[kind]),
      stage: say(STAGES[stage]),
      direction: say(isInbound ? ["inbound", "呼入"] : ["outbound", "呼出"]),
      outcome: outcomeOf(interaction, say(pick(random, CALL_OUTCOMES)), say),
      cost: cost === undefined ? null : money(between(random, ...cost)),
      minutes: minutes === undefined ? null : between(random, ...minutes),
      product: isAboutProduct ? say(product.name) : null,
      topic: topic === null ? null : say(TOPICS[topic]),
      resolved: resolved === null ? null : isoOf(resolved),
      by: ownerOf(plan.place, say),
      note: happens(random, 0.12) ? say(pick(random, NOTES)) : null,
    };
  }
}

function outcomeOf({ kind, resolved, isInbound }: Interaction, ofCall: string, say: Say): string | null {
  if (kind === "complaint") return say(resolved === null ? ["open", "未解决"] : ["settled", "已解决"]);
  if (kind === "call" && !isInbound) return ofCall;
  if (kind === "visit" || kind === "meeting") return say(["held", "已进行"]);
  return null;
}
