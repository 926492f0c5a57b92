import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { saveMembers } from "#app/commands/save-members";
import { saveUnit } from "#app/commands/save-unit";
import { type Ctx, enter, newId, notFound } from "#app/context.server";
import { formKey, invalid, readForm, sentForm, typedValues } from "#app/form";
import { translator } from "#app/i18n";
import { standingOf } from "#app/queries/admin/merger";
import { unitsPage } from "#app/queries/admin/units";
import { changesOf } from "#app/queries/everyone/changes";
import { refused, textErrors } from "#app/respond";
import { Acting } from "#app/ui/coordinator/reads-only";
import {
  Card,
  CheckboxField,
  Empty,
  FormActions,
  Page,
  PostForm,
  SelectField,
  TextField,
  Told,
  useT,
  Vouch,
} from "#app/ui/kit";
import { ChangesCard, LONG_CHANGES } from "#app/ui/record/changes";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const organisation = standingOf(ctx, params.id ?? "");
  if (!organisation) throw notFound();
  const { searchParams } = new URL(request.url);
  const done = searchParams.get("done");
  return {
    title: translator(ctx.locale)("admin:units.title", { name: organisation.name }),
    organisationId: organisation.id,
    ...unitsPage(ctx, organisation.id),
    changes: changesOf(ctx, { thing: organisation.id }, searchParams.has(LONG_CHANGES)),
    done: done === "unit" || done === "members" ? done : null,
    key: newId(),
  };
}

const Unit = z.object({
  key: formKey,
  intent: z.literal("unit"),
  unit: z.string().max(64).optional(),
  name: z.string().max(200, "common:error.tooLong"),
  isActive: z.literal("on").optional(),
  vouched: z.literal("on").optional(),
});
const Members = z.object({ key: formKey, intent: z.literal("members") });

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "admin");
  const sent = await sentForm(request);
  return sent.get("intent") === "members"
    ? memberDeed(ctx, params.id ?? "", sent)
    : unitDeed(ctx, params.id ?? "", sent);
}

function unitDeed(ctx: Ctx, organisationId: string, sent: FormData) {
  const form = readForm(Unit, sent);
  if (!form.ok) return invalid(form);
  const { key, unit, name, isActive, vouched } = form.value;
  const unitId = unit ?? null;
  if (!standingOf(ctx, organisationId)) throw notFound();
  const isOn = unitId === null || isActive === "on";
  const done = saveUnit(ctx, { organisationId, unitId, name, isActive: isOn, isVouched: vouched === "on", key });
  if (done.ok) return redirect(`/admin/organisations/${organisationId}/units?done=unit`);
  if (done.reason === "not_found") throw notFound();
  const errors = textErrors(done) ?? { name: [`admin:refusal.${done.reason}`] };
  return refused(done.reason, { errors, values: typedValues(sent), meant: {} });
}

function memberDeed(ctx: Ctx, organisationId: string, sent: FormData) {
  const form = readForm(Members, sent);
  if (!form.ok) return invalid(form);
  const members = unitsPage(ctx, organisationId)
    .people.filter(({ id }) => sent.has(`unit.${id}`))
    .map(({ id }) => ({
      userId: id,
      unitId: String(sent.get(`unit.${id}`)) || null,
      leads: sent.get(`leads.${id}`) === "on",
    }));
  const done = saveMembers(ctx, { organisationId, members, key: form.value.key });
  if (!done.ok) throw notFound();
  return redirect(`/admin/organisations/${organisationId}/units?done=members`);
}

/** An institution's units: what they are called, who belongs to them, who leads them. */
export default function UnitsPage() {
  const t = useT();
  const { units, title, done, organisationId, changes } = useLoaderData<typeof loader>();
  return (
    <Page width="narrow" title={title} lead={t("admin:units.lead")}>
      <Told done={done && t(`admin:units.done.${done}`)} />
      <Card title={t("admin:organisations.units")}>
        {units.length === 0 && (
          <Empty title={t("admin:units.none")} icon="list">
            <p>{t("admin:units.noneText")}</p>
          </Empty>
        )}
        <div className="stack" data-gap="l">
          {units.map((unit) => (
            <UnitForm key={unit.id} unit={unit} />
          ))}
        </div>
      </Card>
      <Acting>
        <Card title={t("admin:units.add")}>
          <UnitForm unit={null} />
        </Card>
      </Acting>
      <People />
      <ChangesCard changes={changes} />
      <p>
        <Link to={`/admin/organisations/${organisationId}`} className="tap">
          {t("admin:units.back")}
        </Link>
      </p>
    </Page>
  );
}

type Unit = ReturnType<typeof useLoaderData<typeof loader>>["units"][number];

function UnitForm({ unit }: { unit: Unit | null }) {
  const t = useT();
  const { key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const isMine = (answer?.values.unit ?? "") === (unit?.id ?? "");
  const id = unit ? `unit-${unit.id}` : "new";
  return (
    <PostForm from={isMine ? answer : null} id={id} labels={{ name: t("admin:organisations.name") }}>
      <input type="hidden" name="key" value={`${key}:${id}`} />
      {unit && <input type="hidden" name="unit" value={unit.id} />}
      <TextField name="name" label={t("admin:organisations.name")} defaultValue={unit?.name} required />
      {unit && (
        <CheckboxField
          name="isActive"
          label={t("admin:units.active")}
          hint={t("admin:units.activeHint", { count: unit.ahead })}
          defaultChecked={unit.isActive}
        />
      )}
      <Vouch />
      <FormActions intent="unit" send={t(unit ? "common:action.save" : "admin:units.add")} />
    </PostForm>
  );
}

function People() {
  const t = useT();
  const { people, units, key } = useLoaderData<typeof loader>();
  if (people.length === 0 || units.length === 0) return null;
  return (
    <Card title={t("admin:units.people")}>
      <p className="small muted">{t("admin:units.peopleMeans")}</p>
      <PostForm from={null} id="members" labels={{}}>
        <input type="hidden" name="key" value={`${key}:members`} />
        {people.map((person) => (
          <div key={person.id} className="field-row">
            <SelectField
              name={`unit.${person.id}`}
              label={`${person.name} (${person.email})`}
              empty={t("admin:units.noUnit")}
              defaultValue={person.unitId ?? ""}
              options={units.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <CheckboxField name={`leads.${person.id}`} label={t("admin:units.leads")} defaultChecked={person.leads} />
          </div>
        ))}
        <FormActions intent="members" send={t("common:action.save")} />
      </PostForm>
    </Card>
  );
}
