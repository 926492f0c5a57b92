import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { translator } from "#app/i18n";
import { phone, phoneLink } from "#app/i18n/format";
import { desksToCall } from "#app/queries/everyone/landing";
import { Card, Page, PlainFrame, useT } from "#app/ui/kit";
import { LanguageSwitch } from "#app/ui/language-switch";
import { OfficeHours } from "#app/ui/office";

/** Words alone: no script is needed, and none is sent. */
export const handle = { plain: true };

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "anyone");
  return { desks: desksToCall(ctx), title: translator(ctx.locale)("common:accessibility.title") };
}

const GAPS = ["calendar", "documents", "readers"] as const;

export default function Accessibility() {
  const t = useT();
  const { desks } = useLoaderData<typeof loader>();
  return (
    <PlainFrame aside={<LanguageSwitch />}>
      <Page width="narrow" title={t("common:accessibility.title")} lead={t("common:accessibility.lead")}>
        <Card title={t("common:accessibility.level.title")}>
          <p>{t("common:accessibility.level.text")}</p>
        </Card>
        <Card title={t("common:accessibility.gaps.title")}>
          <ul>
            {GAPS.map((gap) => (
              <li key={gap}>{t(`common:accessibility.gaps.${gap}`)}</li>
            ))}
          </ul>
        </Card>
        <Card title={t("common:accessibility.other.title")}>
          <p>{t("common:accessibility.other.text")}</p>
          <ul>
            {desks.map((desk) => (
              <li key={desk.name}>
                {desk.name}: <a href={phoneLink(desk.phone)}>{phone(desk.phone)}</a>
              </li>
            ))}
          </ul>
          <OfficeHours />
        </Card>
        <Card title={t("common:accessibility.method.title")}>
          <p>{t("common:accessibility.method.text")}</p>
        </Card>
      </Page>
    </PlainFrame>
  );
}
