import { describe, expect, it } from "vitest";
import { answerMeaning } from "../../../src/analyses/survey/answer-meaning.js";
import type { QuestionKindId } from "../../../src/analyses/survey/question-kind.js";

describe("answerMeaning", () => {
  it.each<[QuestionKindId, string, string, string | null, number | null]>([
    ["nps", "NPS", "9", "9", 9],
    ["nps", "NPS", "10 - Extremely likely", "10", 10],
    ["nps", "NPS", "１０", "10", 10],
    ["nps", "NPS", "no idea", null, null],
    ["nps", "NPS", "11", "11", null],
    ["csat", "CSAT", "4,5", "4.5", 4.5],
    ["csat", "CSAT", "Very satisfied", "5", 5],
    ["csat", "CSAT", "Neither satisfied nor dissatisfied", "3", 3],
    ["csat", "CSAT", "Dissatisfied", "2", 2],
    ["csat", "CSAT", "sehr unzufrieden", "1", 1],
    ["csat", "CSAT", "非常满意", "5", 5],
    ["csat", "CSAT", "不满意", "2", 2],
    ["csat", "CSAT (1-10)", "9", "9", null],
    [
      "csat",
      "CSAT",
      "I was satisfied with the goods but then the delivery came a week late and nobody called",
      null,
      null,
    ],
    ["ces", "CES", "Strongly agree", "7", 7],
    ["ces", "CES", "Somewhat disagree", "3", 3],
    ["receive_information", "", "By telephone, please", "telephone", null],
    ["receive_information", "", "上门拜访", "visit", null],
    ["deal_with", "", "After-sales staff", "after_sales", null],
    ["deal_with", "", "Sales staff", "sales", null],
    ["deal_with", "", "the owner", null, null],
    ["effect", "", "Great", null, null],
  ])("%s, %s: %s", (kind, question, answer, choice, score) => {
    expect(answerMeaning(kind, question, answer)).toEqual({ choice, score, days: null });
  });

  it.each([
    ["Same day", 0],
    ["am selben Tag", 0],
    ["当天", 0],
    ["Within 3 working days", 3],
    ["3-5 days", 5],
    ["innerhalb von 5 Tagen", 5],
    ["7个工作日内", 7],
    ["within 24 hours", 1],
    ["2 weeks", 10],
    ["三个工作日", 3],
    ["a week", 5],
    ["whenever", null],
    ["20260302", null],
  ])("response time: %s is %s working days", (answer, days) => {
    expect(answerMeaning("response_time", "", answer).days).toBe(days);
  });
});
