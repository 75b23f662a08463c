import { SURVEY_ADMINISTRATION } from "../fields/survey-administration.js";
import type { Preset } from "../preset.js";

/** SurveyMonkey, Export, All responses data, CSV or XLSX. */
export const surveyMonkey: Preset = {
  id: "survey-monkey",
  title: "a SurveyMonkey export of responses",
  role: "responses",
  signature: [
    ["Respondent ID", "RespondentID"],
    ["Collector ID", "CollectorID"],
    ["Start Date", "StartDate", "Date Created"],
  ],
  columns: {
    response_id: ["Respondent ID", "RespondentID"],
    customer_id: ["Custom Data 1", "Custom Data"],
    email: "Email Address",
    date: ["End Date", "EndDate", "Date Modified", "Start Date", "StartDate", "Date Created"],
  },
  ignore: SURVEY_ADMINISTRATION,
  dateOrder: "mdy",
  notes: ["The second line says the choices and rows of the questions; it is no response and filtered as label-row."],
};
