import { SURVEY_ADMINISTRATION } from "../fields/survey-administration.js";
import type { Preset } from "../preset.js";

/** Qualtrics, Data & Analysis, Export Data, CSV. Choice texts or numeric values: both are read. */
export const qualtrics: Preset = {
  id: "qualtrics",
  title: "a Qualtrics export of responses",
  role: "responses",
  signature: ["StartDate", "EndDate", "Status", "Progress", "Finished", "ResponseId"],
  columns: {
    response_id: "ResponseId",
    customer_id: ["ExternalReference", "ExternalDataReference"],
    email: "RecipientEmail",
    date: ["RecordedDate", "EndDate"],
  },
  ignore: SURVEY_ADMINISTRATION,
  rules: [
    {
      class: "test",
      when: {
        header: "Status",
        startsWith: ["survey preview", "preview", "survey test", "spam", "possible spam", "offline survey preview"],
        // 1 preview, 2 test, 8 spam, 9 and 17 previews of those, 12, 24 and 40 spam
        equals: ["1", "2", "8", "9", "12", "17", "24", "40"],
      },
    },
  ],
  notes: [
    "The rows with the text of the questions and the import ids are labels, no responses; they are filtered as label-row.",
    "Previews, tests and spam are filtered as test. Responses that were not finished count with the answers they have.",
  ],
};
