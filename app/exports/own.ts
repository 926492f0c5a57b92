/** Lists of an institution and of an interpreter as tables: their own, as their pages show them. */
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { translator } from "#app/i18n";
import { dateTime } from "#app/i18n/format";
import { type MyFilters, myRequests } from "#app/queries/institution/my-requests";
import { type DoneJob, doneJobs, jobsToReport, nextJobs } from "#app/queries/interpreter/jobs";
import { cutShort, headsOf } from "./heads";
import { type ListTable, pagesOf } from "./table";

export function ownRequestsTable(ctx: Ctx<UserViewer>, filters: MyFilters): ListTable {
  const t = translator(ctx.locale);
  const read = (page: number) => {
    const list = myRequests(ctx, { ...filters, page });
    return { rows: list.rows, hasNext: list.hasNext, isCut: list.isMore };
  };
  return {
    list: "own_requests",
    heads: headsOf(t, "state reference language mode place start end client contact people"),
    pages: () =>
      pagesOf(
        read,
        (row) => [
          t(`domain:requestState.${row.state}`),
          row.reference,
          row.language,
          t(`domain:mode.${row.mode}`),
          row.place,
          dateTime(ctx.locale, row.interval.start),
          dateTime(ctx.locale, row.interval.end),
          row.clientCode,
          row.contactName,
          row.people.join(", "),
        ],
        cutShort(t),
      ),
  };
}

/** What comes, what waits for a report, and all that has been. */
export function ownJobsTable(ctx: Ctx<UserViewer>): ListTable {
  const t = translator(ctx.locale);
  const read = (page: number): { rows: readonly DoneJob[]; hasNext: boolean } => {
    if (page === 1) return { rows: [...nextJobs(ctx), ...jobsToReport(ctx)], hasNext: true };
    const { jobs, hasMore } = doneJobs(ctx, page - 1);
    return { rows: jobs, hasNext: hasMore };
  };
  return {
    list: "own_jobs",
    heads: headsOf(t, "state start end language mode organisation"),
    pages: () =>
      pagesOf(
        read,
        ({ state, request }) => [
          t(`interpreter:jobs.state.${state}`),
          dateTime(ctx.locale, request.start),
          dateTime(ctx.locale, request.end),
          [request.language, request.variant].filter(Boolean).join(", "),
          t(`domain:mode.${request.mode}`),
          request.organisation,
        ],
        cutShort(t),
      ),
  };
}
