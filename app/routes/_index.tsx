import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { HOME } from "#app/auth/redirect";
import { enter } from "#app/context.server";
import { ownServiceName } from "#app/facts/service/name";
import { phone, phoneLink } from "#app/i18n/format";
import { desksToCall } from "#app/queries/everyone/landing";
import "#app/styles/landing.css";
import { ButtonLink, PlainFrame, useT } from "#app/ui/kit";
import { LanguageSwitch } from "#app/ui/language-switch";
import { OfficeHours, useOffice } from "#app/ui/office";

/** Words and links alone: no script is needed, and none is sent. */
export const handle = { plain: true };

/** Whoever is signed in goes to their own room. */
export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "anyone");
  if (ctx.viewer.kind === "user") throw redirect(HOME[ctx.viewer.role]);
  return { desks: desksToCall(ctx), service: ownServiceName(ctx) };
}

export default function Landing() {
  const t = useT();
  const office = useOffice();
  const { desks, service } = useLoaderData<typeof loader>();
  return (
    <PlainFrame aside={<LanguageSwitch />}>
      <div className="landing">
        <section className="landing-hero">
          <BridgePicture />
          {service && <p className="landing-lead">{service}</p>}
          <h1>{t("common:landing.title")}</h1>
          <p className="landing-lead">{t("common:landing.lead")}</p>
          <div className="row">
            <ButtonLink to="/login" variant="primary" size="large">
              {t("common:nav.signIn")}
            </ButtonLink>
          </div>
          <p className="small muted">{t("common:landing.noAccount")}</p>
        </section>
        <section className="landing-ways" aria-label={t("common:landing.who")}>
          {(["institution", "interpreter", "coordinator"] as const).map((who) => (
            <div key={who}>
              <h2>{t(`common:landing.${who}.title`)}</h2>
              <p>{t(`common:landing.${who}.text`)}</p>
            </div>
          ))}
        </section>
        {desks.length > 0 && (
          <section className="landing-urgent">
            <h2>{t(office?.isOpen ? "common:landing.urgent" : "common:landing.desks")}</h2>
            <p>
              <OfficeHours />
            </p>
            <ul className="plain-list">
              {desks.map((desk) => (
                <li key={desk.name}>
                  <span>{desk.name}</span>
                  <a href={phoneLink(desk.phone)}>{phone(desk.phone)}</a>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </PlainFrame>
  );
}

/** Two sides and one line between them. */
function BridgePicture() {
  return (
    <svg className="landing-bridge" viewBox="0 0 640 130" aria-hidden="true" focusable="false">
      <path
        className="landing-water"
        d="M0 112q20-7 40 0t40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0"
      />
      <path d="M0 92h640M150 118V18M490 118V18M150 18C220 108 420 108 490 18M0 74C60 66 120 50 150 18M640 74C580 66 520 50 490 18" />
      <path
        className="landing-ropes"
        d="M190 92V61M230 92V77M270 92V84M310 92V86M350 92V85M390 92V80M430 92V68M470 92V40M110 92V52M70 92V66M30 92V72M530 92V52M570 92V66M610 92V72"
      />
    </svg>
  );
}
