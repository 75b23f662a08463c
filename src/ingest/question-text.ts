/** `3、`, `Q3.`, `3)`: the number of a question, which is no part of it. */
const QUESTION_NUMBER = /^\s*\*?\s*Q?\d{1,3}\s*[、.．)）:：]\s*(?=\D)/iu;

/** Whether a header begins with the number of a question. */
export const isNumbered = (header: string): boolean => QUESTION_NUMBER.test(header);

/** The header of a question without its number and blanks. */
export const questionText = (header: string): string =>
  header.replace(QUESTION_NUMBER, "").replaceAll(/\s+/gu, " ").trim();

const ADDRESS = /^(?:请(?:输入|填写)?|您的|你的|your\s|ihre?\s|votre\s|su\s)+/iu;

/** What a form asks for, without the words that address the customer: `2、您的手机号` asks for a `手机号`. */
export const askedFor = (header: string): string => questionText(header).replace(ADDRESS, "");
