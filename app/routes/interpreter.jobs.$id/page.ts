/** What the page of one job shows. */
import type { useLoaderData } from "@remix-run/react";
import { create } from "qrcode";
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, notFound, runtime } from "#app/context.server";
import { translator } from "#app/i18n/index";
import { jobForInterpreter } from "#app/queries/interpreter/jobs";
import { ownReport, reportChoices, spotToken } from "#app/queries/interpreter/own-report";
import { whatOf } from "#app/ui/interpreter/asked";

export type PageFacts = ReturnType<typeof useLoaderData<typeof readPage>>;

/** `search` says what was just done. */
export function readPage(ctx: Ctx<UserViewer>, id: string, search: URLSearchParams) {
  const job = jobForInterpreter(ctx, id);
  if (!job) throw notFound();
  const title = whatOf(translator(ctx.locale), job.request);
  const report = job.report && ownReport(ctx, id);
  const isWritten = job.canReport || (report !== null && report.canCorrect !== null && search.has("correct"));
  const token = report?.state === "waiting" && !search.has("correct") ? spotToken(ctx, id) : null;
  return {
    job,
    report,
    choices: isWritten ? reportChoices(ctx, id) : null,
    spot: token === null ? null : codeOf(`${runtime().config.appUrl}/a/${token}`),
    now: ctx.now,
    userId: ctx.viewer.userId,
    title,
    done: DONE.find((one) => search.has(one)) ?? null,
  };
}

const DONE = ["reported", "corrected", "asked", "attested"] as const;

/** Black squares as one path of a picture of so many squares a side. */
function codeOf(address: string) {
  const { modules } = create(address, { errorCorrectionLevel: "M" });
  const { size } = modules;
  const lines = Array.from({ length: size * size }, (_, place) => {
    const [x, y] = [place % size, Math.floor(place / size)];
    return modules.get(y, x) ? `M${x} ${y}h1v1h-1z` : "";
  });
  return { size, path: lines.join("") };
}
