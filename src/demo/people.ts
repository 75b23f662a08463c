import type { Random } from "../math/random.js";
import type { Company } from "./company.js";
import { type CustomerPlan, isBuyer } from "./customer-plan.js";
import type { Pair, Say } from "./demo-settings.js";
import { between, happens, pick, pickWeighted, streamOf } from "./draw.js";
import { type PersonName, personName } from "./names.js";
import type { Phones } from "./phones.js";
import { PLACES } from "./places.js";
import { columnsOf, type Row, type Table } from "./table.js";

const HEADERS = {
  contact_id: ["Contact ID", "联系人编号"],
  customer_id: ["Customer ID", "客户编号"],
  contact_name: ["Contact Name", "联系人姓名"],
  position: ["Job Title", "职务"],
  role: ["Role", "角色"],
  stance: ["Stance", "态度"],
  influence: ["Influence", "影响力"],
  phone: ["Phone", "电话"],
  email: ["Email", "邮箱"],
  age: ["Age", "年龄"],
  health: ["Health", "健康状况"],
  education: ["Education", "学历"],
  background: ["Background", "背景"],
  personality: ["Personality", "性格"],
  ability: ["Ability", "能力"],
  family: ["Family", "家庭"],
  hobbies: ["Hobbies", "爱好"],
  anniversaries: ["Anniversaries", "纪念日"],
  note: ["Note", "备注"],
} as const satisfies Record<string, Pair>;

type Field = keyof typeof HEADERS;

export const CONTACT_COLUMNS = columnsOf<Field>(HEADERS);

export type Role = "decider" | "influencer" | "executor" | "negotiator" | "user";
type Stance = "supports" | "neutral" | "opposes";

export interface Person {
  readonly role: Role;
  readonly stance: Stance;
  readonly influence: number;
}

/** What is planted about an account; null where nobody of it is known. */
export type AccountKind = "usual" | "no decider" | "decider opposes" | "one contact only";

const ROLES: Readonly<Record<Role, { readonly word: Pair; readonly position: Pair }>> = {
  decider: { word: ["decider", "决策者"], position: ["Managing director", "总经理"] },
  influencer: { word: ["influencer", "影响者"], position: ["Head of production", "生产负责人"] },
  executor: { word: ["executor", "执行者"], position: ["Buyer", "采购员"] },
  negotiator: { word: ["negotiator", "谈判者"], position: ["Head of purchasing", "采购负责人"] },
  user: { word: ["user", "使用者"], position: ["Machine operator", "机床操作工"] },
};

const STANCES: Readonly<Record<Stance, Pair>> = {
  supports: ["supports", "支持"],
  neutral: ["neutral", "中立"],
  opposes: ["opposes", "反对"],
};

const OTHERS: readonly Role[] = ["influencer", "executor", "negotiator", "user"];

/** How an account was made; null for customers served by a dealer, for internal ones, and for a few others. */
export function accountKindOf(seed: number, plan: CustomerPlan): AccountKind | null {
  if (plan.type !== "direct") return null;
  const random = streamOf(seed, "account", plan.index);
  if (!happens(random, isBuyer(plan) ? 0.9 : 0.5)) return null;
  return pickWeighted(random, [
    ["usual", 0.72],
    ["no decider", 0.1],
    ["decider opposes", 0.08],
    ["one contact only", 0.1],
  ] as const);
}

/** The people of an account. Where nothing else is planted there is one decider, who does not oppose, and others besides. */
export function peopleOf(seed: number, plan: CustomerPlan): readonly Person[] {
  const kind = accountKindOf(seed, plan);
  if (kind === null) return [];
  const random = streamOf(seed, "people", plan.index);
  const decider: Person = {
    role: "decider",
    stance: kind === "decider opposes" ? "opposes" : stanceOf(random, plan, 0),
    influence: between(random, 4, 5),
  };
  if (kind === "one contact only") return [decider];
  const others = Array.from({ length: between(random, 2, 4) }, (): Person => {
    const role = pick(random, OTHERS);
    return { role, stance: stanceOf(random, plan, 0.12), influence: between(random, 1, 4) };
  });
  return kind === "no decider" ? others : [decider, ...others];
}

function stanceOf(random: Random, plan: CustomerPlan, against: number): Stance {
  return pickWeighted(random, [
    ["supports", plan.kind === "loyalist" ? 0.7 : 0.35],
    ["neutral", 0.4],
    ["opposes", plan.kind === "loyalist" ? against / 3 : against],
  ] as const);
}

/** The file of contacts, of the deciders with what is known of them as persons. */
export function peopleTable(company: Company, phones: Phones): Table<Field> {
  return { columns: CONTACT_COLUMNS, rows: rows(company, phones) };
}

function* rows({ settings, say, customers }: Company, phones: Phones): Generator<Row<Field>> {
  const { seed, lang } = settings;
  let number = 0;
  for (const plan of customers) {
    const random = streamOf(seed, "persons", plan.index);
    const taken = new Set<string>();
    for (const { role, stance, influence } of peopleOf(seed, plan)) {
      number += 1;
      const { name, address } = unlike(taken, () => personName(random, lang));
      yield {
        contact_id: `P${String(number).padStart(6, "0")}`,
        customer_id: plan.id,
        contact_name: name,
        position: say(ROLES[role].position),
        role: say(ROLES[role].word),
        stance: say(STANCES[stance]),
        influence,
        phone: happens(random, 0.7) ? phones(PLACES[lang][plan.place]!.country) : null,
        email: happens(random, 0.8) ? `${address}${number}@example.org` : null,
        ...(role === "decider" ? asPerson(random, say) : {}),
        note: happens(random, 0.1) ? say(["Met at the trade fair.", "展会上结识。"]) : null,
      };
    }
  }
}

/** A name that nobody of the account has yet: whoever counts people goes by it. */
function unlike(taken: Set<string>, draw: () => PersonName): PersonName {
  for (;;) {
    const person = draw();
    if (taken.has(person.name)) continue;
    taken.add(person.name);
    return person;
  }
}

const HEALTH: readonly Pair[] = [
  ["good", "良好"],
  ["had an operation last year", "去年做过手术"],
];
const EDUCATION: readonly Pair[] = [
  ["degree in engineering", "工学学位"],
  ["degree in business", "商科学位"],
  ["apprenticeship", "职业培训"],
];
const BACKGROUND: readonly Pair[] = [
  ["worked up from the shop floor", "从车间一线做起"],
  ["came from a competitor", "来自竞争对手"],
  ["founder's family", "创始人家族"],
];
const PERSONALITY: readonly Pair[] = [
  ["careful", "谨慎"],
  ["direct", "直率"],
  ["curious", "好奇"],
];
const ABILITY: readonly Pair[] = [
  ["strong in numbers", "精于数字"],
  ["strong in technology", "精于技术"],
  ["strong with people", "善于待人"],
];
const FAMILY: readonly Pair[] = [
  ["married, two children", "已婚，两个孩子"],
  ["married", "已婚"],
  ["single", "单身"],
];
const HOBBIES: readonly Pair[] = [
  ["sailing", "帆船"],
  ["chess", "象棋"],
  ["hiking", "徒步"],
];

function asPerson(random: Random, say: Say): Row<Field> {
  const told = (choices: readonly Pair[]): string | null => {
    const text = say(pick(random, choices));
    return happens(random, 0.75) ? text : null;
  };
  return {
    age: between(random, 34, 66),
    health: told(HEALTH),
    education: told(EDUCATION),
    background: told(BACKGROUND),
    personality: told(PERSONALITY),
    ability: told(ABILITY),
    family: told(FAMILY),
    hobbies: told(HOBBIES),
    anniversaries: `${say(["birthday", "生日"])} ${String(between(random, 1, 12)).padStart(2, "0")}-${String(between(random, 1, 28)).padStart(2, "0")}`,
  };
}
