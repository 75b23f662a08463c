import type { Random } from "../math/random.js";
import { isoOf, LAST_DAY } from "./calendar.js";
import type { CustomerField } from "./customer-headers.js";
import { type CustomerPlan, firstDay } from "./customer-plan.js";
import type { Pair, Say } from "./demo-settings.js";
import { between, happens } from "./draw.js";
import { attentionOf, choose } from "./person-attributes.js";
import { INDUSTRIES } from "./places.js";
import type { Row } from "./table.js";

type Choices = Parameters<typeof choose>[1];

/** Weights among loyal customers and among others. A standing is a word in English and points in Chinese. */
const STANDING: Choices = [
  [["leader", "95"], 4, 1],
  [["strong", "75"], 4, 2],
  [["average", "50"], 2, 4],
  [["weak", "25"], 0.5, 3],
];
const FINANCES: Choices = [
  [["sound", "良好"], 6, 3],
  [["stable", "稳定"], 3, 4],
  [["strained", "紧张"], 0.5, 3],
];
const CREDIT: Choices = [
  [["A", "A"], 5, 2],
  [["B", "B"], 3, 4],
  [["C", "C"], 1, 3],
];
const DECISIONS: Choices = [
  [["technical lead proposes, management decides", "技术提议，管理层决定"], 4, 2],
  [["purchasing with three quotes", "采购三家比价"], 2, 4],
  [["owner decides alone", "老板独自决定"], 2, 3],
];
const FACTIONS: Choices = [
  [["production against purchasing", "生产与采购意见不一"], 1, 1],
  [["old and new management", "新旧管理层"], 1, 1],
  [["none known", "未见派系"], 2, 2],
];
const COMPETITORS: Choices = [
  [["Konkura Tools", "康库刀具"], 1, 2],
  [["Rivalis Machines", "瑞瓦机床"], 1, 2],
  [["none", "无"], 3, 1],
];
const PLANS: Choices = [
  [["second hall next year", "明年扩建厂房"], 3, 1],
  [["automation of loading", "上下料自动化"], 3, 2],
  [["no investment planned", "暂无投资计划"], 1, 4],
];
const REQUIREMENTS: Choices = [
  [["spare parts within 24 hours", "备件24小时内到货"], 1, 1],
  [["remote diagnosis", "远程诊断"], 1, 1],
  [["training of operators", "操作工培训"], 1, 1],
];
const TYPES: Readonly<Record<CustomerPlan["type"], Pair>> = {
  direct: ["direct", "直接客户"],
  indirect: ["indirect", "间接客户"],
  internal: ["internal", "内部客户"],
};

/** What the file of an organisation says of it. */
export function businessAttributes(
  random: Random,
  plan: CustomerPlan,
  say: Say,
  fax: string | null,
): Row<CustomerField> {
  const { isLikeLoyal } = plan;
  const since = (firstDay(plan) ?? LAST_DAY) - Math.round(random.exponential() * (isLikeLoyal ? 1500 : 500));
  const sales = Math.round(Math.exp(random.normal() * 0.8 + 2.2) * plan.size * 10) / 10;
  const hasBought = firstDay(plan) !== null;
  return {
    type: say(TYPES[plan.type]),
    served_by: plan.servedBy,
    fax,
    industry: say(INDUSTRIES[plan.industry]!),
    industry_status: choose(random, STANDING, isLikeLoyal, say),
    credit: choose(random, CREDIT, isLikeLoyal, say),
    cooperation_since: hasBought ? isoOf(since) : null,
    decision_process: choose(random, DECISIONS, isLikeLoyal, say),
    faction: choose(random, FACTIONS, isLikeLoyal, say),
    product_structure: `${say(INDUSTRIES[plan.industry]!)} ${between(random, 40, 95)} %`,
    market_sales: `${sales} ${say(["million", "百万"])}`,
    financial_status: choose(random, FINANCES, isLikeLoyal, say),
    competitors: choose(random, COMPETITORS, isLikeLoyal, say),
    business_plans: happens(random, 0.8) ? choose(random, PLANS, isLikeLoyal, say) : null,
    requirements: choose(random, REQUIREMENTS, isLikeLoyal, say),
    ...attentionOf(random, plan, say),
  };
}
