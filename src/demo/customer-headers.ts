import type { Flavour, Pair } from "./demo-settings.js";

const WHO = {
  customer_id: ["Customer ID", "客户编号"],
  name: ["Customer Name", "客户名称"],
} as const satisfies Record<string, Pair>;

const WHERE = {
  email: ["Email", "邮箱"],
  phone: ["Phone", "电话"],
  country: ["Country", "国家"],
  region: ["Region", "省份"],
  city: ["City", "城市"],
  postal_code: ["Postal Code", "邮编"],
} as const satisfies Record<string, Pair>;

const WHAT = {
  requirements: ["Requirements", "客户需求"],
  registered: ["Registered", "注册日期"],
  first_contact: ["First Contact Date", "首次联系时间"],
  language: ["Language", "语言"],
  time_zone: ["Time Zone", "时区"],
  owner: ["Owner", "负责人"],
  opt_out: ["Opt Out", "拒绝渠道"],
  marketing_cost: ["Marketing Cost", "营销成本"],
  spending_level: ["Spending Level", "消费水平"],
  price_attention: ["Price Attention", "价格关注"],
  quality_attention: ["Quality Attention", "质量关注"],
  category_spend: ["Category Spend", "品类总支出"],
  referred_by: ["Referred By", "推荐人"],
} as const satisfies Record<string, Pair>;

const OF_A_PERSON = {
  gender: ["Gender", "性别"],
  birth_date: ["Birth Date", "出生日期"],
  occupation: ["Occupation", "职业"],
  income: ["Income", "年收入"],
  household: ["Household", "家庭情况"],
  interests: ["Interests", "兴趣爱好"],
  remembrance_days: ["Remembrance Days", "纪念日"],
  personality: ["Personality", "性格"],
  member_level: ["Member Level", "会员等级"],
} as const satisfies Record<string, Pair>;

const OF_A_BUSINESS = {
  type: ["Customer Type", "客户类型"],
  served_by: ["Served By", "经销商"],
  fax: ["Fax", "传真"],
  website: ["Website", "网址"],
  industry: ["Industry", "行业"],
  industry_status: ["Industry Status", "行业地位"],
  credit: ["Credit Rating", "信用等级"],
  cooperation_since: ["Cooperation Since", "合作时间"],
  decision_process: ["Decision Process", "决策流程"],
  faction: ["Factions", "派系"],
  product_structure: ["Product Structure", "产品结构"],
  market_sales: ["Market Sales", "市场销售"],
  financial_status: ["Financial Status", "财务状况"],
  competitors: ["Competitors", "竞争对手"],
  business_plans: ["Business Plans", "经营计划"],
} as const satisfies Record<string, Pair>;

export type CustomerField =
  | keyof typeof WHO
  | keyof typeof WHERE
  | keyof typeof WHAT
  | keyof typeof OF_A_PERSON
  | keyof typeof OF_A_BUSINESS;

/** The customer file's columns in their order, with their headers. */
export const CUSTOMER_HEADERS = {
  b2c: { ...WHO, ...WHERE, ...OF_A_PERSON, ...WHAT },
  b2b: { ...WHO, ...WHERE, ...OF_A_BUSINESS, ...WHAT },
} as const satisfies Record<Flavour, Partial<Record<CustomerField, Pair>>>;
