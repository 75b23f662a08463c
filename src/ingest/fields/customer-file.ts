import type { Field } from "../field.js";
import { names } from "./names.js";

const text = (
  name: string,
  description: string,
  headers: readonly [en: string, de: string, fr: string, es: string, zh: string],
  more: Partial<Field> = {},
): Field => {
  const [en, de, fr, es, zh] = headers.map(names) as [string[], string[], string[], string[], string[]];
  return { name, type: "text", description, headers: { en, de, fr, es, zh }, ...more };
};

/**
 * What a customer's file says besides: of an organisation its trade, finances and plans, of a person what the person
 * asked for and how the person likes to be reached.
 */
export const CUSTOMER_FILE: readonly Field[] = [
  text("served_by", "The customer through whom an indirect customer buys: a dealer, an agent", [
    "Served By, Dealer, Distributor, Reseller, Via",
    "Beliefert durch, Händler",
    "Servi par, Distributeur, Revendeur",
    "Atendido por, Distribuidor",
    "经销商, 服务商, 上级客户, 代理商",
  ]),
  text("industry_status", "The customer's standing in its industry: leader, strong, average, weak; or a score", [
    "Industry Status, Industry Position, Market Position, Industry Rank",
    "Branchenstellung, Marktstellung",
    "Position dans le secteur",
    "Posición en el sector",
    "行业地位, 行业排名",
  ]),
  text("credit", "Credit standing or limit", [
    "Credit, Credit Rating, Credit Limit, Credit Status",
    "Bonität, Kreditlimit",
    "Crédit, Solvabilité",
    "Crédito, Solvencia",
    "信用, 信用等级, 信用额度, 资信",
  ]),
  text(
    "cooperation_since",
    "Day since which the business and the customer work together",
    [
      "Cooperation Since, Partner Since, Relationship Since",
      "Zusammenarbeit seit",
      "Coopération depuis",
      "Cooperación desde",
      "合作时间, 合作起始, 合作开始日期, 首次合作",
    ],
    { type: "date" },
  ),
  text(
    "first_contact",
    "Day of the first contact",
    [
      "First Contact Date, First Contacted, Lead Created",
      "Erstkontakt",
      "Premier contact",
      "Primer contacto",
      "首次接触, 首次联系时间, 首次接触日期",
    ],
    { type: "date" },
  ),
  text("decision_process", "How the customer decides on purchases", [
    "Decision Process, Buying Process, Purchase Process",
    "Entscheidungsprozess, Einkaufsprozess",
    "Processus de décision",
    "Proceso de decisión",
    "决策流程, 采购流程",
  ]),
  text("faction", "Factions within the customer", [
    "Faction, Factions, Internal Politics",
    "Fraktion, Lager",
    "Clans",
    "Facción, Facciones",
    "派系, 内部派系",
  ]),
  text("product_structure", "What the customer makes or sells", [
    "Product Structure, Product Range, Products Made",
    "Produktstruktur, Sortiment",
    "Structure de produits, Gamme",
    "Estructura de productos, Gama",
    "产品结构, 主营产品",
  ]),
  text("market_sales", "The customer's own sales", [
    "Market Sales, Annual Sales, Annual Revenue, Turnover, Company Revenue",
    "Umsatz des Kunden, Jahresumsatz",
    "Chiffre d'affaires annuel",
    "Ventas anuales, Facturación anual",
    "市场销售, 年销售额, 销售规模, 年营业额",
  ]),
  text("financial_status", "How the customer stands financially", [
    "Financial Status, Financial Situation, Financial Health",
    "Finanzlage, Finanzielle Lage",
    "Situation financière",
    "Situación financiera",
    "财务状况, 资金状况",
  ]),
  text("competitors", "Whom the customer also buys from", [
    "Competitors, Competing Suppliers, Current Supplier",
    "Wettbewerber, Mitbewerber",
    "Concurrents",
    "Competidores",
    "竞争对手, 竞争者, 竞品",
  ]),
  text("business_plans", "What the customer plans", [
    "Business Plans, Plans, Development Plan",
    "Geschäftspläne, Pläne",
    "Projets, Plans",
    "Planes, Planes de negocio",
    "经营计划, 发展规划, 发展计划, 计划",
  ]),
  text("remembrance_days", "Days to remember", [
    "Remembrance Days, Anniversaries, Anniversary, Important Dates, Wedding Anniversary",
    "Jahrestage, Gedenktage",
    "Dates importantes",
    "Aniversarios, Fechas importantes",
    "纪念日, 重要日期",
  ]),
  text(
    "personality",
    "Personality",
    [
      "Personality, Character",
      "Persönlichkeit, Charakter",
      "Personnalité, Caractère",
      "Personalidad, Carácter",
      "性格, 个性",
    ],
    { attribute: "psychological" },
  ),
  text("requirements", "What the customer said to be in need of", [
    "Requirements, Stated Requirements, Needs, Requests",
    "Anforderungen, Wünsche, Bedarf",
    "Besoins, Exigences",
    "Requisitos, Necesidades",
    "需求, 要求, 客户需求",
  ]),
  text(
    "spending_level",
    "Spending level as the customer or the membership form says it",
    [
      "Spending Level, Consumption Level, Purchasing Power",
      "Kaufkraft, Konsumniveau",
      "Niveau de dépense",
      "Nivel de gasto",
      "消费水平, 消费能力",
    ],
    { attribute: "psychological" },
  ),
  text(
    "price_attention",
    "How much the customer looks at the price: low, medium, high",
    [
      "Price Attention, Attention to Price, Price Sensitivity",
      "Preisbewusstsein, Preissensibilität",
      "Attention au prix, Sensibilité au prix",
      "Atención al precio, Sensibilidad al precio",
      "价格关注, 价格敏感度, 对价格的关注",
    ],
    { attribute: "psychological" },
  ),
  text(
    "quality_attention",
    "How much the customer looks at quality: low, medium, high",
    [
      "Quality Attention, Attention to Quality",
      "Qualitätsbewusstsein",
      "Attention à la qualité",
      "Atención a la calidad",
      "质量关注, 品质关注, 对质量的关注",
    ],
    { attribute: "psychological" },
  ),
  text(
    "category_spend",
    "What the customer spends on this kind of product with all suppliers in a year; with it share of category is known",
    [
      "Category Spend, Total Category Spend, Wallet, Annual Category Spend",
      "Gesamtbedarf, Kategorieausgaben",
      "Dépenses totales de la catégorie",
      "Gasto total en la categoría",
      "品类总支出, 年采购总额, 同类采购总额",
    ],
    { type: "money", range: [0, Number.POSITIVE_INFINITY] },
  ),
];
