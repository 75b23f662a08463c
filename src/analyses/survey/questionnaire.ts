import type { FormColumn } from "../../output/form-workbook.js";

export const QUESTIONNAIRE_LANGUAGES = ["en", "zh"] as const;

export type QuestionnaireLanguage = (typeof QUESTIONNAIRE_LANGUAGES)[number];

type Texts = Readonly<Record<QuestionnaireLanguage, string>>;
type Lists = Readonly<Record<QuestionnaireLanguage, readonly string[]>>;

interface Asked {
  readonly text: Texts;
  /** Who is asked, and how; shown beside the cell. */
  readonly hint: Texts;
  readonly choices?: Lists;
  /** Whole numbers from and to. */
  readonly scale?: readonly [number, number];
  readonly type?: "date" | "text";
}

const both = (en: string, zh: string): Texts => ({ en, zh });
const lists = (en: string, zh: string): Lists => ({ en: en.split(", "), zh: zh.split("、") });

const PRE_SALES = both("Pre-sales: everyone", "售前：所有客户");
const ON_SALE = both("On sale: everyone", "售中：所有客户");
const AFTER_SALES = both("After sales: everyone", "售后：所有客户");
const EVERYONE = both("Everyone", "所有客户");
const MATURE = both("Customers who have bought and used it", "已购买并使用过的客户");

/** Who is asked and when. */
const HEAD: readonly Asked[] = [
  { text: both("Customer ID", "客户编号"), hint: both("As in the customer file", "与客户表一致") },
  { text: both("E-mail", "邮箱"), hint: both("Where there is no customer ID", "没有客户编号时填写") },
  { text: both("Date", "日期"), hint: both("Day of the answers", "答题日期"), type: "date" },
  {
    text: both("Stage", "阶段"),
    hint: both("Stage that the general questions are about", "一般问题所针对的阶段"),
    choices: lists("Pre-sales, On sale, After sales", "售前、售中、售后"),
  },
];

/** The questions, in the order in which they are asked. */
const QUESTIONS: readonly Asked[] = [
  {
    text: both("How would you like to receive product information?", "您希望如何获取产品信息？"),
    hint: PRE_SALES,
    choices: lists("Visit, Telephone, Online", "上门拜访、电话、线上"),
  },
  {
    text: both("Whom would you like to deal with when you buy?", "购买时您希望与哪类人员对接？"),
    hint: ON_SALE,
    choices: lists(
      "Sales staff, Technical staff, After-sales staff, Engineering staff",
      "销售人员、技术人员、售后人员、工程人员",
    ),
  },
  {
    text: both("What response time is acceptable after a fault?", "出现故障后，您可接受的响应时间是多久？"),
    hint: AFTER_SALES,
    choices: lists(
      "Same day, Within 3 working days, Within 5 working days, Within 7 working days",
      "当天、3个工作日内、5个工作日内、7个工作日内",
    ),
  },
  {
    text: both("How likely are you to recommend us, 0 to 10?", "您有多大可能向朋友推荐我们（0至10）？"),
    hint: EVERYONE,
    scale: [0, 10],
  },
  {
    text: both("How satisfied are you with us, 1 to 5?", "您对我们的总体满意度（1至5）？"),
    hint: EVERYONE,
    scale: [1, 5],
  },
  {
    text: both("How easy was it to get what you needed, 1 to 7?", "您办理所需事项的容易程度（1至7）？"),
    hint: EVERYONE,
    scale: [1, 7],
  },
  {
    text: both("What quality did you expect, 1 to 10?", "您期望的质量（1至10）？"),
    hint: EVERYONE,
    scale: [1, 10],
  },
  {
    text: both("What is the minimum quality that is acceptable to you, 1 to 10?", "您对质量的最低要求（1至10）？"),
    hint: EVERYONE,
    scale: [1, 10],
  },
  {
    text: both("How do you rate the quality of our product, 1 to 10?", "您实际感受到的产品质量（1至10）？"),
    hint: EVERYONE,
    scale: [1, 10],
  },
  {
    text: both("How do you see our price level, 1 (low) to 5 (high)?", "您认为我们的价格水平（1为低，5为高）？"),
    hint: EVERYONE,
    scale: [1, 5],
  },
  {
    text: both("How do you rate the quality of our service, 1 to 5?", "您如何评价我们的服务质量（1至5）？"),
    hint: EVERYONE,
    scale: [1, 5],
  },
  {
    text: both("What influences your wish to buy most?", "影响您购买意愿的最主要因素是什么？"),
    hint: EVERYONE,
    choices: lists(
      "Price, Quality, Service, Brand, Recommendation, Need",
      "价格、质量、服务、品牌、他人推荐、实际需要",
    ),
  },
  {
    text: both("How much attention do you pay to the price, 1 to 5?", "您对价格的关注程度（1至5）？"),
    hint: EVERYONE,
    scale: [1, 5],
  },
  {
    text: both("How much attention do you pay to quality, 1 to 5?", "您对质量的关注程度（1至5）？"),
    hint: EVERYONE,
    scale: [1, 5],
  },
  {
    text: both("What effect has the product had?", "产品的使用效果如何？"),
    hint: MATURE,
    choices: lists("Great, Some, None", "显著、一般、没有"),
  },
  {
    text: both("Before and after you used it: how is it now?", "使用前后对比，现在如何？"),
    hint: MATURE,
    choices: lists("Better, The same, Worse", "更好、一样、更差"),
  },
  {
    text: both("Do you accept the price, 1 (no) to 5 (fully)?", "您对目前价格的接受程度（1至5）？"),
    hint: MATURE,
    scale: [1, 5],
  },
];

/** The columns of the questionnaire in a language. */
export const questionnaire = (language: QuestionnaireLanguage): readonly FormColumn[] =>
  [...HEAD, ...QUESTIONS].map(({ text, hint, choices, scale, type = "text" }) => ({
    header: text[language],
    hint: hint[language],
    ...(choices === undefined ? {} : { choices: choices[language] }),
    ...(scale === undefined ? {} : { scale }),
    type: scale === undefined ? type : "number",
  }));

/** The name of its sheet, and what is said where a cell holds something else. */
export const QUESTIONNAIRE_WORDS: Readonly<
  Record<QuestionnaireLanguage, { readonly sheet: string; readonly refused: string }>
> = {
  en: { sheet: "Questionnaire", refused: "Choose one of the answers, or leave the cell empty." },
  zh: { sheet: "问卷", refused: "请从选项中选择，或留空。" },
};
