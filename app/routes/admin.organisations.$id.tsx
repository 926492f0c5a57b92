import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { saveOrganisation } from "#app/commands/save-organisation";
import { type Ctx, enter, newId, notFound } from "#app/context.server";
import { SECTORS } from "#app/dispatch/vocabulary";
import { emailField } from "#app/email";
import { formKey, readForm, sentForm, typedValues, withWords } from "#app/form";
import { withPlace } from "#app/forms/place";
import { translator } from "#app/i18n";
import { dayShort } from "#app/i18n/format";
import { readContactPhone } from "#app/phone";
import { farewellOf } from "#app/queries/admin/leaving";
import { organisationOf } from "#app/queries/admin/organisations";
import { changesOf } from "#app/queries/everyone/changes";
import { allPlaces, likelyPlaces, placesNamed } from "#app/queries/everyone/places";
import { refused, textErrors, unreadable } from "#app/respond";
import { FATES, type Farewell } from "#app/steps/stop-working-with";
import { codeTyped, isCode } from "#app/text/keys";
import { Farewells } from "#app/ui/admin/farewells";
import {
  ButtonLink,
  Card,
  CheckboxField,
  FormActions,
  Page,
  PostForm,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
  useReader,
  Vouch,
} from "#app/ui/kit";
import { PlaceField } from "#app/ui/place-field";
import { ChangesCard, LONG_CHANGES } from "#app/ui/record/changes";

/** `new` is the form for one that is not there yet. */

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const organisation = params.id === "new" ? null : organisationOf(ctx, params.id ?? "");
  if (!organisation && params.id !== "new") throw notFound();
  const title = organisation?.name ?? translator(ctx.locale)("admin:organisations.add");
  const isLong = new URL(request.url).searchParams.has(LONG_CHANGES);
  const changes = organisation && changesOf(ctx, { thing: organisation.id }, isLong);
  return { organisation, changes, ...placesFor(ctx, organisation), now: ctx.now, key: newId(), title };
}

/** Where it is, and where it is likely to be. */
function placesFor(ctx: Ctx, organisation: { id: string; placeId: string } | null) {
  return {
    place: placesNamed(ctx, [organisation?.placeId ?? null])[0]?.label ?? "",
    likely: likelyPlaces(ctx, organisation?.id ?? "", [organisation?.placeId ?? null]),
  };
}

const form = z.object({
  code: z.string().transform(codeTyped).refine(isCode, "admin:organisations.codeInvalid"),
  codeMeant: z.string().optional(),
  areOtherUnits: z.literal("on").optional(),
  name: z.string().max(200, "common:error.tooLong"),
  sector: z.enum(SECTORS),
  address: z.string().max(200, "common:error.tooLong").optional(),
  phone: z
    .string()
    .refine((typed) => readContactPhone(typed) !== null, "admin:organisations.phoneInvalid")
    .transform(readContactPhone)
    .optional(),
  noticeEmail: emailField.optional(),
  units: z.string().max(4000, "common:error.tooLong").optional(),
  isActive: z.literal("on").optional(),
  /** How many people of theirs were shown. */
  people: z.coerce.number().int().min(0).catch(0),
  vouched: z.literal("on").optional(),
  key: formKey,
});

/** Which field a refusal is about. */
const FIELD_OF: Record<string, string> = {
  code_taken: "code",
  code_near: "codeMeant",
  place_missing: "place",
  work_ahead: "isActive",
  unit_near: "areOtherUnits",
};

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "admin");
  const sent = await sentForm(request);
  const read = withPlace(readForm(form, sent), sent, "place", allPlaces(ctx));
  if (!read.ok) return unreadable({ ...read, near: [], nearUnits: [], farewell: null });
  const { isActive, units, areOtherUnits, vouched, people, ...given } = read.value;
  const saved = saveOrganisation(ctx, {
    ...given,
    isVouched: vouched === "on",
    id: params.id === "new" ? null : (params.id ?? ""),
    isActive: params.id === "new" || isActive === "on",
    farewell: { fates: fatesIn(sent), seenPeople: people },
    areOtherUnits: areOtherUnits === "on",
    units: (units ?? "")
      .split(/\r?\n/)
      .map((name) => name.trim())
      .filter(Boolean),
  });
  if (saved.ok) return redirect("/admin/organisations?done=saved");
  if (saved.reason === "not_found") throw notFound();
  const near = saved.reason === "code_near" ? saved.detail : [];
  const nearUnits = saved.reason === "unit_near" ? saved.detail : [];
  const isShown = saved.reason === "work_ahead" || sent.has("people");
  const farewell = isShown ? farewellOf(ctx, params.id ?? "") : null;
  const values = typedValues(sent);
  const error = withWords(`admin:refusal.${saved.reason}`, { names: nearUnits.join("; ") });
  const errors = textErrors(saved) ?? { [FIELD_OF[saved.reason] ?? ""]: [error] };
  return refused(saved.reason, { errors, values, near, nearUnits, farewell });
}

const FATE = "fate.";

/** What was chosen for each request. */
function fatesIn(sent: FormData): Farewell["fates"] {
  const chosen = [...sent].flatMap(([name, value]) => {
    const fate = FATES.find((one) => one === value);
    return name.startsWith(FATE) && fate ? [[name.slice(FATE.length), fate] as const] : [];
  });
  return new Map(chosen);
}

export default function OrganisationPage() {
  const { t, locale } = useReader();
  const { organisation, place, likely, now, key, title, changes } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const word = (key: string) => t(`admin:organisations.${key}`);
  const labels = {
    name: word("name"),
    code: word("code"),
    codeMeant: word("codeMeant"),
    areOtherUnits: word("areOtherUnits"),
    sector: word("sector"),
    place: word("place"),
    address: word("address"),
    phone: word("phone"),
    noticeEmail: word("noticeEmail"),
    units: word("units"),
  };
  return (
    <Page
      width="narrow"
      title={title}
      actions={
        organisation && (
          <>
            <ButtonLink to={`/finance/organisations/${organisation.id}`}>{t("pay:page.funding")}</ButtonLink>
            <ButtonLink to={`/admin/organisations/${organisation.id}/units`} icon="list">
              {word("units")}
            </ButtonLink>
            <ButtonLink to={`/admin/organisations/${organisation.id}/merge`} icon="building">
              {word("merge")}
            </ButtonLink>
          </>
        )
      }
    >
      {organisation && organisation.earlier.length > 0 && (
        <Card title={word("earlier")}>
          <ul className="plain-list">
            {organisation.earlier.map((one) => (
              <li key={`${one.until}-${one.name}`}>
                {one.name}{" "}
                <span className="small muted">
                  {t("coordinator:people.validUntil", { day: dayShort(locale, one.until) })}
                  {one.isOfMerged && `, ${word("ofMerged")}`}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card>
        <PostForm from={answer} labels={labels}>
          <input type="hidden" name="key" value={key} />
          <TextField name="name" label={labels.name} defaultValue={organisation?.name} required />
          <TextField
            name="code"
            label={labels.code}
            hint={word("codeHint")}
            defaultValue={organisation?.code}
            required
          />
          {answer && answer.near.length > 0 && (
            <RadioGroup
              name="codeMeant"
              label={labels.codeMeant}
              inline={false}
              options={[
                // What is stored already cannot turn out to be another.
                ...(organisation ? [] : answer.near).map(({ code, name }) => ({
                  value: code,
                  label: t("admin:organisations.sameAs", { code, name }),
                  hint: word("sameAsHint"),
                })),
                {
                  value: String(answer.values.code),
                  label: t("admin:organisations.another", { code: answer.values.code }),
                  hint: organisation && answer.near.map(({ code, name }) => `${name}: ${code}`).join("; "),
                },
              ]}
            />
          )}
          <SelectField
            name="sector"
            label={labels.sector}
            empty={t("common:form.choose")}
            defaultValue={organisation?.sector ?? ""}
            options={SECTORS.map((value) => ({ value, label: t(`domain:sector.${value}`) }))}
            required
          />
          <PlaceField
            name="place"
            label={labels.place}
            hint={t("request:hint.placeListed")}
            defaultValue={place}
            likely={likely}
          />
          <TextField name="address" label={labels.address} defaultValue={organisation?.address ?? ""} optional />
          <TextField name="phone" type="tel" label={labels.phone} defaultValue={organisation?.phone ?? ""} optional />
          <TextField
            name="noticeEmail"
            type="email"
            label={labels.noticeEmail}
            hint={word("noticeEmailHint")}
            defaultValue={organisation?.noticeEmail ?? ""}
            optional
          />
          <TextArea
            name="units"
            label={labels.units}
            hint={word("unitsHint")}
            defaultValue={organisation?.units.join("\n")}
            optional
          />
          {answer && answer.nearUnits.length > 0 && <CheckboxField name="areOtherUnits" label={labels.areOtherUnits} />}
          {organisation && (
            <CheckboxField
              name="isActive"
              label={word("active")}
              hint={word("activeHint")}
              defaultChecked={organisation.isActive}
            />
          )}
          {answer?.farewell && <Farewells farewell={answer.farewell} now={now} />}
          <Vouch />
          <FormActions size="large" send={t("common:action.save")} cancel="/admin/organisations" />
        </PostForm>
      </Card>
      {changes && <ChangesCard changes={changes} />}
    </Page>
  );
}
