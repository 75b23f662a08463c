import type { Random } from "../math/random.js";
import { dayOf, isoOf } from "./calendar.js";
import type { CustomerField } from "./customer-headers.js";
import type { CustomerPlan } from "./customer-plan.js";
import type { Pair, Say } from "./demo-settings.js";
import { between, happens, pickWeighted } from "./draw.js";
import { isMale } from "./survey-answers.js";
import { money, type Row } from "./table.js";

type Choices = readonly (readonly [text: Pair, loyal: number, other: number])[];

/*
 * Each choice with its weight among loyal customers and among others: the differences are what a prospect's likelihood to
 * become loyal can be told by.
 */
const OCCUPATIONS: Choices = [
  [["teacher", "教师"], 4, 2],
  [["engineer", "工程师"], 4, 2],
  [["physician", "医生"], 3, 1],
  [["craftsman", "技工"], 1, 2],
  [["student", "学生"], 0.5, 4],
  [["clerk", "职员"], 2, 3],
  [["retired", "退休"], 2, 2],
];
const HOUSEHOLDS: Choices = [
  [["single", "单身"], 1, 4],
  [["couple", "夫妻"], 4, 3],
  [["family with children", "有子女家庭"], 5, 3],
];
const INTERESTS: Choices = [
  [["cooking", "烹饪"], 4, 2],
  [["travel", "旅行"], 3, 3],
  [["reading", "阅读"], 3, 2],
  [["sports", "运动"], 1, 3],
  [["music", "音乐"], 1, 2],
];
const PERSONALITIES: Choices = [
  [["calm", "沉稳"], 1, 1],
  [["outgoing", "外向"], 1, 1],
  [["thorough", "细致"], 1, 1],
  [["hasty", "急性子"], 1, 1],
];
const REQUIREMENTS: Choices = [
  [["fast delivery", "配送快"], 1, 1],
  [["gift wrapping", "礼品包装"], 1, 1],
  [["invoice by email", "电子发票"], 1, 1],
  [["recyclable packaging", "环保包装"], 1, 1],
];

export const LEVELS: Readonly<Record<"low" | "medium" | "high", Pair>> = {
  low: ["low", "低"],
  medium: ["medium", "中"],
  high: ["high", "高"],
};

const SPENDING: Choices = [
  [LEVELS.low, 0.5, 4],
  [LEVELS.medium, 4, 4],
  [LEVELS.high, 5, 2],
];
const PRICE: Choices = [
  [LEVELS.low, 6, 2],
  [LEVELS.medium, 3, 4],
  [LEVELS.high, 1, 4],
];
const QUALITY: Choices = [
  [LEVELS.low, 0.5, 4],
  [LEVELS.medium, 3, 4],
  [LEVELS.high, 7, 2],
];

/** How a customer, person or business, says to spend and what to look at. */
export const attentionOf = (random: Random, { isLikeLoyal }: CustomerPlan, say: Say) => ({
  spending_level: choose(random, SPENDING, isLikeLoyal, say),
  price_attention: choose(random, PRICE, isLikeLoyal, say),
  quality_attention: choose(random, QUALITY, isLikeLoyal, say),
});

export const choose = (random: Random, choices: Choices, isLoyal: boolean, say: Say): string =>
  say(
    pickWeighted(
      random,
      choices.map(([text, loyal, other]) => [text, isLoyal ? loyal : other] as const),
    ),
  );

const FIRST_BIRTH = dayOf("1950-01-01");
const LAST_BIRTH = dayOf("2006-12-31");

/** Spend of the year in hundredths from which a member has a level. */
const MEMBER_LEVELS: readonly (readonly [from: number, level: Pair])[] = [
  [60_000, ["gold", "金卡"]],
  [20_000, ["silver", "银卡"]],
  [1, ["bronze", "铜卡"]],
];

/** What the file of a person says of the person. */
export function personAttributes(
  random: Random,
  seed: number,
  plan: CustomerPlan,
  say: Say,
  yearRevenue: number,
): Row<CustomerField> {
  const { isLikeLoyal } = plan;
  const married = between(random, 1, 365);
  const level = MEMBER_LEVELS.find(([from]) => yearRevenue >= from);
  const isMember = happens(random, 0.85);
  return {
    gender: say(isMale(seed, plan) ? ["male", "男"] : ["female", "女"]),
    birth_date: isoOf(between(random, FIRST_BIRTH, LAST_BIRTH)),
    occupation: choose(random, OCCUPATIONS, isLikeLoyal, say),
    income: money(Math.round(Math.exp(random.normal() * 0.35 + (isLikeLoyal ? 10.9 : 10.45))) * 100),
    household: choose(random, HOUSEHOLDS, isLikeLoyal, say),
    interests: choose(random, INTERESTS, isLikeLoyal, say),
    remembrance_days: `${say(["wedding", "结婚"])} ${isoOf(married).slice(5)}`,
    personality: choose(random, PERSONALITIES, isLikeLoyal, say),
    requirements: choose(random, REQUIREMENTS, isLikeLoyal, say),
    member_level: level === undefined || !isMember ? null : say(level[1]),
    ...attentionOf(random, plan, say),
  };
}
