import type { Field } from "../field.js";
import { names } from "./names.js";
import {
  CUSTOMER_ID_HEADERS,
  CUSTOMER_NAME_HEADERS,
  EMAIL_HEADERS,
  PHONE_HEADERS,
  STAGE_CHOICES,
} from "./record-words.js";

/** Fields of a file of interactions: calls, visits, e-mails, complaints, quotes, deliveries. */
export const INTERACTION_FIELDS: readonly Field[] = [
  {
    name: "interaction_id",
    type: "identifier",
    description: "Identifier of the interaction; a later file's record of the same replaces an earlier",
    headers: {
      en: names(
        "Interaction ID, Activity ID, Engagement ID, Call ID, Ticket ID, Case ID, Case Number, Ticket Number, Record ID",
      ),
      de: names("Vorgangsnummer, Vorgang, Ticketnummer, Aktivitäts-ID"),
      fr: names("N° d'activité, Numéro de ticket, ID interaction"),
      es: names("ID de actividad, Número de caso, ID interacción"),
      zh: names("记录编号, 工单号, 工单编号, 活动编号, 跟进编号"),
    },
  },
  {
    name: "customer_id",
    type: "identifier",
    description: "The customer whom the interaction was with",
    headers: CUSTOMER_ID_HEADERS,
  },
  { name: "email", type: "text", description: "E-mail address of the customer", headers: EMAIL_HEADERS },
  { name: "phone", type: "identifier", description: "Telephone number of the customer", headers: PHONE_HEADERS },
  { name: "customer_name", type: "text", description: "Name of the customer", headers: CUSTOMER_NAME_HEADERS },
  {
    name: "date",
    type: "date",
    description: "Day of the interaction",
    headers: {
      en: names(`When, Date, Contacted At, Contact Date, Activity Date, Interaction Date, Call Date, Date/Time, Timestamp, Time,
        Occurred At, Created At, Created, Start, Start Time, Started At, Due Date, Opened, Opened At, Day`),
      de: names("Datum, Kontaktdatum, Zeitpunkt, Termin, Gesprächsdatum, Erstellt am, Wann"),
      fr: names("Date de contact, Date d'appel, Date et heure, Horodatage, Quand, Créé le"),
      es: names("Fecha, Fecha de contacto, Fecha de la llamada, Fecha y hora, Cuándo, Creado el"),
      zh: names(
        "日期, 时间, 联系时间, 联系日期, 跟进时间, 跟进日期, 拜访时间, 拜访日期, 通话时间, 投诉时间, 发生时间, 创建时间",
      ),
    },
  },
  {
    name: "kind",
    type: "choice",
    description: "What kind of interaction it was",
    headers: {
      en: names(`Kind, Type, Interaction Type, Activity Type, Contact Type, Engagement Type, Activity, Interaction, Method,
        Communication Type, Contact Method, Medium`),
      de: names("Art, Kontaktart, Typ, Aktivitätsart, Vorgangsart, Aktivität"),
      fr: names("Type, Type de contact, Type d'activité, Nature, Activité"),
      es: names("Tipo, Tipo de contacto, Tipo de actividad, Actividad"),
      zh: names("类型, 联系方式类型, 跟进方式, 互动类型, 联系类型, 活动类型, 方式, 沟通方式, 工单类型"),
    },
    choices: {
      call: names(`call, phone, phone call, telephone, telephone call, outbound call, inbound call, calls, logged call, Anruf,
        Telefonat, Telefon, appel, téléphone, llamada, teléfono, 电话, 通话, 电话回访, 电话沟通, 呼叫`),
      visit:
        names(`visit, site visit, field visit, on site, in person, customer visit, return visit, Besuch, Kundenbesuch,
        Außendienst, visite, visita, 拜访, 上门, 上门拜访, 走访, 回访, 面访`),
      email: names("email, e mail, mail, emails, E Mail, courriel, correo, correo electrónico, 邮件, 电子邮件, 邮箱"),
      meeting:
        names(`meeting, appointment, demo, video call, video meeting, conference, Besprechung, Termin, Treffen, réunion,
        rendez vous, reunión, cita, 会议, 会面, 面谈, 洽谈`),
      online:
        names(`online, chat, web, website, live chat, form, social, social media, sms, text, text message, message, whatsapp,
        wechat, app, en ligne, en línea, 在线, 网络, 微信, 短信, 网站, 线上, 在线咨询`),
      complaint:
        names(`complaint, claim, ticket, case, issue, fault, incident, problem, return request, Beschwerde, Reklamation,
        Störung, réclamation, plainte, reclamación, queja, incidencia, 投诉, 客诉, 报修, 故障, 抱怨`),
      quote:
        names(`quote, quotation, offer, proposal, estimate, Angebot, Offerte, devis, offre, presupuesto, oferta, cotización,
        报价, 报价单, 询价`),
      delivery: names(`delivery, delivered, shipment, installation, commissioning, handover, Lieferung, Auslieferung,
        Inbetriebnahme, livraison, entrega, envío, instalación, 交货, 发货, 配送, 送货, 安装, 交付, 调试`),
      payment_reminder:
        names(`payment reminder, reminder, dunning, overdue notice, collection, Mahnung, Zahlungserinnerung, relance,
        rappel, rappel de paiement, recordatorio de pago, recordatorio, 催款, 催收, 付款提醒`),
      campaign:
        names(`campaign, mailing, newsletter, marketing email, email campaign, promotion, Kampagne, Werbung, Rundschreiben,
        campagne, campaña, boletín, 活动, 营销, 营销活动, 推广, 群发, 促销`),
      letter:
        names(`letter, post, by post, postal, postal mail, direct mail, Brief, per Post, Briefpost, lettre, courrier,
        par courrier, par la poste, carta, correo postal, por correo postal, 信函, 邮寄, 信件, 书信, 寄信`),
    },
  },
  {
    name: "stage",
    type: "choice",
    description: "Stage of the customer's way: pre_sales, on_sale, after_sales",
    headers: {
      en: names("Stage, Phase, Sales Stage, Process Stage"),
      de: names("Phase, Stufe, Verkaufsphase"),
      fr: names("Étape, Phase, Phase de vente"),
      es: names("Etapa, Fase, Fase de venta"),
      zh: names("阶段, 销售阶段, 服务阶段"),
    },
    choices: STAGE_CHOICES,
  },
  {
    name: "direction",
    type: "choice",
    description: "Who made it: outbound (the business), inbound (the customer)",
    headers: {
      en: names("Direction, Call Direction, In/Out, Inbound/Outbound"),
      de: names("Richtung"),
      fr: names("Sens, Direction"),
      es: names("Dirección de la llamada, Sentido"),
      zh: names("方向, 呼叫方向, 呼入呼出, 主被动"),
    },
    choices: {
      outbound: names("outbound, out, outgoing, from us, ausgehend, sortant, saliente, 呼出, 外呼, 主动, 去电"),
      inbound: names("inbound, in, incoming, from customer, eingehend, entrant, entrante, 呼入, 来电, 被动, 客户来访"),
    },
  },
  {
    name: "outcome",
    type: "text",
    description: "What came of it, as written",
    headers: {
      en: names("Outcome, Result, Disposition, Call Outcome, Call Result, Status, Resolution"),
      de: names("Ergebnis, Resultat, Ausgang"),
      fr: names("Résultat, Issue"),
      es: names("Resultado, Desenlace"),
      zh: names("结果, 跟进结果, 通话结果, 处理结果, 联系结果, 状态"),
    },
  },
  {
    name: "cost",
    type: "money",
    description: "What the interaction cost the business",
    range: [0, 1e12],
    headers: {
      en: names("Cost, Contact Cost, Expense, Expenses, Activity Cost"),
      de: names("Kosten, Aufwand, Spesen"),
      fr: names("Coût, Frais"),
      es: names("Coste, Costo, Gastos"),
      zh: names("费用, 成本, 花费, 拜访费用"),
    },
  },
  {
    name: "minutes",
    type: "number",
    description: "How long it took, in minutes; costed at the hourly rate of the configuration where there is no cost",
    range: [0, 100_000],
    headers: {
      en: names(
        "Minutes, Duration, Duration (minutes), Duration Minutes, Length (minutes), Time Spent, Call Duration (minutes)",
      ),
      de: names("Minuten, Dauer, Dauer (Minuten)"),
      fr: names("Minutes, Durée, Durée (minutes)"),
      es: names("Minutos, Duración, Duración (minutos)"),
      zh: names("分钟, 时长, 时长(分钟), 时长（分钟）, 用时"),
    },
  },
  {
    name: "product",
    type: "text",
    description: "The product that it was about",
    headers: {
      en: names("Product, Item, Product Name, Article, Machine, Model"),
      de: names("Produkt, Artikel, Maschine"),
      fr: names("Produit, Article, Machine"),
      es: names("Producto, Artículo, Máquina"),
      zh: names("产品, 产品名称, 商品, 机型, 设备"),
    },
  },
  {
    name: "topic",
    type: "choice",
    description: "What it was about: use, defect, suggestion, price",
    headers: {
      en: names("Topic, Subject, Reason, Category, Theme, Issue Type, Feedback Type, Call Reason"),
      de: names("Thema, Betreff, Grund, Anliegen"),
      fr: names("Sujet, Thème, Motif, Objet"),
      es: names("Tema, Asunto, Motivo"),
      zh: names("主题, 原因, 内容分类, 反馈类型, 问题类型, 话题"),
    },
    choices: {
      use: names(
        "use, usage, how to use, application, training, handling, Nutzung, Anwendung, utilisation, usage, uso, 使用, 使用情况, 应用, 操作",
      ),
      defect:
        names(`defect, fault, bug, broken, quality, quality problem, damage, malfunction, Defekt, Mangel, Fehler, Qualität, défaut,
        panne, qualité, defecto, avería, calidad, 缺陷, 故障, 质量, 质量问题, 损坏, 瑕疵`),
      suggestion: names(
        "suggestion, improvement, idea, feature request, proposal, Vorschlag, Verbesserung, suggestion, amélioration, sugerencia, mejora, 建议, 改进, 意见",
      ),
      price: names(
        "price, pricing, cost, discount, terms, Preis, Konditionen, Rabatt, prix, tarif, remise, precio, descuento, 价格, 折扣, 报价",
      ),
    },
  },
  {
    name: "resolved",
    type: "date",
    description: "Day on which a complaint or question was settled",
    headers: {
      en: names(
        "Resolved At, Resolved, Resolution Date, Resolved On, Closed At, Closed, Closed Date, Date Resolved, Settled, Date Closed",
      ),
      de: names("Gelöst am, Erledigt am, Abgeschlossen am, Lösungsdatum, Erledigt"),
      fr: names("Résolu le, Date de résolution, Clôturé le, Clos le"),
      es: names("Resuelto el, Fecha de resolución, Cerrado el, Fecha de cierre"),
      zh: names("解决时间, 解决日期, 完成时间, 处理完成时间, 关闭时间, 办结时间"),
    },
  },
  {
    name: "by",
    type: "text",
    description: "Who of the business made it or answered it",
    headers: {
      en: names(
        "By, Agent, Owner, Assigned To, User, Staff, Employee, Handled By, Sales Rep, Salesperson, Made By, Caller",
      ),
      de: names("Von, Mitarbeiter, Bearbeiter, Betreuer"),
      fr: names("Par, Agent, Responsable, Commercial"),
      es: names("Por, Agente, Responsable, Comercial"),
      zh: names("负责人, 跟进人, 客服, 业务员, 处理人, 坐席, 拜访人, 员工"),
    },
  },
  {
    name: "campaign",
    type: "text",
    description: "The campaign that it belongs to",
    headers: {
      en: names("Campaign, Campaign Name, Campaign ID"),
      de: names("Kampagne"),
      fr: names("Campagne"),
      es: names("Campaña"),
      zh: names("活动名称, 营销活动"),
    },
  },
  {
    name: "list_id",
    type: "identifier",
    description: "The call list that it was made from",
    headers: { en: names("List ID") },
  },
  {
    name: "play",
    type: "text",
    description: "Why the call list had the customer",
    headers: { en: names("Play") },
  },
  {
    name: "phase",
    type: "text",
    description: "The phase of the campaign",
    headers: { en: names("Campaign Phase") },
  },
  {
    name: "contact",
    type: "text",
    description: "The person who was spoken to",
    headers: {
      en: names("Contact, Contact Person, Spoken To"),
      de: names("Ansprechpartner, Gesprächspartner"),
      fr: names("Interlocuteur"),
      es: names("Persona de contacto"),
      zh: names("联系人"),
    },
  },
  {
    name: "amount",
    type: "money",
    description: "What was won by it, as the staff say; purchases are counted from the transactions alone",
    range: [0, 1e13],
    headers: {
      en: names("Amount Won, Amount"),
      de: names("Betrag"),
      fr: names("Montant"),
      es: names("Importe"),
      zh: names("金额"),
    },
  },
  {
    name: "next_contact",
    type: "date",
    description: "Day on which the customer wants to be contacted again",
    headers: {
      en: names("Next Contact, Next At, Next Contact Date, Follow Up Date, Callback Date"),
      de: names("Wiedervorlage, Nächster Kontakt"),
      fr: names("Prochain contact, Date de relance"),
      es: names("Próximo contacto"),
      zh: names("下次联系时间, 下次跟进时间, 下次联系日期"),
    },
  },
  {
    name: "note",
    type: "text",
    description: "Notes in free text",
    headers: {
      en: names("Note, Notes, Comment, Comments, Description, Details, Summary, Body, Remarks"),
      de: names("Notiz, Notizen, Bemerkung, Beschreibung, Kommentar"),
      fr: names("Note, Notes, Commentaire, Remarque, Description"),
      es: names("Nota, Notas, Comentario, Observaciones, Descripción"),
      zh: names("备注, 内容, 跟进内容, 说明, 沟通内容, 描述, 详情"),
    },
  },
];
