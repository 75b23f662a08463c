import type { Field } from "../field.js";
import { names } from "./names.js";
import { CUSTOMER_ID_HEADERS, CUSTOMER_NAME_HEADERS, EMAIL_HEADERS } from "./record-words.js";

/** Fields of a file of opportunities: quotes and contracts that are open, won or lost. */
export const OPPORTUNITY_FIELDS: readonly Field[] = [
  {
    name: "opportunity_id",
    type: "identifier",
    description: "Identifier of the quote or contract; a later file's record of the same replaces an earlier",
    headers: {
      en: names(
        "Opportunity ID, Quote ID, Quote Number, Contract ID, Contract Number, Deal ID, Quotation No, Offer Number",
      ),
      de: names("Angebotsnummer, Angebot-Nr., Vertragsnummer"),
      fr: names("N° de devis, Numéro de devis, N° de contrat"),
      es: names("N.º de presupuesto, Número de contrato, ID de oportunidad"),
      zh: names("商机编号, 报价单号, 合同编号, 合同号, 商机ID"),
    },
  },
  { name: "customer_id", type: "identifier", description: "The customer", headers: CUSTOMER_ID_HEADERS },
  { name: "customer_name", type: "text", description: "Name of the customer", headers: CUSTOMER_NAME_HEADERS },
  { name: "email", type: "text", description: "E-mail address of the customer", headers: EMAIL_HEADERS },
  {
    name: "title",
    type: "text",
    description: "What it is about",
    headers: {
      en: names("Opportunity, Opportunity Name, Title, Subject, Deal Name, Quote Name, Project, Quote"),
      de: names("Angebot, Bezeichnung, Projekt, Betreff"),
      fr: names("Opportunité, Devis, Projet, Objet"),
      es: names("Oportunidad, Presupuesto, Proyecto, Asunto"),
      zh: names("商机名称, 项目名称, 商机, 合同名称, 报价名称"),
    },
  },
  {
    name: "stage",
    type: "choice",
    description: "How far it is: potential, quote, contract, won, lost",
    headers: {
      en: names("Stage, Sales Stage, Deal Stage, Opportunity Stage, Status, Phase"),
      de: names("Phase, Verkaufsphase, Status, Stufe"),
      fr: names("Étape, Phase, Statut"),
      es: names("Etapa, Fase, Estado"),
      zh: names("阶段, 商机阶段, 销售阶段, 状态"),
    },
    choices: {
      potential:
        names(`potential, lead, prospect, prospecting, qualification, qualified, needs analysis, discovery, new, open, inquiry,
        Interessent, Qualifizierung, prospection, qualification, prospecto, calificación, 潜在, 线索, 意向, 需求确认, 初步接洽`),
      quote:
        names(`quote, quoted, quotation, proposal, offer, offered, proposal/price quote, value proposition, Angebot, Angebot erstellt,
        devis, proposition, presupuesto, oferta, propuesta, 报价, 已报价, 方案报价`),
      contract:
        names(`contract, contracting, negotiation, negotiation/review, contract sent, verbal, order pending, Verhandlung, Vertrag,
        négociation, contrat, negociación, contrato, 合同, 谈判, 商务谈判, 签约中, 合同谈判`),
      won: names(
        "won, closed won, closedwon, signed, ordered, gewonnen, gagné, gagnée, ganada, ganado, 赢单, 成交, 已签约, 已成交, 赢",
      ),
      lost: names(
        "lost, closed lost, closedlost, cancelled, rejected, declined, expired, verloren, perdu, perdue, perdida, perdido, 输单, 丢单, 流失, 失败, 输",
      ),
    },
  },
  {
    name: "amount",
    type: "money",
    description: "What it is worth",
    range: [-1e13, 1e13],
    headers: {
      en: names(
        "Amount, Value, Deal Amount, Opportunity Amount, Quote Amount, Contract Value, Total, Expected Revenue",
      ),
      de: names("Betrag, Wert, Angebotssumme, Auftragswert"),
      fr: names("Montant, Valeur, Montant du devis"),
      es: names("Importe, Valor, Monto"),
      zh: names("金额, 商机金额, 合同金额, 报价金额, 预计金额"),
    },
  },
  {
    name: "probability",
    type: "number",
    description: "Chance that it is won, in percent or as a share",
    range: [0, 100],
    headers: {
      en: names("Probability, Probability (%), Win Probability, Chance, Likelihood"),
      de: names("Wahrscheinlichkeit, Wahrscheinlichkeit (%), Chance"),
      fr: names("Probabilité, Probabilité (%)"),
      es: names("Probabilidad, Probabilidad (%)"),
      zh: names("赢率, 成交概率, 可能性"),
    },
  },
  {
    name: "date",
    type: "date",
    description: "Day on which it was made",
    headers: {
      en: names(
        "Date, Created, Created Date, Created At, Create Date, Quote Date, Offered On, Opened, Date Created, When",
      ),
      de: names("Datum, Angebotsdatum, Erstellt am, Angelegt am"),
      fr: names("Date, Date du devis, Créé le, Date de création"),
      es: names("Fecha, Fecha de presupuesto, Creado el, Fecha de creación"),
      zh: names("日期, 创建时间, 创建日期, 报价日期, 报价时间"),
    },
  },
  {
    name: "expected_close",
    type: "date",
    description: "Day on which it should be decided",
    headers: {
      en: names(
        "Expected Close, Expected Close Date, Close Date, Expected Closing Date, Due, Valid Until, Expires, Expected Decision",
      ),
      de: names("Erwarteter Abschluss, Abschlussdatum, Gültig bis, Voraussichtlicher Abschluss"),
      fr: names("Date de clôture, Clôture prévue, Date de clôture prévue, Valable jusqu'au"),
      es: names("Cierre previsto, Fecha de cierre, Fecha de cierre prevista, Válido hasta"),
      zh: names("预计成交日期, 预计成交时间, 预计签约日期, 有效期至, 预计结单日期"),
    },
  },
  {
    name: "owner",
    type: "text",
    description: "Who follows it up",
    headers: {
      en: names("Owner, Opportunity Owner, Deal Owner, Sales Rep, Salesperson, Assigned To"),
      de: names("Betreuer, Zuständig, Vertreter"),
      fr: names("Commercial, Propriétaire, Responsable"),
      es: names("Comercial, Propietario, Responsable"),
      zh: names("负责人, 商机负责人, 业务员, 销售人员"),
    },
  },
  {
    name: "product",
    type: "text",
    description: "The product that it is for",
    headers: {
      en: names("Product, Item, Product Name, Machine, Model"),
      de: names("Produkt, Artikel, Maschine"),
      fr: names("Produit, Article, Machine"),
      es: names("Producto, Artículo, Máquina"),
      zh: names("产品, 产品名称, 机型"),
    },
  },
];
