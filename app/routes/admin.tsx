import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { may } from "#app/auth/policy";
import { enter } from "#app/context.server";
import "#app/styles/admin.css";
import { translator } from "#app/i18n";
import { guideSentence } from "#app/i18n/guide.server";
import { guideAhead } from "#app/queries/admin/guide";
import { GuideLine } from "#app/ui/admin/guide-line";
import { Reading, RoomFault } from "#app/ui/coordinator/reads-only";
import { TopBar, useT } from "#app/ui/kit";
import { Tabs } from "#app/ui/page";

export { RoomFault as ErrorBoundary };

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const { name, role } = ctx.viewer;
  const readsOnly = !may.administer(ctx.viewer);
  return { name, role, readsOnly, ahead: readsOnly ? null : guideSentence(translator(ctx.locale), guideAhead(ctx)) };
}

export default function Admin() {
  const t = useT();
  const { name, role, readsOnly, ahead } = useLoaderData<typeof loader>();
  return (
    <div className="frame" data-frame="institution">
      <TopBar home="/admin" who={t("admin:title")} account={{ name, who: t(`auth:role.${role}`) }} />
      <main id="main" tabIndex={-1} className="admin">
        <div className="admin-tabs">
          <Tabs
            label={t("admin:nav.label")}
            tabs={[
              { to: "/admin/health", label: t("admin:nav.health"), end: false },
              { to: "/admin/users", label: t("admin:nav.users"), end: false },
              { to: "/admin/organisations", label: t("admin:nav.organisations"), end: false },
              { to: "/admin/settings", label: t("admin:nav.settings"), end: false },
              { to: "/finance/rates", label: t("admin:nav.rates"), end: false },
              { to: "/admin/desks", label: t("admin:nav.desks"), end: false },
              { to: "/admin/languages", label: t("admin:nav.languages"), end: false },
              { to: "/admin/travel", label: t("admin:nav.travel"), end: false },
              { to: "/admin/holidays", label: t("admin:nav.holidays"), end: false },
              { to: "/admin/import", label: t("admin:nav.import"), end: false },
              { to: "/admin/texts", label: t("admin:nav.texts"), end: false },
              { to: "/admin/journal", label: t("admin:nav.journal"), end: false },
              { to: "/coordinator", label: t("admin:nav.work") },
            ]}
          />
          <GuideLine words={ahead} />
        </div>
        <Reading isOnly={readsOnly}>
          <Outlet />
        </Reading>
      </main>
    </div>
  );
}
