import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { translator } from "#app/i18n/index";
import { ownEvaluation } from "#app/queries/heard/evaluation";
import { Moods, QuestionTable } from "#app/ui/heard/results";
import { ButtonLink, Card, Page, useT } from "#app/ui/kit";

/** Read rarely, and without a line of script. */
export const handle = { plain: true };

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  return { years: ownEvaluation(ctx), title: translator(ctx.locale)("heard:own.title") };
}

/** How an interpreter's work sounds to clients, on the whole. */
export default function OwnEvaluation() {
  const t = useT();
  const { years, title } = useLoaderData<typeof loader>();
  return (
    <Page width="narrow" title={title} lead={t("heard:own.lead")}>
      <Card>
        <QuestionTable head={t("heard:results.year")}>
          {years.map(({ year, answers }) => (
            <Moods key={year} name={String(year)} answers={answers} />
          ))}
        </QuestionTable>
      </Card>
      <p>
        <ButtonLink to="/interpreter/more" icon="previous" reloadDocument>
          {t("heard:own.back")}
        </ButtonLink>
      </p>
    </Page>
  );
}
