import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { may, mayRead } from "#app/auth/policy";
import { enter } from "#app/context.server";
import { TabbedRoom } from "#app/ui/admin/room";
import { RoomFault } from "#app/ui/coordinator/reads-only";
import { useT } from "#app/ui/kit";

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
  const { readsRates, coordinates, administers, ...viewer } = useLoaderData<typeof loader>();
  const tab = (to: string, label: string) => ({ to, label: t(`finance:nav.${label}`), end: false });
  const tabs = [
    tab("/finance/statements", "statements"),
    ...(readsRates ? [tab("/finance/rates", "rates"), tab("/finance/organisations", "funding")] : []),
    ...(coordinates ? [tab("/coordinator", "work")] : []),
    ...(administers ? [tab("/admin", "admin")] : []),
  ];
  const label = t("finance:nav.label");
  return (
    <TabbedRoom home="/finance/statements" title={t("finance:nav.title")} viewer={viewer} tabs={{ label, tabs }} />
  );
}
