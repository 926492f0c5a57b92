import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { decimal, sentenceCase } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { evaluationResults } from "#app/queries/heard/evaluation";
import { dateOf } from "#app/time";
import { Moods, QuestionTable } from "#app/ui/heard/results";
import { Card, Empty, Page, Tabs, useReader } from "#app/ui/kit";

/** Older figures are deleted. */
const YEARS = [0, 1, 2, 3];

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const thisYear = Number(dateOf(ctx.now).slice(0, 4));
  const asked = Number(new URL(request.url).searchParams.get("year"));
  const years = YEARS.map((ago) => thisYear - ago);
  const year = years.find((one) => one === asked) ?? thisYear;
  const title = translator(ctx.locale)("heard:results.title");
  return { ...evaluationResults(ctx, year), years, year, title };
}

/** What clients said, never one by one: averages of people, and of languages and sectors how it sounds. */
export default function EvaluationsPage() {
  const { t, locale } = useReader();
  const { people, languages, sectors, years, year, title } = useLoaderData<typeof loader>();
  const tabs = years.map((one) => ({ to: `?year=${one}`, label: String(one), current: one === year }));
  const isNothing = people.length + languages.length + sectors.length === 0;
  return (
    <Page title={title} lead={t("heard:results.lead")}>
      <Tabs label={t("heard:results.year")} tabs={tabs} />
      {isNothing ? (
        <Empty title={t("heard:results.none")} icon="done">
          <p>{t("heard:results.noneText")}</p>
          <Link to="/coordinator/complaints" className="tap">
            {t("heard:desk.title")}
          </Link>
        </Empty>
      ) : (
        <>
          <Card title={t("heard:results.people")}>
            <p className="small muted">{t("heard:results.peopleMeans")}</p>
            <QuestionTable head={t("heard:results.person")}>
              {people.map(({ name, answers }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {answers.map(({ question, average }) => (
                    <td key={question}>{average === null ? t("heard:results.few") : decimal(locale, average)}</td>
                  ))}
                </tr>
              ))}
            </QuestionTable>
          </Card>
          <Card title={t("heard:results.languages")}>
            <QuestionTable head={t("heard:results.language")}>
              {languages.map(({ name, answers }) => (
                <Moods key={name} name={sentenceCase(name)} answers={answers} />
              ))}
            </QuestionTable>
          </Card>
          <Card title={t("heard:results.sectors")}>
            <QuestionTable head={t("heard:results.sector")}>
              {sectors.map(({ sector, answers }) => (
                <Moods key={sector} name={sentenceCase(t(`domain:sector.${sector}`))} answers={answers} />
              ))}
            </QuestionTable>
          </Card>
        </>
      )}
    </Page>
  );
}
