import "#app/styles/institution.css";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { institutionArea } from "#app/queries/institution/area";
import { InstitutionFrame, useT } from "#app/ui/kit";

export async function loader({ request }: LoaderFunctionArgs) {
  return institutionArea(await enter(request, "requester"));
}

export default function Institution() {
  const t = useT();
  const account = useLoaderData<typeof loader>();
  return (
    <InstitutionFrame
      account={account}
      nav={[
        { to: "/institution", label: t("request:area.mine"), icon: "list", end: true },
        { to: "/institution/new", label: t("request:area.new"), icon: "plus" },
      ]}
    >
      <Outlet />
    </InstitutionFrame>
  );
}
