import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { isLocale } from "#app/auth/locale";
import { saveAccount } from "#app/commands/save-account";
import { enter } from "#app/context.server";
import { LOCALES } from "#app/dispatch/vocabulary";
import { sentForm } from "#app/form";
import { phone, phoneLink, sentenceCase } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { ownDesk } from "#app/queries/interpreter/own-desk";
import { ownPapers } from "#app/queries/interpreter/own-papers";
import { whoLooked } from "#app/queries/interpreter/who-looked";
import { OwnPapers } from "#app/ui/interpreter/own-papers";
import { WhoLooked } from "#app/ui/interpreter/who-looked";
import { ButtonLink, Card, Form, Icon, type IconName, Page, useReader, useT } from "#app/ui/kit";
import { LOCALE_NAMES } from "#app/ui/language-switch";
import { OfficeHours, useOffice } from "#app/ui/office";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  return {
    desk: ownDesk(ctx),
    looked: whoLooked(ctx),
    papers: ownPapers(ctx),
    heard: translator(ctx.locale)("heard:own.title"),
    title: translator(ctx.locale)("interpreter:more.title"),
  };
}

/** Only the language is changed here; the rest has its own pages. */
export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  const locale = String((await sentForm(request)).get("locale") ?? "");
  if (isLocale(locale)) saveAccount(ctx, { locale });
  return redirect("/interpreter/more");
}

export default function More() {
  const { t, locale } = useReader();
  const office = useOffice();
  const { desk, looked, heard, papers } = useLoaderData<typeof loader>();
  return (
    <Page width="narrow" title={t("interpreter:more.title")}>
      <Card title={t("interpreter:more.desk")}>
        <p>{desk.name}</p>
        {desk.phone ? (
          <>
            <div className="row">
              <ButtonLink to={phoneLink(desk.phone)} icon="phone" size="large">
                {phone(desk.phone)}
              </ButtonLink>
            </div>
            <OfficeHours />
            {office?.isOpen && <p className="muted small">{t("interpreter:more.deskText")}</p>}
          </>
        ) : (
          <p className="muted">{sentenceCase(t("common:office.noNumber"))}.</p>
        )}
      </Card>
      <ul className="places">
        <li>
          <Place to="/interpreter/statement" icon="copy" name="statement" />
        </li>
        <li>
          <Place to="/interpreter/availability" icon="calendar" name="availability" />
        </li>
        <li>
          <Place to="/account" icon="settings" name="account" />
        </li>
      </ul>
      <p>
        <ButtonLink to="/interpreter/evaluation" reloadDocument>
          {heard}
        </ButtonLink>
      </p>
      <Card title={t("interpreter:more.language")}>
        <Form method="post" reloadDocument className="row">
          {LOCALES.map((value) => (
            <button
              key={value}
              type="submit"
              className="button"
              name="locale"
              value={value}
              lang={value}
              aria-pressed={value === locale}
              data-variant={value === locale ? "primary" : "quiet"}
            >
              {value === locale && <Icon name="secured" />}
              {LOCALE_NAMES[value]}
            </button>
          ))}
        </Form>
        <p className="muted small">{t("interpreter:more.languageText")}</p>
      </Card>
      <Card title={t("interpreter:more.calendar")}>
        <p>{t("interpreter:more.calendarText")}</p>
      </Card>
      <Card title={t("interpreter:papers.title")}>
        <OwnPapers papers={papers} />
      </Card>
      <Card title={t("interpreter:looked.title")}>
        <WhoLooked looked={looked} />
      </Card>
      <Form method="post" action="/logout" reloadDocument>
        <button type="submit" className="button" data-size="large" data-block>
          {t("interpreter:more.signOut")}
        </button>
      </Form>
    </Page>
  );
}

function Place({ to, icon, name }: { to: string; icon: IconName; name: "statement" | "availability" | "account" }) {
  const t = useT();
  return (
    <Link to={to}>
      <Icon name={icon} />
      <span>
        <strong>{t(`interpreter:more.${name}`)}</strong>
        <span className="muted small">{t(`interpreter:more.${name}Text`)}</span>
      </span>
      <Icon name="next" />
    </Link>
  );
}
