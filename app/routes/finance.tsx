import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { may, mayRead } from "#app/auth/policy";
import { enter } from "#app/context.server";
import "#app/styles/admin.css";
import { Reading, RoomFault } from "#app/ui/coordinator/reads-only";
import { TopBar, useT } from "#app/ui/kit";
import { Tabs } from "#app/ui/page";

export { RoomFault as ErrorBoundary };

export async function loader({ request }: LoaderFunctionArgs) {
  const { viewer } = await enter(request, "finance");
  return {
    name: viewer.name,
    role: viewer.role,
    readsOnly: !may.approveStatements(viewer),
    readsRates: mayRead(viewer, "rates"),
    coordinates: mayRead(viewer, "coordinator"),
    administers: mayRead(viewer, "admin"),
  };
}

/** The room of finance: months and what they are reckoned by. Whoever comes from another room finds the way back. */
export default function Finance() {
  const t = useT();
  const { name, role, readsOnly, readsRates, coordinates, administers } = useLoaderData<typeof loader>();
  const tab = (to: string, label: string) => ({ to, label: t(`finance:nav.${label}`), end: false });
  return (
    <div className="frame" data-frame="institution">
      <TopBar home="/finance/statements" who={t("finance:nav.title")} account={{ name, who: t(`auth:role.${role}`) }} />
      <main id="main" tabIndex={-1} className="admin">
        <div className="admin-tabs">
          <Tabs
            label={t("finance:nav.label")}
            tabs={[
              tab("/finance/statements", "statements"),
              ...(readsRates ? [tab("/finance/rates", "rates"), tab("/finance/organisations", "funding")] : []),
              ...(coordinates ? [tab("/coordinator", "work")] : []),
              ...(administers ? [tab("/admin", "admin")] : []),
            ]}
          />
        </div>
        <Reading isOnly={readsOnly}>
          <Outlet />
        </Reading>
      </main>
    </div>
  );
}
