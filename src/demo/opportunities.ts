import type { Random } from "../math/random.js";
import { isoOf, LAST_DAY } from "./calendar.js";
import type { Company } from "./company.js";
import { type CustomerPlan, isBuyer } from "./customer-plan.js";
import type { Pair } from "./demo-settings.js";
import { between, happens, pick, pickWeighted, streamOf } from "./draw.js";
import { ownerOf } from "./names.js";
import { CATEGORIES } from "./products.js";
import { columnsOf, money, type Row, type Table } from "./table.js";

const HEADERS = {
  opportunity_id: ["Opportunity ID", "商机编号"],
  customer_id: ["Customer ID", "客户编号"],
  title: ["Opportunity", "商机名称"],
  stage: ["Stage", "阶段"],
  amount: ["Amount", "金额"],
  probability: ["Probability", "赢率"],
  date: ["Created", "创建日期"],
  expected_close: ["Expected Close", "预计成交日期"],
  owner: ["Owner", "负责人"],
  product: ["Product", "产品"],
} as const satisfies Record<string, Pair>;

type Field = keyof typeof HEADERS;

export const OPPORTUNITY_COLUMNS = columnsOf<Field>(HEADERS, "date", "expected_close");

/** A stage with its word, its chance to be won in per cent, and how often it is met. */
const STAGES = [
  { word: ["potential", "潜在"], probability: 15, weight: 3 },
  { word: ["quote", "报价"], probability: 40, weight: 3 },
  { word: ["contract", "合同"], probability: 80, weight: 1.5 },
  { word: ["won", "赢单"], probability: 100, weight: 3 },
  { word: ["lost", "输单"], probability: 0, weight: 2 },
] as const;

/** Quotes and contracts of the last year and a half; prospects have open ones alone. */
export function opportunitiesTable(company: Company): Table<Field> {
  return { columns: OPPORTUNITY_COLUMNS, rows: rows(company) };
}

function* rows({ settings, say, customers }: Company): Generator<Row<Field>> {
  const machines = CATEGORIES.b2b.at(-1)!.products;
  let number = 0;
  for (const plan of customers) {
    const random = streamOf(settings.seed, "opportunities", plan.index);
    const count = howMany(random, plan);
    for (let made = 0; made < count; made += 1) {
      number += 1;
      const stage = pickWeighted(
        random,
        (isBuyer(plan) ? STAGES : STAGES.slice(0, 2)).map((one) => [one, one.weight] as const),
      );
      const isClosed = stage.probability === 0 || stage.probability === 100;
      const product = pick(random, machines);
      const day = LAST_DAY - (isClosed ? between(random, 60, 540) : between(random, 1, 120));
      const name = say(product.name);
      yield {
        opportunity_id: `Q${String(number).padStart(6, "0")}`,
        customer_id: plan.id,
        title: say([`${name} with tooling`, `${name}及配套刀具`]),
        stage: say(stage.word),
        amount: money(Math.round((product.price * (1 + random.uniform() * 0.2)) / 10_000) * 10_000),
        probability: stage.probability,
        date: isoOf(day),
        expected_close: isoOf(day + between(random, 20, 60) + (isClosed ? 0 : 100)),
        owner: ownerOf(plan.place, say),
        product: name,
      };
    }
  }
}

const howMany = (random: Random, plan: CustomerPlan): number =>
  plan.type === "direct" && happens(random, isBuyer(plan) ? 0.3 : 0.6) ? random.geometric(0.75) : 0;
