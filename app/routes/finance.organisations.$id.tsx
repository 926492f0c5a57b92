import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { fundOrganisation } from "#app/commands/set-funding";
import { enter, newId, notFound } from "#app/context.server";
import { readDates } from "#app/dates";
import { formKey, invalid, readForm, sentForm, typedValues } from "#app/form";
import { translator } from "#app/i18n";
import { dayShort } from "#app/i18n/format";
import { FUNDINGS } from "#app/pay/vocabulary";
import { fundingOfOrganisation } from "#app/queries/finance/funding";
import { refused } from "#app/respond";
import { dateOf, startOfDay } from "#app/time";
import { Acting } from "#app/ui/coordinator/reads-only";
import { Badge, Card, DateField, FormActions, Page, PostForm, SelectField, Told, useReader } from "#app/ui/kit";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "rates");
  const organisation = fundingOfOrganisation(ctx, params.id ?? "");
  if (!organisation) throw notFound();
  return {
    title: `${translator(ctx.locale)("pay:page.funding")}: ${organisation.name}`,
    ...organisation,
    today: dateOf(ctx.now),
    key: newId(),
    isDone: new URL(request.url).searchParams.get("done") === "saved",
  };
}

const Sent = z.object({ key: formKey, funding: z.enum(FUNDINGS), holdsFrom: z.string().max(10) });

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "rates");
  const sent = readDates(await sentForm(request), ctx.now, "holdsFrom");
  const form = readForm(Sent, sent);
  if (!form.ok) return invalid(form);
  const organisationId = params.id ?? "";
  const done = fundOrganisation(ctx, { organisationId, ...form.value });
  if (done.ok) return redirect(`/finance/organisations/${organisationId}?done=saved`);
  if (done.reason === "not_found") throw notFound();
  return refused(done.reason, { errors: { holdsFrom: [`pay:refusal.${done.reason}`] }, values: typedValues(sent) });
}

/** Who pays for an institution's services, from a date on; one service can be otherwise, on its interpreter's statement. */
export default function FundingPage() {
  const { t, locale } = useReader();
  const { title, rows, current, today, key, isDone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const labels = { funding: t("pay:page.funding"), holdsFrom: t("pay:rates.holdsFrom") };
  return (
    <Page width="narrow" title={title} lead={<Link to="/finance/organisations">{t("finance:organisations.all")}</Link>}>
      <Told done={isDone && t("pay:done.funded")} />
      <Card title={labels.funding}>
        <p>{t(`pay:funding.${current}`)}</p>
        {rows.length > 0 && (
          <ul className="rule-history small">
            {rows.map((row) => (
              <li key={row.id}>
                {t("pay:rates.historyRow", {
                  date: dayShort(locale, startOfDay(row.holdsFrom)),
                  value: t(`pay:funding.${row.funding}`),
                })}{" "}
                {row.holdsFrom > today && <Badge sign="waiting">{t("pay:rates.future")}</Badge>}
              </li>
            ))}
          </ul>
        )}
        <p className="muted small">{t("pay:rates.affects")}</p>
        <PostForm from={answer} labels={labels}>
          <input type="hidden" name="key" value={key} />
          <SelectField
            name="funding"
            label={labels.funding}
            defaultValue={current}
            options={FUNDINGS.map((value) => ({ value, label: t(`pay:funding.${value}`) }))}
          />
          <Acting>
            <DateField name="holdsFrom" label={labels.holdsFrom} defaultValue={today} required />
          </Acting>
          <FormActions send={t("pay:rates.save")} />
        </PostForm>
      </Card>
    </Page>
  );
}
