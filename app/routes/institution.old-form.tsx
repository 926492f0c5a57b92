import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { enter, newId } from "#app/context.server";
import { sentForm } from "#app/form";
import { readPasted } from "#app/forms/old-form";
import { translator } from "#app/i18n";
import { phone } from "#app/i18n/format";
import { oldFormErrors, oldFormTexts, oldFormTold } from "#app/i18n/old-form.server";
import { offered, requestFormFor } from "#app/queries/everyone/form-options";
import { allPlaces } from "#app/queries/everyone/places";
import { unreadable } from "#app/respond";
import { Page } from "#app/ui/kit";
import { OldFormBox, OldFormRead } from "#app/ui/request-form/old-form";
import { RequestForm } from "#app/ui/request-form/request-form";

export const handle = { still: true };

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "requester");
  return {
    title: translator(ctx.locale)("request:old.title"),
    lead: translator(ctx.locale)("request:old.lead"),
    texts: oldFormTexts(ctx.locale),
  };
}

/** Only reads: what was pasted is stored nowhere, and the request is sent from the form that it fills in. */
export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "requester");
  const form = await sentForm(request);
  const choices = requestFormFor(ctx);
  const read = readPasted(form, { languages: choices.languages, places: allPlaces(ctx) }, choices.today);
  if (!read.ok)
    return unreadable({
      errors: oldFormErrors(ctx.locale, read.reason),
      values: { oldForm: String(form.get("oldForm") ?? "") },
      filled: null,
    });
  const { draft, ...found } = read.value;
  const { me, home } = choices;
  const blank = {
    ...(draft.mode === "onsite" && !draft.place && { place: home.place, address: home.address ?? "" }),
    count: "1",
    contactName: me.name,
    contactPhone: me.phone && phone(me.phone),
    unitId: me.unitId ?? "",
  };
  const filled = {
    options: offered(choices),
    now: ctx.now,
    key: newId(),
    draft: { ...blank, ...withReadablePhone(draft) },
    told: oldFormTold(ctx.locale, found),
  };
  return data({ errors: {}, values: {}, filled });
}

function withReadablePhone(draft: Record<string, string>): Record<string, string> {
  return draft.contactPhone ? { ...draft, contactPhone: phone(draft.contactPhone) } : draft;
}

/** An old Word form, pasted, becomes a filled request to look through. */
export default function OldForm() {
  const { title, lead, texts } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const filled = answer?.filled;
  if (!filled)
    return (
      <Page width="narrow" title={title} lead={lead}>
        <OldFormBox texts={texts} action="/institution/old-form" from={answer} />
      </Page>
    );
  return (
    <Page title={title}>
      <OldFormRead told={filled.told} />
      <RequestForm
        options={filled.options}
        now={filled.now}
        idempotencyKey={filled.key}
        defaults={filled.draft}
        answer={undefined}
        draftName={null}
        read={filled.told}
      />
    </Page>
  );
}
