import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { dayShort, decimal, lastDayShort, momentLong } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { type SurveyResult, surveyResults } from "#app/queries/heard/surveys";
import { startOfDay } from "#app/time";
import { Downloads } from "#app/ui/downloads";
import { Card, Empty, Page, Table, useReader, useT } from "#app/ui/kit";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  return { results: surveyResults(ctx), now: ctx.now, title: translator(ctx.locale)("heard:surveys.title") };
}

/** What requesters answered, a month or quarter at a time, and nobody's by name. */
export default function SurveysPage() {
  const t = useT();
  const { results, title } = useLoaderData<typeof loader>();
  return (
    <Page title={title} lead={t("heard:surveys.lead")}>
      {results.length === 0 ? (
        <Empty title={t("heard:surveys.none")} icon="done">
          <p>{t("heard:surveys.noneText")}</p>
          <Link to="/coordinator/evaluations" className="tap">
            {t("heard:results.title")}
          </Link>
        </Empty>
      ) : (
        <>
          {results.map((result) => (
            <Result key={result.period} result={result} />
          ))}
          <Downloads to="/coordinator/surveys/export" />
        </>
      )}
    </Page>
  );
}

function Result({ result: { period, until, closesAt, questions, answers, words } }: { result: SurveyResult }) {
  const { t, locale } = useReader();
  const { now } = useLoaderData<typeof loader>();
  const title = `${dayShort(locale, startOfDay(period))} – ${lastDayShort(locale, startOfDay(until))}`;
  if (closesAt !== null)
    return (
      <Card title={title}>
        <p>{t("heard:surveys.open", { when: momentLong(locale, closesAt, now) })}</p>
      </Card>
    );
  return (
    <Card title={title}>
      {answers === null ? (
        <p>{t("heard:surveys.few")}</p>
      ) : (
        <>
          <Table heads={[t("heard:surveys.question"), t("heard:surveys.average")]}>
            {questions.map(({ question, average }) => (
              <tr key={question}>
                <th scope="row">{t(`heard:survey.${question}`)}</th>
                <td>{average === null ? t("heard:surveys.few") : decimal(locale, average)}</td>
              </tr>
            ))}
          </Table>
          <p className="small muted">
            {t("heard:surveys.count")}: {answers}
          </p>
        </>
      )}
      {words.length > 0 && (
        <>
          <h3>{t("heard:surveys.said")}</h3>
          <ul>
            {words.map((said) => (
              <li key={said} className="note-text">
                {said}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
