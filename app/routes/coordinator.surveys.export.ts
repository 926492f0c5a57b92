import type { LoaderFunctionArgs } from "@remix-run/node";
import { enter } from "#app/context.server";
import { listAnswer } from "#app/exports/answer";
import { surveysTable } from "#app/exports/surveys";
import { surveyResults } from "#app/queries/heard/surveys";

/** The figures of the page as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  return listAnswer(request, ctx, new URL(request.url).searchParams, surveysTable(ctx, surveyResults(ctx)));
}
