/**
 * "Move…": another person, another time, or nobody, for one place of a request. The same page for everybody: by keyboard, without
 * JavaScript, and as the dialog after a drop on the calendar. What is confirmed is exactly what is shown.
 */

import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { readDates } from "#app/dates";
import { sentForm } from "#app/form";
import { MovePanel } from "#app/ui/calendar/move-panel";
import { Page, useT } from "#app/ui/kit";
import "#app/styles/calendar.css";
import { doDeed } from "./deeds";
import { readPage } from "./page";

/** A form stays as it is under the hand; what has changed meanwhile is said when it is sent. */
export const handle = { still: true };

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  return readPage(ctx, readDates(new URL(request.url).searchParams, ctx.now, "date"));
}

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  return doDeed(ctx, await sentForm(request));
}

export default function Move() {
  const t = useT();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page title={t(`coordinator:move.title.${page.subject.assignmentId ? "move" : "assign"}`)} width="normal">
      <MovePanel page={page} answer={answer} />
    </Page>
  );
}
