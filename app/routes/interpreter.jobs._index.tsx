import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { translator } from "#app/i18n/index";
import { countJobsToReport, doneJobs, jobsToReport, nextJobs } from "#app/queries/interpreter/jobs";
import { Downloads } from "#app/ui/downloads";
import { JobCard, JobRow } from "#app/ui/interpreter/job";
import { ButtonLink, Card, Empty, Notice, Page, Tabs, useT, VisuallyHidden } from "#app/ui/kit";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  const query = new URL(request.url).searchParams;
  const page = Math.min(1000, Math.max(1, Number.parseInt(query.get("page") ?? "1", 10) || 1));
  const shared = {
    now: ctx.now,
    toReport: countJobsToReport(ctx),
    title: translator(ctx.locale)("interpreter:jobs.title"),
    gaveBack: query.get("gave") === "back",
  };
  if (query.get("view") === "done")
    return { ...shared, view: "done" as const, page, waiting: jobsToReport(ctx), done: doneJobs(ctx, page) };
  return { ...shared, view: "next" as const, jobs: nextJobs(ctx) };
}

/** What comes, and what has been: two lists that cannot be taken for one another. */
export default function Jobs() {
  const t = useT();
  const page = useLoaderData<typeof loader>();
  const { view, toReport } = page;
  return (
    <Page width="narrow" title={t("interpreter:jobs.title")}>
      <Tabs
        label={t("interpreter:jobs.views")}
        tabs={[
          { to: "/interpreter/jobs", label: t("interpreter:jobs.next"), current: view === "next" },
          {
            to: "/interpreter/jobs?view=done",
            label: t("interpreter:jobs.done"),
            current: view === "done",
            ...(toReport > 0 && { count: toReport }),
          },
        ]}
      />
      {page.gaveBack && (
        <Notice tone="secured" title={t("interpreter:job.giveBack.done")} announce>
          <p>{t("interpreter:job.giveBack.doneText")}</p>
        </Notice>
      )}
      {page.view === "next" ? <Next {...page} /> : <Done {...page} />}
      <Downloads to="/interpreter/jobs/export" />
    </Page>
  );
}

type Shown<V extends "next" | "done"> = Extract<ReturnType<typeof useLoaderData<typeof loader>>, { view: V }>;

function Next({ jobs, now, toReport }: Shown<"next">) {
  const t = useT();
  const first = jobs.findIndex(({ state }) => state === "next" || state === "running");
  return (
    <>
      {toReport > 0 && (
        <Notice tone="waiting" title={t("interpreter:jobs.toReport", { count: toReport })}>
          <p>
            <ButtonLink to="/interpreter/jobs?view=done">{t("interpreter:jobs.toReportAction")}</ButtonLink>
          </p>
        </Notice>
      )}
      {jobs.length === 0 ? (
        <Card>
          <Empty title={t("interpreter:jobs.nextEmpty")} icon="calendar">
            <p>{t("interpreter:jobs.nextEmptyText")}</p>
            <Link to="/interpreter">{t("interpreter:jobs.toOffers")}</Link>
          </Empty>
        </Card>
      ) : (
        <>
          <VisuallyHidden as="h2">{t("interpreter:jobs.next")}</VisuallyHidden>
          <ul className="job-list">
            {jobs.map((job, index) => (
              <JobCard key={job.id} job={job} now={now} isFirst={index === first} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Done({ waiting, done, page, now }: Shown<"done">) {
  const t = useT();
  const list = (to: number) => `/interpreter/jobs?view=done&page=${to}`;
  return (
    <>
      {waiting.length > 0 && page === 1 && (
        <section className="stack">
          <h2>{t("interpreter:jobs.toReportTitle")}</h2>
          <ul className="job-list">
            {waiting.map((job) => (
              <JobCard key={job.id} job={job} now={now} />
            ))}
          </ul>
        </section>
      )}
      {done.jobs.length > 0 && (
        <section className="stack">
          <h2>{t("interpreter:jobs.reported")}</h2>
          <ul className="job-list" data-done>
            {done.jobs.map((job) => (
              <JobRow key={job.id} job={job} />
            ))}
          </ul>
        </section>
      )}
      {waiting.length + done.jobs.length === 0 && (
        <Card>
          <Empty title={t("interpreter:jobs.doneEmpty")} icon="list">
            <p>{t("interpreter:jobs.doneEmptyText")}</p>
            <Link to="/interpreter">{t("interpreter:jobs.toOffers")}</Link>
          </Empty>
        </Card>
      )}
      {(page > 1 || done.hasMore) && (
        <nav className="row" aria-label={t("common:paging.label")}>
          {page > 1 && <ButtonLink to={list(page - 1)}>{t("interpreter:jobs.newer")}</ButtonLink>}
          {done.hasMore && <ButtonLink to={list(page + 1)}>{t("interpreter:jobs.older")}</ButtonLink>}
        </nav>
      )}
    </>
  );
}
