import { headerKey } from "../normalise-header.js";
import { names } from "./names.js";

/** Columns that survey systems write beside the questions: about the form that was filled in, never an answer. */
export const SURVEY_ADMINISTRATION =
  names(`Start Date, StartDate, End Date, EndDate, Status, IP Address, IPAddress, Progress,
  Duration, Duration (in seconds), Finished, Recorded Date, RecordedDate, Response ID, ResponseId, Respondent ID,
  Recipient Last Name, RecipientLastName, Recipient First Name, RecipientFirstName, Recipient Email, RecipientEmail,
  External Reference, ExternalReference, External Data Reference, Location Latitude, LocationLatitude, Location Longitude,
  LocationLongitude, Distribution Channel, DistributionChannel, User Language, UserLanguage, Q_RecaptchaScore, Q_RelevantIDDuplicate,
  Q_RelevantIDDuplicateScore, Q_RelevantIDFraudScore, Q_RelevantIDLastStartDate, Collector ID, CollectorID, Date Created,
  Date Modified, First Name, Last Name, Name, Full Name, Start Time, Completion Time, Last Modified Time, Language, Network ID, Submission ID,
  Submitted At, Submission Date, Submit Date (UTC), Start Date (UTC), Token, Tags, Total Points, Total Score, Quiz Feedback, Score,
  Zeitstempel, Startzeit, Fertigstellungszeit, Sprache, Dauer, Horodateur, Heure de début, Heure de fin, Durée, Marca temporal,
  Hora de inicio, Hora de finalización, Duración, 时间戳记, 序号, 提交答卷时间, 所用时间, 来源, 来源详情, 来自IP, 总分, 开始时间, 完成时间, 答题时长, 提交者, 昵称,
  微信昵称, 性别（微信）, IP, IP属地, 国家, 省份, 城市`);

const KEYS = new Set(SURVEY_ADMINISTRATION.map(headerKey));

/** Whether a header is of such a column. */
export const isAdministration = (header: string): boolean => KEYS.has(headerKey(header));
