import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import "#app/styles/admin.css";
import { translator } from "#app/i18n";
import { guideSentence } from "#app/i18n/guide.server";
import { guideAhead } from "#app/queries/admin/guide";
import { GuideLine } from "#app/ui/admin/guide-line";
import { TopBar, useT } from "#app/ui/kit";
import { Tabs } from "#app/ui/page";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  return { name: ctx.viewer.name, ahead: guideSentence(translator(ctx.locale), guideAhead(ctx)) };
}

export default function Admin() {
  const t = useT();
  const { name, ahead } = useLoaderData<typeof loader>();
  return (
    <div className="frame" data-frame="institution">
      <TopBar home="/admin" who={t("admin:title")} account={{ name, who: t("auth:role.admin") }} />
      <main id="main" tabIndex={-1} className="admin">
        <div className="admin-tabs">
          <Tabs
            label={t("admin:nav.label")}
            tabs={[
              { to: "/admin/health", label: t("admin:nav.health"), end: false },
              { to: "/admin/users", label: t("admin:nav.users"), end: false },
              { to: "/admin/organisations", label: t("admin:nav.organisations"), end: false },
              { to: "/admin/settings", label: t("admin:nav.settings"), end: false },
              { to: "/admin/desks", label: t("admin:nav.desks"), end: false },
              { to: "/admin/languages", label: t("admin:nav.languages"), end: false },
              { to: "/admin/travel", label: t("admin:nav.travel"), end: false },
              { to: "/admin/holidays", label: t("admin:nav.holidays"), end: false },
              { to: "/admin/journal", label: t("admin:nav.journal"), end: false },
              { to: "/coordinator", label: t("admin:nav.work") },
            ]}
          />
          <GuideLine words={ahead} />
        </div>
        <Outlet />
      </main>
    </div>
  );
}
