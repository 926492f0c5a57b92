/** The calendar: the day by person, the week and the month at a glance. Without JavaScript the same days stand as a list. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { addressWithDates } from "#app/respond";
import "#app/styles/calendar.css";
import { readPage } from "./page";
import { CalendarScreen } from "./view";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  return readPage(ctx, addressWithDates(request, ctx.now, "date"));
}

export default function CalendarPage() {
  return <CalendarScreen page={useLoaderData<typeof loader>()} />;
}
