import { isoOf } from "./calendar.js";
import type { Company } from "./company.js";
import type { Pair } from "./demo-settings.js";
import { STAGES } from "./interactions.js";
import { type Answers, answersOf, type Experience } from "./survey-answers.js";
import { type Cell, columnsOf, type Row, type Table } from "./table.js";

const HEADERS = {
  response_id: ["Response ID", "答卷编号"],
  customer_id: ["Customer ID", "客户编号"],
  question: ["Question", "问题"],
  answer: ["Answer", "答案"],
  stage: ["Stage", "阶段"],
  date: ["Date", "日期"],
} as const satisfies Record<string, Pair>;

type Field = keyof typeof HEADERS;

export const RESPONSE_COLUMNS = columnsOf<Field>(HEADERS, "date");

interface Question {
  /** What it asks, as `QUESTION_KINDS` of the survey analysis has it. */
  readonly kind: string;
  readonly stage: keyof typeof STAGES;
  readonly text: Pair;
  /** Null where it does not concern who answers. */
  readonly answer: (answers: Answers) => Pair | number | null;
}

const INFORMED: Readonly<Record<Answers["informedBy"], Pair>> = {
  visit: ["visit", "上门拜访"],
  telephone: ["telephone", "电话"],
  online: ["online", "网络"],
};
const WISHES: Readonly<Record<Answers["wish"], Pair>> = {
  price: ["price", "价格"],
  quality: ["quality", "质量"],
  recommendation: ["recommendation by others", "他人推荐"],
  advertising: ["advertising", "广告"],
};
const STAFF: Readonly<Record<Experience["dealsWith"], Pair>> = {
  sales: ["sales staff", "销售人员"],
  technical: ["technical staff", "技术人员"],
  after_sales: ["after-sales staff", "售后人员"],
  engineering: ["engineering staff", "工程人员"],
};
const WITHIN: Readonly<Record<Experience["respondWithin"], Pair>> = {
  0: ["same day", "当天"],
  3: ["within 3 working days", "3个工作日内"],
  5: ["within 5 working days", "5个工作日内"],
  7: ["within 7 working days", "7个工作日内"],
};
const COMPARED: Readonly<Record<Experience["comparison"], Pair>> = {
  better: ["better than before", "比以前好"],
  same: ["about the same", "差不多"],
  worse: ["worse than before", "比以前差"],
};

const question = (kind: string, stage: keyof typeof STAGES, text: Pair, answer: Question["answer"]): Question => ({
  kind,
  stage,
  text,
  answer,
});
const of = (answer: (experience: Experience) => Pair | number) => (answers: Answers) =>
  answers.experience === null ? null : answer(answers.experience);

/** The questionnaire, in its order. */
export const QUESTIONS: readonly Question[] = [
  question(
    "receive_information",
    "pre_sales",
    ["How do you wish to receive information about products?", "您希望通过什么方式获取产品信息？"],
    (answers) => INFORMED[answers.informedBy],
  ),
  question(
    "wish_to_buy",
    "pre_sales",
    ["What influences your wish to buy?", "什么影响您的购买意愿？"],
    (answers) => WISHES[answers.wish],
  ),
  question(
    "deal_with",
    "on_sale",
    ["Whom do you prefer to deal with?", "您希望对接哪类人员？"],
    of((one) => STAFF[one.dealsWith]),
  ),
  question(
    "response_time",
    "after_sales",
    ["What response time after a fault is acceptable?", "出现故障后，您可接受的响应时间是多久？"],
    of((one) => WITHIN[one.respondWithin]),
  ),
  question(
    "nps",
    "after_sales",
    [
      "How likely are you to recommend us to a friend or colleague? (0-10)",
      "您有多大可能向朋友或同事推荐我们？（0-10）",
    ],
    of((one) => one.recommend),
  ),
  question(
    "csat",
    "after_sales",
    ["How satisfied are you with us? (1-5)", "您对我们的满意度如何？（1-5）"],
    of((one) => one.satisfied),
  ),
  question(
    "ces",
    "after_sales",
    ["How easy was it to get your matter settled? (1-7)", "解决问题的容易程度如何？（1-7）"],
    of((one) => one.easy),
  ),
  question(
    "expected",
    "after_sales",
    ["What quality did you expect? (1-10)", "您购买前期望的水平如何？（1-10）"],
    of((one) => one.expected),
  ),
  question(
    "expected_minimum",
    "after_sales",
    ["What is the minimum that you would have accepted? Minimum expected (1-10)", "您的最低期望是多少？（1-10）"],
    of((one) => one.minimum),
  ),
  question(
    "perceived",
    "after_sales",
    ["How do you rate the quality of what you got? Perceived quality (1-10)", "您感受到的实际质量如何？（1-10）"],
    of((one) => one.perceived),
  ),
  question(
    "price_level",
    "after_sales",
    ["How do you see the level of our prices? (1 low - 5 high)", "您如何看待我们的价格水平？（1低-5高）"],
    of((one) => one.priceLevel),
  ),
  question(
    "price_acceptance",
    "after_sales",
    ["How far do you accept the price? (1-5)", "您对价格接受的程度如何？（1-5）"],
    of((one) => one.priceAccepted),
  ),
  question(
    "service_quality",
    "after_sales",
    ["What do you think of our service quality? (1-5)", "您如何评价我们的服务质量？（1-5）"],
    of((one) => one.service),
  ),
  question(
    "before_after",
    "after_sales",
    ["How is it now, compared with before?", "与使用前后对比如何？"],
    of((one) => COMPARED[one.comparison]),
  ),
];

/** The long form: a row an answer. */
export function responsesTable(company: Company): Table<Field> {
  return { columns: RESPONSE_COLUMNS, rows: rows(company) };
}

function* rows({ settings, say, customers }: Company): Generator<Row<Field>> {
  let response = 0;
  for (const plan of customers) {
    const answers = answersOf(settings.seed, plan);
    if (answers === null) continue;
    response += 1;
    const id = `R${String(response).padStart(6, "0")}`;
    for (const { stage, text, answer } of QUESTIONS) {
      const given = answer(answers);
      if (given === null) continue;
      const cell: Cell = typeof given === "number" ? given : say(given);
      yield {
        response_id: id,
        customer_id: plan.id,
        question: say(text),
        answer: cell,
        stage: say(STAGES[stage]),
        date: isoOf(answers.day),
      };
    }
  }
}
