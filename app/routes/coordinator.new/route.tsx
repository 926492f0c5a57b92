import "#app/styles/institution.css";
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { submitRequest } from "#app/commands/submit-request";
import { enter, newId, notFound } from "#app/context.server";
import { typedValues } from "#app/form";
import { asNewRequest, errorsOf, readRequest, warned } from "#app/forms/request";
import { translator } from "#app/i18n/index";
import { callingOrganisations, phoneOrderFor } from "#app/queries/coordinator/phone-order";
import { nearClientsOf } from "#app/queries/everyone/near-clients";
import { refused, unreadable } from "#app/respond";
import { ButtonLink, FormActions, Page, SelectField, Told, useT } from "#app/ui/kit";
import { RequestForm } from "#app/ui/request-form/request-form";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const organisationId = new URL(request.url).searchParams.get("organisation");
  const order = organisationId ? phoneOrderFor(ctx, organisationId) : null;
  if (organisationId && !order) throw notFound();
  return {
    title: translator(ctx.locale)("coordinator:phone.title"),
    now: ctx.now,
    key: newId(),
    order,
    organisations: order ? [] : callingOrganisations(ctx),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const order = phoneOrderFor(ctx, new URL(request.url).searchParams.get("organisation") ?? "");
  if (!order) throw notFound();
  const form = await request.formData();
  const nearTo = nearClientsOf(ctx, order.organisation.id);
  const nearClients = nearTo(String(form.get("clientCode") ?? ""));
  const read = readRequest(form, order.options, ctx.now, nearTo);
  if (!read.ok) return unreadable({ ...read, warnings: undefined, refusal: null, nearClients });
  const { value } = read;
  if (value.warnings.length > 0) return unreadable({ ...warned(form, value.warnings), refusal: null, nearClients });
  const sent = submitRequest(ctx, { organisationId: order.organisation.id, ...asNewRequest(value) });
  if (sent.ok) return redirect(`/coordinator/requests/${sent.value.requestId}?done=submit`);
  const again = { values: typedValues(form), warnings: undefined, nearClients };
  return sent.reason === "invalid"
    ? unreadable({ ...again, errors: errorsOf(sent.detail), refusal: null })
    : refused(sent.reason, { ...again, errors: {}, refusal: sent.reason });
}

/** Somebody calls: first which organisation, then the same form that it would fill in itself. */
export default function PhoneOrder() {
  const t = useT();
  const { order, now, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!order) return <WhoCalls />;
  const { organisation, options, contact } = order;
  return (
    <Page
      title={t("coordinator:phone.title")}
      lead={organisation.name}
      actions={<ButtonLink to="/coordinator/new">{t("coordinator:phone.other")}</ButtonLink>}
    >
      <Told problem={answer?.refusal && t(`explain:refusal.${answer.refusal}`)} />
      <RequestForm
        key={organisation.id}
        options={options}
        now={now}
        idempotencyKey={key}
        action={`/coordinator/new?organisation=${organisation.id}`}
        withHelp={false}
        draftName={null}
        defaults={{
          mode: "phone",
          placeId: options.home.placeId ?? "",
          address: options.home.address ?? "",
          minutes: "60",
          count: "1",
          contactName: contact.name,
          contactPhone: contact.phone,
          unitId: contact.unitId,
        }}
        answer={answer}
      />
    </Page>
  );
}

function WhoCalls() {
  const t = useT();
  const { organisations } = useLoaderData<typeof loader>();
  return (
    <Page width="narrow" title={t("coordinator:phone.title")} lead={t("coordinator:phone.lead")}>
      <Form method="get" className="form">
        <SelectField
          name="organisation"
          label={t("coordinator:phone.who")}
          empty={t("common:form.choose")}
          options={organisations.map(({ id, name, town }) => ({ value: id, label: `${name} (${town})` }))}
          required
        />
        <FormActions send={t("common:action.continue")} />
      </Form>
    </Page>
  );
}
