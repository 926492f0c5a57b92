import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { saveDesk } from "#app/commands/save-desk";
import { enter, newId, notFound } from "#app/context.server";
import { LOCALES, type Locale } from "#app/dispatch/vocabulary";
import { formKey, readForm, sentForm, typedValues } from "#app/form";
import { withPlace } from "#app/forms/place";
import { translator } from "#app/i18n";
import { phone } from "#app/i18n/format";
import { readContactPhone } from "#app/phone";
import { deskToEdit, freeRegions } from "#app/queries/admin/desks";
import { allPlaces, likelyPlaces } from "#app/queries/everyone/places";
import { refused, unreadable } from "#app/respond";
import { Card, FormActions, Page, PostForm, TextField, useT } from "#app/ui/kit";
import { PlaceField } from "#app/ui/place-field";

/** `new` is the form for a region that has none. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const desk = params.id === "new" ? null : deskToEdit(ctx, params.id ?? "");
  const asked = new URL(request.url).searchParams.get("region");
  const region = desk?.region ?? freeRegions(ctx).find((one) => one.region === asked)?.region;
  if (!region) throw notFound();
  return {
    title: desk?.name[ctx.locale] ?? translator(ctx.locale)("admin:desks.addOf", { region }),
    desk,
    region,
    likely: likelyPlaces(ctx, "", []),
    key: newId(),
  };
}

const name = z.string().max(80, "common:error.tooLong");
const inLanguages = { lv: name, en: name } satisfies Record<Locale, typeof name>;
const form = z
  .object({
    key: formKey,
    region: z.string().max(40),
    phone: z
      .string()
      .refine((typed) => readContactPhone(typed) !== null, "admin:organisations.phoneInvalid")
      .transform(readContactPhone)
      .optional(),
    ...inLanguages,
  })
  .transform(({ key, region, phone, ...name }) => ({ key, region, phone: phone ?? null, name }));

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "admin");
  const sent = await sentForm(request);
  const read = withPlace(readForm(form, sent), sent, "place", allPlaces(ctx));
  if (!read.ok) return unreadable(read);
  const done = saveDesk(ctx, { id: params.id === "new" ? null : (params.id ?? ""), ...read.value });
  if (done.ok) return redirect("/admin/desks?done=saved");
  if (done.reason === "not_found") throw notFound();
  const errors = { [done.reason === "place_missing" ? "place" : ""]: [`admin:refusal.${done.reason}`] };
  return refused(done.reason, { errors, values: typedValues(sent), meant: {} });
}

/** A desk: what it is called, where it is, and its telephone. */
export default function DeskPage() {
  const t = useT();
  const { desk, region, likely, key, title } = useLoaderData<typeof loader>();
  const labels = {
    ...Object.fromEntries(LOCALES.map((one) => [one, t(`admin:holidays.nameIn.${one}`)])),
    place: t("admin:organisations.place"),
    phone: t("admin:organisations.phone"),
  };
  return (
    <Page width="narrow" title={title} lead={t("admin:desks.region", { region })}>
      <Card>
        <PostForm from={useActionData<typeof action>()} labels={labels}>
          <input type="hidden" name="key" value={key} />
          <input type="hidden" name="region" value={region} />
          {LOCALES.map((one) => (
            <TextField
              key={one}
              name={one}
              label={t(`admin:holidays.nameIn.${one}`)}
              lang={one}
              defaultValue={desk?.name[one]}
              required
            />
          ))}
          <PlaceField name="place" label={labels.place} defaultValue={desk?.place} likely={likely} />
          <TextField
            name="phone"
            type="tel"
            label={labels.phone}
            defaultValue={desk?.phone ? phone(desk.phone) : ""}
            optional
          />
          <FormActions size="large" send={t("common:action.save")} cancel="/admin/desks" />
        </PostForm>
      </Card>
    </Page>
  );
}
