/** What came of the requesters' surveys, as a table. */
import type { Locale } from "#app/dispatch/vocabulary";
import { translator } from "#app/i18n";
import type { SurveyResult } from "#app/queries/heard/surveys";
import type { ListTable } from "./table";

export function surveysTable({ locale }: { locale: Locale }, results: readonly SurveyResult[]): ListTable {
  const t = translator(locale);
  return {
    list: "surveys",
    heads: ["period", "question", "average", "count"].map((head) => t(`heard:surveys.${head}`)),
    pages: () => [
      results.flatMap(({ period, questions, answers, words }) => [
        ...questions.map(({ question, average }) => [period, t(`heard:survey.${question}`), average, answers]),
        ...words.map((said) => [period, said, null, null]),
      ]),
    ],
  };
}
