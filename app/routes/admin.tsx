import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { may } from "#app/auth/policy";
import { enter } from "#app/context.server";
import { translator } from "#app/i18n";
import { guideSentence } from "#app/i18n/guide.server";
import { guideAhead } from "#app/queries/admin/guide";
import { GuideLine } from "#app/ui/admin/guide-line";
import { TabbedRoom } from "#app/ui/admin/room";
import { RoomFault } from "#app/ui/coordinator/reads-only";
import { useT } from "#app/ui/kit";

export { RoomFault as ErrorBoundary };

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const { name, role } = ctx.viewer;
  const readsOnly = !may.administer(ctx.viewer);
  return { name, role, readsOnly, ahead: readsOnly ? null : guideSentence(translator(ctx.locale), guideAhead(ctx)) };
}

export default function Admin() {
  const t = useT();
  const { ahead, ...viewer } = useLoaderData<typeof loader>();
  const tab = (to: string, label: string) => ({ to, label: t(`admin:nav.${label}`), end: false });
  const tabs = [
    tab("/admin/health", "health"),
    tab("/admin/users", "users"),
    tab("/admin/organisations", "organisations"),
    tab("/admin/settings", "settings"),
    tab("/finance/rates", "rates"),
    tab("/admin/desks", "desks"),
    tab("/admin/languages", "languages"),
    tab("/admin/travel", "travel"),
    tab("/admin/holidays", "holidays"),
    tab("/admin/import", "import"),
    tab("/admin/texts", "texts"),
    tab("/admin/journal", "journal"),
    { to: "/coordinator", label: t("admin:nav.work") },
  ];
  return (
    <TabbedRoom home="/admin" title={t("admin:title")} viewer={viewer} tabs={{ label: t("admin:nav.label"), tabs }}>
      <GuideLine words={ahead} />
    </TabbedRoom>
  );
}
