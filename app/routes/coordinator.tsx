import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Link, Outlet, useLoaderData } from "@remix-run/react";
import { may, mayRead } from "#app/auth/policy";
import { preferencesOf } from "#app/auth/preferences";
import { enter } from "#app/context.server";
import { translator } from "#app/i18n";
import { guideSentence } from "#app/i18n/guide.server";
import { guideAhead } from "#app/queries/admin/guide";
import { attentionCount } from "#app/queries/coordinator/queue";
import { openComplaints } from "#app/queries/heard/complaints";
import sheet from "#app/styles/coordinator.css?url";
import { GuideLine } from "#app/ui/admin/guide-line";
import { FindBox } from "#app/ui/coordinator/find-box";
import { Keys } from "#app/ui/coordinator/keys";
import { Reading, RoomFault } from "#app/ui/coordinator/reads-only";
import { CoordinatorFrame, type NavItem, useT } from "#app/ui/kit";
import { UndoToast } from "#app/ui/undo";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: sheet }];

export { RoomFault as ErrorBoundary };

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  return {
    name: ctx.viewer.name,
    role: ctx.viewer.role,
    canAdminister: mayRead(ctx.viewer, "admin"),
    readsOnly: !may.dispatch(ctx.viewer),
    attention: attentionCount(ctx),
    complaints: openComplaints(ctx),
    ahead: may.administer(ctx.viewer) ? guideSentence(translator(ctx.locale), guideAhead(ctx)) : null,
    hasKeys: preferencesOf(request).hasKeys,
  };
}

/** The coordinators' room: a slim rail of words, the work at full width. */
export default function CoordinatorRoom() {
  const t = useT();
  const { name, role, canAdminister, attention, complaints, hasKeys, ahead, readsOnly } =
    useLoaderData<typeof loader>();
  const nav: NavItem[] = [
    {
      to: "/coordinator",
      end: true,
      icon: "inbox",
      label: t("coordinator:frame.queue"),
      count: attention,
      countLabel: t("coordinator:frame.attention", { count: attention }),
    },
    { to: "/coordinator/calendar", icon: "calendar", label: t("coordinator:frame.calendar") },
    { to: "/coordinator/plan", icon: "plan", label: t("coordinator:frame.plan") },
    { to: "/coordinator/list", icon: "list", label: t("coordinator:frame.list") },
    { to: "/coordinator/requests", icon: "building", label: t("coordinator:frame.requests") },
    { to: "/coordinator/interpreters", icon: "people", label: t("coordinator:frame.people") },
    { to: "/finance/statements", icon: "copy", label: t("coordinator:frame.statements") },
    { to: "/coordinator/clients", icon: "person", label: t("coordinator:frame.clients") },
    {
      to: "/coordinator/complaints",
      icon: "info",
      label: t("heard:desk.nav"),
      count: complaints,
      countLabel: t("heard:desk.openCount", { count: complaints }),
    },
    ...(canAdminister ? [{ to: "/admin", icon: "settings" as const, label: t("coordinator:frame.admin") }] : []),
  ];
  return (
    <CoordinatorFrame
      account={{ name, who: t(`domain:role.${role}`) }}
      nav={nav}
      find={<FindBox hasKeys={hasKeys} />}
      foot={<Link to="/coordinator/keys">{t("coordinator:keys.title")}</Link>}
    >
      <GuideLine words={ahead} />
      <Reading isOnly={readsOnly}>
        <Outlet />
        <Keys areOn={hasKeys} />
      </Reading>
      {!readsOnly && <UndoToast />}
    </CoordinatorFrame>
  );
}
