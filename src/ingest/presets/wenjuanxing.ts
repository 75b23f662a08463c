import { SURVEY_ADMINISTRATION } from "../fields/survey-administration.js";
import type { Preset } from "../preset.js";

/** 问卷星 (wjx.cn), 统计&分析, 查看下载答卷, by text or by number. */
export const wenjuanxing: Preset = {
  id: "wenjuanxing",
  title: "a 问卷星 (wjx.cn) export of responses",
  role: "responses",
  signature: ["序号", "提交答卷时间", "所用时间"],
  columns: { response_id: "序号", date: "提交答卷时间" },
  ignore: SURVEY_ADMINISTRATION,
  recordIdWith: "提交答卷时间",
  notes: [
    "序号 counts the responses of each questionnaire anew, so the time belongs to the identifier of a response.",
    "Several choices in one cell, parted by ┋, are an answer each.",
  ],
};
