/** What single keys do, and the switch that puts them out of use; also where a way of looking at the lanes is kept. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { preferenceCookies, preferencesOf } from "#app/auth/preferences";
import { enter } from "#app/context.server";
import { invalid, readForm, sentForm } from "#app/form";
import { translator } from "#app/i18n/index";
import { withinCoordinator } from "#app/ui/calendar/view";
import { KeyList } from "#app/ui/coordinator/keys";
import { Card, Page, useT } from "#app/ui/kit";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  return { hasKeys: preferencesOf(request).hasKeys, title: translator(ctx.locale)("coordinator:keys.title") };
}

const Wish = z.object({
  keys: z.enum(["on", "off"]).optional(),
  lanes: z.enum(["compact", "wide"]).optional(),
  back: z.string().max(500).optional(),
});

export async function action({ request }: ActionFunctionArgs) {
  await enter(request, "coordinator");
  const form = readForm(Wish, await sentForm(request));
  if (!form.ok) return invalid(form);
  const { keys, lanes, back } = form.value;
  const headers = preferenceCookies({
    ...(keys && { hasKeys: keys === "on" }),
    ...(lanes && { isCompact: lanes === "compact" }),
  });
  return redirect(withinCoordinator(back ?? "/coordinator/keys"), { headers });
}

export default function KeysPage() {
  const t = useT();
  const { hasKeys } = useLoaderData<typeof loader>();
  return (
    <Page width="narrow" title={t("coordinator:keys.title")}>
      <Card>
        <KeyList hasKeys={hasKeys} />
      </Card>
    </Page>
  );
}
