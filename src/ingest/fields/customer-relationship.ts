import type { Field } from "../field.js";
import { names } from "./names.js";

/** What the business and the customer have to do with one another. */
export const CUSTOMER_RELATIONSHIP: readonly Field[] = [
  {
    name: "owner",
    type: "text",
    description: "Who looks after the customer",
    headers: {
      en: names(`Owner, Account Owner, Contact Owner, Account Manager, Sales Rep, Sales Representative, Assigned To,
        Salesperson, Relationship Manager, Agent`),
      de: names(
        "Betreuer, Kundenbetreuer, Zuständig, Vertreter, Außendienst, Verantwortlich, Sachbearbeiter, Vertriebsmitarbeiter",
      ),
      fr: names("Commercial, Responsable, Propriétaire, Chargé de clientèle, Responsable de compte"),
      es: names("Comercial, Responsable de cuenta, Propietario, Vendedor, Gestor, Agente"),
      zh: names("负责人, 客户经理, 业务员, 销售人员, 所属销售, 跟进人, 客服, 归属人, 导购"),
    },
  },
  {
    name: "segment_label",
    type: "text",
    description: "A segment that the business has already given the customer",
    attribute: "situational",
    headers: {
      en: names("Segment, Customer Segment, Customer Group, Group, Tier, Rating, Class, ABC Class, Customer Rating"),
      de: names("Kundengruppe, Kundensegment, Gruppe, ABC-Klasse, Klasse, Einstufung"),
      fr: names("Groupe de clients, Segment client, Groupe, Classe, Catégorie"),
      es: names("Segmento, Grupo de clientes, Grupo, Clase, Clasificación"),
      zh: names("客户级别, 客户等级, 客户分组, 分组, 细分, 客群"),
    },
  },
  {
    name: "registered",
    type: "date",
    description: "Day on which the customer signed up or was entered",
    attribute: "behavioural",
    headers: {
      en: names(`Registered, Registration Date, Sign Up, Signup Date, Sign-up Date, Date Registered, Customer Since,
        Member Since, Joined, Join Date, Created at, Create Date, Created Date, Created, Created (UTC), Date Created,
        Date Added, Created On, First Seen, Enrolment Date, Enrollment Date, Start Date`),
      de: names(`Registriert am, Registrierungsdatum, Kunde seit, Anmeldedatum, Angelegt am, Erstellt am, Eintrittsdatum,
        Mitglied seit, Erfassungsdatum, Anlagedatum, Registriert`),
      fr: names(
        "Date d'inscription, Inscrit le, Client depuis, Date de création, Créé le, Date d'adhésion, Membre depuis",
      ),
      es: names(`Fecha de registro, Fecha de alta, Cliente desde, Fecha de creación, Registrado el, Alta, Fecha alta,
        Fecha de inscripción`),
      zh: names(
        "注册时间, 注册日期, 入会时间, 入会日期, 加入时间, 开卡日期, 创建时间, 建档日期, 录入时间, 创建日期, 登记日期",
      ),
    },
  },
  {
    name: "member_level",
    type: "text",
    description: "Level in a loyalty programme",
    attribute: "behavioural",
    headers: {
      en: names(
        "Member Level, Membership Level, Loyalty Tier, Loyalty Level, Membership, Membership Type, Membership Tier, VIP Level, Level",
      ),
      de: names("Mitgliedsstufe, Treuestufe, Mitgliedschaft, Bonusstufe, Kundenstufe, Status-Stufe"),
      fr: names("Niveau de fidélité, Niveau d'adhésion, Statut fidélité, Adhésion, Niveau"),
      es: names("Nivel de fidelidad, Nivel de socio, Nivel, Membresía, Nivel de membresía"),
      zh: names("会员等级, 会员级别, 会员类型, VIP等级, 会员卡等级, 等级"),
    },
  },
  {
    name: "opt_out",
    type: "flag",
    description: "Contacts that the customer does not want: none, all, or channels (phone, email, post, visit)",
    headers: {
      en: names(
        "Opt Out, Opted Out, Opt Outs, Do Not Contact, No Marketing, Marketing Opt Out, Opted Out Of, Excluded Channels",
      ),
      de: names("Werbesperre, Keine Werbung, Nicht kontaktieren, Kontaktsperre, Widerspruch, Werbewiderspruch"),
      fr: names("Ne pas contacter, Opposition, Canaux refusés"),
      es: names("No contactar, Dado de baja, Sin publicidad, Canales rechazados"),
      zh: names("拒绝营销, 退订, 免打扰, 勿扰, 拒绝渠道"),
    },
  },
  {
    name: "opt_out_email",
    type: "flag",
    description: "The customer does not want e-mail",
    headers: {
      en: names(`Email Opt Out, Email Opted Out, Opted Out Of Email, Has Opted Out Of Email, Do Not Email, Unsubscribed,
        Unsubscribed from all email, Newsletter Unsubscribed`),
      de: names("Abgemeldet, Keine E-Mail, Keine E-Mails, Newsletter abgemeldet, Newsletter-Abmeldung"),
      fr: names("Désabonné, Désinscrit, Ne pas envoyer d'e-mail"),
      es: names("Baja de correo, No enviar correo, Baja del boletín"),
      zh: names("退订邮件, 拒收邮件, 邮件退订"),
    },
  },
  {
    name: "opt_out_phone",
    type: "flag",
    description: "The customer does not want calls or text messages",
    headers: {
      en: names("Do Not Call, Do Not Phone, Phone Opt Out, Call Opt Out, SMS Opt Out"),
      de: names("Nicht anrufen, Keine Anrufe, Anrufsperre"),
      fr: names("Ne pas appeler, Pas d'appels"),
      es: names("No llamar, Sin llamadas"),
      zh: names("拒收短信, 拒接电话, 请勿致电"),
    },
  },
  {
    name: "marketing_cost",
    type: "money",
    range: [0, Number.POSITIVE_INFINITY],
    description: "What has been spent on winning or keeping the customer",
    headers: {
      en: names(
        "Marketing Cost, Acquisition Cost, CAC, Cost to Serve, Contact Cost, Marketing Spend, Service Cost, Retention Cost",
      ),
      de: names("Marketingkosten, Akquisekosten, Betreuungskosten, Werbekosten, Kundengewinnungskosten"),
      fr: names("Coût marketing, Coût d'acquisition, Coûts marketing, Coût de service"),
      es: names(
        "Coste de marketing, Costo de marketing, Coste de adquisición, Costo de adquisición, Coste de servicio",
      ),
      zh: names("营销成本, 获客成本, 营销费用, 维护成本, 服务成本"),
    },
  },
  {
    name: "referred_by",
    type: "identifier",
    description: "The customer who brought this one",
    attribute: "behavioural",
    headers: {
      en: names(
        "Referred By, Referrer, Referrer ID, Referring Customer, Recommended By, Introduced By, Referral Customer ID",
      ),
      de: names("Empfohlen von, Geworben von, Empfehler, Werber, Geworben durch, Empfehlung durch"),
      fr: names("Parrain, Parrainé par, Recommandé par, Code parrain"),
      es: names("Referido por, Recomendado por, Referente, Padrino"),
      zh: names("推荐人, 介绍人, 推荐客户, 邀请人, 推荐人编号"),
    },
  },
  {
    name: "interests",
    type: "text",
    description: "Interests, hobbies, preferences",
    attribute: "psychological",
    headers: {
      en: names("Interests, Interest, Hobbies, Hobby, Preferences, Lifestyle, Motives, Values"),
      de: names("Interessen, Hobbys, Vorlieben, Lebensstil"),
      fr: names("Centres d'intérêt, Intérêts, Loisirs, Préférences, Style de vie"),
      es: names("Intereses, Aficiones, Preferencias, Estilo de vida"),
      zh: names("兴趣, 兴趣爱好, 爱好, 偏好, 生活方式"),
    },
  },
  {
    name: "tags",
    type: "text",
    description: "Tags, parted by commas",
    attribute: "situational",
    headers: {
      en: names("Tags, Tag, Labels, Label, Keywords"),
      de: names("Schlagwörter, Schlagworte, Stichwörter, Kennzeichen, Merkmale"),
      fr: names("Étiquettes, Étiquette, Mots-clés, Balises"),
      es: names("Etiquetas, Etiqueta, Palabras clave"),
      zh: names("标签, 客户标签, 会员标签"),
    },
  },
  {
    name: "acquisition_channel",
    type: "text",
    description: "How the customer came to the business",
    attribute: "behavioural",
    headers: {
      en: names(
        "Source, Lead Source, Acquisition Channel, Original Source, Acquisition Source, Channel, How did you hear about us",
      ),
      de: names("Herkunft, Quelle, Kundenherkunft, Akquisekanal, Kanal"),
      fr: names("Source d'acquisition, Origine, Canal d'acquisition, Canal, Provenance"),
      es: names("Origen, Fuente, Canal de captación, Canal, Fuente de adquisición"),
      zh: names("来源, 客户来源, 渠道, 获客渠道, 会员来源, 来源渠道"),
    },
  },
  {
    name: "lifetime_spend",
    type: "money",
    description: "Total spent as another system reports it; never taken for transactions",
    headers: {
      en: names(
        "Total Spent, Total Spend, Lifetime Spend, Lifetime Value, Lifetime Revenue, LTV, Amount Spent, Total Revenue, Total Purchases",
      ),
      de: names("Gesamtumsatz, Umsatz gesamt, Umsatz bisher, Kundenumsatz, Lebenszeitwert"),
      fr: names("Total dépensé, Dépenses totales, Total des achats, CA total, CA cumulé"),
      es: names("Total gastado, Gasto total, Importe total gastado, Total de compras"),
      zh: names("累计消费, 累计消费金额, 消费总额, 累计金额, 累计消费额, 总消费金额, 消费金额"),
    },
  },
  {
    name: "order_count",
    type: "number",
    range: [0, Number.POSITIVE_INFINITY],
    description: "Number of orders as another system reports it; never taken for transactions",
    headers: {
      en: names(
        "Total Orders, Orders, Orders Count, Number of Orders, Order Count, Payment Count, Purchases, Visits, # Orders",
      ),
      de: names("Anzahl Bestellungen, Bestellungen, Anzahl Aufträge, Anzahl Käufe"),
      fr: names("Nombre de commandes, Commandes, Nb commandes, Nombre d'achats"),
      es: names("Número de pedidos, Pedidos, Nº de pedidos, Total de pedidos, Número de compras"),
      zh: names("订单数, 消费次数, 购买次数, 订单数量, 累计消费次数, 交易次数, 成交次数"),
    },
  },
  {
    name: "last_order",
    type: "date",
    description: "Last order or visit as another system reports it; never taken for transactions",
    headers: {
      en: names(
        "Last Order, Last Order Date, Last Purchase, Last Purchase Date, Last Active, Last Visit, Last Activity Date, Last Seen",
      ),
      de: names("Letzte Bestellung, Letzter Kauf, Letzter Einkauf, Datum der letzten Bestellung, Letzter Besuch"),
      fr: names("Dernière commande, Dernier achat, Date du dernier achat, Date de dernière commande, Dernière visite"),
      es: names("Último pedido, Última compra, Fecha de última compra, Fecha del último pedido, Última visita"),
      zh: names(
        "最后消费时间, 最近消费时间, 上次购买时间, 最近购买日期, 最后下单时间, 最后消费日期, 最近消费日期, 上次消费时间",
      ),
    },
  },
];
