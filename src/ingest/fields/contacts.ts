import type { Field } from "../field.js";
import { names } from "./names.js";
import { CUSTOMER_ID_HEADERS, CUSTOMER_NAME_HEADERS, EMAIL_HEADERS, PHONE_HEADERS } from "./record-words.js";

const personal = (
  name: string,
  description: string,
  en: string,
  de: string,
  fr: string,
  es: string,
  zh: string,
): Field => ({
  name,
  type: "text",
  description: `${description} of the person`,
  headers: { en: names(en), de: names(de), fr: names(fr), es: names(es), zh: names(zh) },
});

/** Fields of a file of contacts: the people of an organisation who have a say in what it buys. */
export const CONTACT_FIELDS: readonly Field[] = [
  {
    name: "contact_id",
    type: "identifier",
    description: "Identifier of the person",
    headers: {
      en: names("Contact ID, Person ID, Contact Number"),
      de: names("Ansprechpartner-Nr., Kontakt-ID"),
      fr: names("ID du contact, N° de contact"),
      es: names("ID de contacto, N.º de contacto"),
      zh: names("联系人编号, 联系人ID"),
    },
  },
  {
    name: "customer_id",
    type: "identifier",
    description: "The organisation, which is the customer",
    headers: {
      en: [
        ...CUSTOMER_ID_HEADERS.en.filter((header) => header !== "Contact ID"),
        ...names(`Organisation ID, Organization ID, Organisation Number, Organization Number, Org ID, Company ID,
          Company Number, Company No, Company Code, Account Code, Account No, Firm ID, Business ID`),
      ],
      de: [
        ...CUSTOMER_ID_HEADERS.de,
        ...names(
          "Firma-Nr., Firmen-Nr., Firmennummer, Firmen-ID, Organisations-ID, Organisations-Nr., Unternehmens-ID",
        ),
      ],
      fr: [...CUSTOMER_ID_HEADERS.fr, ...names("N° société, ID société, Code société, ID entreprise, ID organisation")],
      es: [...CUSTOMER_ID_HEADERS.es, ...names("ID de empresa, ID empresa, Código de empresa, ID de organización")],
      zh: [...CUSTOMER_ID_HEADERS.zh, ...names("公司编号, 公司ID, 公司编码, 企业编号, 企业ID, 单位编号, 组织编号")],
    },
  },
  {
    name: "customer_name",
    type: "text",
    description: "Name of the organisation",
    headers: CUSTOMER_NAME_HEADERS,
  },
  {
    name: "contact_name",
    type: "text",
    description: "Name of the person",
    headers: {
      en: names("Contact Name, Contact, Name, Full Name, Person, Contact Person, Stakeholder"),
      de: names("Ansprechpartner, Kontakt, Name, Kontaktperson"),
      fr: names("Contact, Nom du contact, Interlocuteur, Nom"),
      es: names("Contacto, Nombre del contacto, Persona de contacto, Nombre"),
      zh: names("联系人, 联系人姓名, 姓名, 关键人, 决策人姓名"),
    },
  },
  {
    name: "role",
    type: "choice",
    description: "The person's part in a purchase",
    headers: {
      en: names("Role, Buying Role, Decision Role, Contact Role, Influence Type, Buyer Role"),
      de: names("Rolle, Entscheidungsrolle"),
      fr: names("Rôle, Rôle d'achat"),
      es: names("Rol, Papel, Rol de compra"),
      zh: names("角色, 采购角色, 决策角色, 关系角色"),
    },
    choices: {
      decider:
        names(`decider, final decider, decision maker, economic buyer, economic, approver, budget holder, Entscheider,
        Entscheidungsträger, décideur, decisor, responsable de decisión, 决策者, 最终决策者, 决策人, 拍板人`),
      influencer:
        names(`influencer, technical buyer, technical, evaluator, coach, champion, advisor, recommender, Beeinflusser,
        Einflussnehmer, influenceur, prescripteur, influenciador, prescriptor, 影响者, 影响人, 技术把关人`),
      executor: names(
        "executor, executive, implementer, purchaser, buyer, purchasing, Einkäufer, Ausführender, acheteur, exécutant, comprador, ejecutor, 执行者, 执行人, 采购员",
      ),
      negotiator: names(
        "negotiator, negotiation, Verhandler, Verhandlungsführer, négociateur, negociador, 谈判者, 谈判人, 洽谈人",
      ),
      user: names(
        "user, end user, user buyer, operator, Anwender, Benutzer, Nutzer, utilisateur, usuario, 使用者, 使用人, 操作者, 用户",
      ),
    },
  },
  {
    name: "stance",
    type: "choice",
    description: "How the person stands to the business: supports, neutral, opposes",
    headers: {
      en: names("Stance, Attitude, Support, Sentiment, Disposition, Relationship"),
      de: names("Haltung, Einstellung"),
      fr: names("Attitude, Soutien"),
      es: names("Actitud, Postura"),
      zh: names("态度, 立场, 支持度, 倾向"),
    },
    choices: {
      supports: names(
        "supports, support, supporter, supportive, for, pro, positive, champion, favourable, favorable, unterstützt, dafür, positiv, soutient, favorable, pour, apoya, a favor, 支持, 拥护, 友好, 积极",
      ),
      neutral: names("neutral, undecided, indifferent, unknown, neutre, neutro, indeciso, 中立, 一般, 未知, 观望"),
      opposes: names(
        "opposes, oppose, opponent, opposed, against, anti, negative, blocker, enemy, dagegen, negativ, lehnt ab, s oppose, contre, opposé, se opone, en contra, 反对, 抵制, 消极",
      ),
    },
  },
  {
    name: "influence",
    type: "number",
    description: "Weight of the person's word, 0 to 10 (1 where it is not said); high, medium and low are 5, 3 and 1",
    range: [0, 10],
    headers: {
      en: names("Influence, Influence Level, Power, Weight, Influence Score"),
      de: names("Einfluss, Gewicht"),
      fr: names("Influence, Poids"),
      es: names("Influencia, Peso"),
      zh: names("影响力, 影响程度, 权重"),
    },
    choices: {
      "5": names("high, strong, hoch, groß, élevée, forte, alta, 高, 大, 强"),
      "3": names("medium, med, moderate, mittel, moyenne, media, 中, 中等"),
      "1": names("low, weak, niedrig, gering, faible, baja, 低, 小, 弱"),
    },
  },
  {
    name: "position",
    type: "text",
    description: "The person's position in the organisation",
    headers: {
      en: names("Title, Job Title, Job, Function, Department"),
      de: names("Position, Funktion, Abteilung"),
      fr: names("Fonction, Poste, Service"),
      es: names("Cargo, Puesto, Departamento"),
      zh: names("职务, 职位, 岗位, 部门"),
    },
  },
  { name: "phone", type: "identifier", description: "Telephone number of the person", headers: PHONE_HEADERS },
  { name: "email", type: "text", description: "E-mail address of the person", headers: EMAIL_HEADERS },
  personal("age", "Age", "Age", "Alter", "Âge", "Edad", "年龄"),
  personal("health", "Health", "Health", "Gesundheit", "Santé", "Salud", "健康, 健康状况, 身体状况"),
  personal(
    "education",
    "Education",
    "Education, Degree, School",
    "Ausbildung, Bildung",
    "Formation, Études",
    "Educación, Formación",
    "学历, 教育, 教育程度, 毕业院校",
  ),
  personal(
    "background",
    "Background",
    "Background, Career, Biography",
    "Hintergrund, Werdegang",
    "Parcours, Origine",
    "Trayectoria, Antecedentes",
    "背景, 经历, 工作经历",
  ),
  personal(
    "personality",
    "Personality",
    "Personality, Character, Temperament",
    "Persönlichkeit, Charakter",
    "Personnalité, Caractère",
    "Personalidad, Carácter",
    "性格, 个性",
  ),
  personal(
    "ability",
    "Ability",
    "Ability, Abilities, Skills, Competence",
    "Fähigkeiten, Können",
    "Compétences, Capacités",
    "Capacidad, Habilidades",
    "能力, 工作能力, 专长",
  ),
  personal(
    "family",
    "Family",
    "Family, Marital Status, Children",
    "Familie, Familienstand",
    "Famille",
    "Familia",
    "家庭, 家庭情况",
  ),
  personal(
    "hobbies",
    "Hobbies and interests",
    "Hobbies, Hobby, Interests",
    "Hobbys, Interessen",
    "Loisirs, Centres d'intérêt",
    "Aficiones, Intereses",
    "爱好, 兴趣爱好, 兴趣",
  ),
  personal(
    "anniversaries",
    "Days to remember",
    "Anniversaries, Anniversary, Birthday, Important Dates, Remembrance Days",
    "Geburtstag, Jahrestage",
    "Anniversaire, Dates importantes",
    "Cumpleaños, Aniversarios",
    "纪念日, 生日, 重要日期",
  ),
  {
    name: "note",
    type: "text",
    description: "Notes in free text",
    headers: {
      en: names("Note, Notes, Comment, Comments, Remarks"),
      de: names("Notiz, Bemerkung"),
      fr: names("Notes, Commentaire"),
      es: names("Notas, Observaciones"),
      zh: names("备注, 说明"),
    },
  },
];
