import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { countOffersForInterpreter } from "#app/queries/interpreter/offers";
import "#app/styles/fold.css";
import "#app/styles/interpreter.css";
import { QueuedReports } from "#app/ui/interpreter/queued";
import { InterpreterFrame, type NavItem, useT } from "#app/ui/kit";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  return { userId: ctx.viewer.userId, name: ctx.viewer.name, waiting: countOffersForInterpreter(ctx) };
}

/** The interpreters' room: four places at the thumb, and how many offers wait. */
export default function InterpreterRoom() {
  const t = useT();
  const { userId, name, waiting } = useLoaderData<typeof loader>();
  const nav: NavItem[] = [
    {
      to: "/interpreter",
      end: true,
      icon: "inbox",
      label: t("interpreter:nav.offers"),
      count: waiting,
      countLabel: t("interpreter:nav.waiting", { count: waiting }),
    },
    { to: "/interpreter/jobs", icon: "list", label: t("interpreter:nav.jobs") },
    { to: "/interpreter/calendar", icon: "calendar", label: t("interpreter:nav.calendar") },
    { to: "/interpreter/more", icon: "more", label: t("interpreter:nav.more") },
  ];
  return (
    <InterpreterFrame account={{ name, who: t("domain:role.interpreter") }} nav={nav}>
      <p className="visually-hidden" role="status">
        {waiting > 0 && t("interpreter:nav.waiting", { count: waiting })}
      </p>
      <QueuedReports userId={userId} />
      <Outlet />
    </InterpreterFrame>
  );
}
