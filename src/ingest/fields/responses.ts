import type { Field } from "../field.js";
import { names } from "./names.js";
import {
  CUSTOMER_ID_HEADERS,
  CUSTOMER_NAME_HEADERS,
  EMAIL_HEADERS,
  PHONE_HEADERS,
  STAGE_CHOICES,
} from "./record-words.js";

/** Fields of a file of survey answers, one record an answer; in the wide form each question has a column of its own. */
export const RESPONSE_FIELDS: readonly Field[] = [
  {
    name: "response_id",
    type: "identifier",
    description: "Identifier of the filled-in questionnaire",
    headers: {
      en: names(
        "Response ID, ResponseId, Respondent ID, Submission ID, Questionnaire ID, Answer ID, Entry ID, Response",
      ),
      de: names("Antwort-ID, Fragebogen-Nr., Teilnehmer-ID, Rücklauf"),
      fr: names("ID de réponse, N° de réponse, ID du répondant"),
      es: names("ID de respuesta, ID del encuestado, N.º de respuesta"),
      zh: names("答卷编号, 答卷ID, 问卷编号, 提交编号"),
    },
  },
  {
    name: "customer_id",
    type: "identifier",
    description: "The customer who answered",
    headers: {
      ...CUSTOMER_ID_HEADERS,
      en: [
        ...CUSTOMER_ID_HEADERS.en,
        ...names("Respondent, External Reference, ExternalReference, External Data Reference, Custom Data 1"),
      ],
    },
  },
  {
    name: "email",
    type: "text",
    description: "E-mail address of the customer",
    headers: { ...EMAIL_HEADERS, en: [...EMAIL_HEADERS.en, "RecipientEmail", "Recipient E-mail"] },
  },
  { name: "phone", type: "identifier", description: "Telephone number of the customer", headers: PHONE_HEADERS },
  {
    name: "customer_name",
    type: "text",
    description: "Name of the customer",
    headers: {
      ...CUSTOMER_NAME_HEADERS,
      en: [...CUSTOMER_NAME_HEADERS.en, "Name", "Full Name"],
      zh: [...CUSTOMER_NAME_HEADERS.zh, "姓名"],
    },
  },
  {
    name: "date",
    type: "date",
    description: "Day of the answer",
    headers: {
      en: names(`When, Date, Timestamp, Submitted At, Recorded Date, RecordedDate, End Date, EndDate, Date Modified, Completed At,
        Response Date, Submission Date, Answered At, Submitted, Date Submitted`),
      de: names("Datum, Zeitstempel, Abgegeben am, Antwortdatum"),
      fr: names("Horodateur, Horodatage, Date de réponse, Date, Soumis le"),
      es: names("Marca temporal, Fecha, Fecha de respuesta, Enviado el"),
      zh: names("提交答卷时间, 提交时间, 填写时间, 答题时间, 日期, 时间, 时间戳记"),
    },
  },
  {
    name: "question",
    type: "text",
    description: "The question, or its name",
    headers: {
      en: names("Question, Question Text, Question ID, Question Name, Survey Question"),
      de: names("Frage, Fragetext"),
      fr: names("Question, Intitulé"),
      es: names("Pregunta"),
      zh: names("问题, 题目, 题干, 问题名称"),
    },
  },
  {
    name: "answer",
    type: "text",
    description: "The answer, as written",
    headers: {
      en: names("Answer, Response Value, Value, Score, Rating, Response Text, Answer Text"),
      de: names("Antwort, Wert, Bewertung"),
      fr: names("Réponse, Valeur, Note"),
      es: names("Respuesta, Valor, Puntuación"),
      zh: names("答案, 回答, 选项, 得分, 评分, 分值"),
    },
  },
  {
    name: "stage",
    type: "choice",
    description: "Stage that the question is about: pre_sales, on_sale, after_sales",
    headers: {
      en: names("Stage, Survey Stage, Phase"),
      de: names("Phase, Stufe"),
      fr: names("Étape, Phase"),
      es: names("Etapa, Fase"),
      zh: names("阶段, 问卷阶段"),
    },
    choices: STAGE_CHOICES,
  },
];
