import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { mergeOrganisations } from "#app/commands/merge-organisations";
import { enter, newId, notFound } from "#app/context.server";
import { CLASH_ANSWERS, type ClashAnswer } from "#app/dispatch/vocabulary";
import { formKey, invalid, readForm, sentForm, textFieldsOf, textIn, typedValues } from "#app/form";
import { translator } from "#app/i18n";
import { mergeable, mergerOf, standingOf } from "#app/queries/admin/merger";
import { refused } from "#app/respond";
import { Card, CheckboxField, FormActions, Notice, Page, PostForm, RadioGroup, useT } from "#app/ui/kit";
import { WhichStays } from "#app/ui/merging/which-stays";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const from = standingOf(ctx, params.id ?? "");
  if (!from) throw notFound();
  const { searchParams } = new URL(request.url);
  const find = textIn(searchParams, "find");
  const into = standingOf(ctx, searchParams.get("into") ?? "");
  const isChosen = into !== null && into.id !== from.id;
  return {
    title: translator(ctx.locale)("admin:merge.title", { name: from.name }),
    from: { id: from.id, name: from.name },
    find,
    found: find && !isChosen ? mergeable(ctx, from.id, find) : [],
    into: isChosen ? { id: into.id, name: into.name, ...mergerOf(ctx, from.id, into.id) } : null,
    key: newId(),
  };
}

const Merging = z.object({ key: formKey, into: z.string().max(64), sure: z.literal("on", "admin:merge.sureMissing") });
const CLASH = "clash.";

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "admin");
  const sent = await sentForm(request);
  const form = readForm(Merging, sent);
  if (!form.ok) return invalid(form);
  const { key, into } = form.value;
  const done = mergeOrganisations(ctx, { from: params.id ?? "", into, answers: answersIn(sent), key });
  if (done.ok) return redirect(`/admin/organisations/${into}`);
  if (done.reason === "not_found") throw notFound();
  return refused(done.reason, {
    errors: { "": [`admin:refusal.${done.reason}`] },
    values: typedValues(sent),
    meant: {},
  });
}

/** What was said of each code that both have. */
function answersIn(sent: FormData): ReadonlyMap<string, ClashAnswer> {
  const said = textFieldsOf(sent).flatMap(([name, value]) => {
    const answer = CLASH_ANSWERS.find((one) => one === value);
    return name.startsWith(CLASH) && answer ? [[name.slice(CLASH.length), answer] as const] : [];
  });
  return new Map(said);
}

/** An institution that turned out to be another: which, what moves, and what cannot be taken back. */
export default function MergePage() {
  const t = useT();
  const { from, find, found, into, title } = useLoaderData<typeof loader>();
  return (
    <Page width="narrow" title={title} lead={t("admin:merge.lead")}>
      <WhichStays
        words={{ title: t("admin:merge.which"), find: t("admin:merge.find"), none: t("admin:organisations.none") }}
        typed={find ?? into?.name ?? ""}
        found={
          find && !into
            ? found.map(({ id, name, code, place }) => ({
                id,
                choose: t("admin:merge.choose", { name }),
                about: `${code} · ${place}`,
              }))
            : null
        }
      />
      {into && <Merger from={from} into={into} />}
    </Page>
  );
}

type Facts = ReturnType<typeof useLoaderData<typeof loader>>;

function Merger({ from, into }: { from: Facts["from"]; into: NonNullable<Facts["into"]> }) {
  const t = useT();
  const { key } = useLoaderData<typeof loader>();
  const names = { from: from.name, into: into.name };
  const labels = {
    sure: t("admin:merge.sure"),
    ...Object.fromEntries(into.clashes.map(({ fromId, fromCode }) => [`${CLASH}${fromId}`, fromCode])),
  };
  return (
    <Card title={t("admin:merge.into", names)}>
      <p>{t("admin:merge.moves", { ahead: into.ahead, people: into.people.length, units: into.units.length })}</p>
      {into.people.length > 0 && (
        <ul className="plain-list">
          {into.people.map(({ name, email }) => (
            <li key={email} className="admin-break">
              {name} · {email}
            </li>
          ))}
        </ul>
      )}
      {into.units.length > 0 && <p className="small muted">{into.units.join(", ")}</p>}
      <PostForm from={useActionData<typeof action>()} labels={labels}>
        <input type="hidden" name="key" value={key} />
        <input type="hidden" name="into" value={into.id} />
        {into.clashes.length > 0 && <p>{t("admin:merge.clashes", names)}</p>}
        {into.clashes.map(({ fromId, fromCode, intoCode }) => (
          <RadioGroup
            key={fromId}
            name={`${CLASH}${fromId}`}
            label={fromCode === intoCode ? fromCode : `${fromCode} – ${intoCode}`}
            required
            options={CLASH_ANSWERS.map((value) => ({ value, label: t(`admin:merge.clash.${value}`) }))}
          />
        ))}
        <Notice tone="problem" title={t("admin:merge.noWayBack", names)} />
        <CheckboxField name="sure" label={labels.sure} />
        <FormActions send={t("admin:merge.send")} cancel={`/admin/organisations/${from.id}`} />
      </PostForm>
    </Card>
  );
}
