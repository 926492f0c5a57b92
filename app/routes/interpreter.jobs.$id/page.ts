/** What the page of one job shows. */
import type { useLoaderData } from "@remix-run/react";
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, notFound } from "#app/context.server";
import { translator } from "#app/i18n/index";
import { jobForInterpreter } from "#app/queries/interpreter/jobs";
import { whatOf } from "#app/ui/interpreter/asked";

export type PageFacts = ReturnType<typeof useLoaderData<typeof readPage>>;

/** `search` says whether a report was just sent. */
export function readPage(ctx: Ctx<UserViewer>, id: string, search: URLSearchParams) {
  const job = jobForInterpreter(ctx, id);
  if (!job) throw notFound();
  const title = whatOf(translator(ctx.locale), job.request);
  const feedback = translator(ctx.locale)("heard:say.link");
  return { job, now: ctx.now, title, feedback, justReported: search.has("reported") };
}
