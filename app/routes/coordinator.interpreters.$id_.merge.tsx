import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { mergeInterpreters } from "#app/commands/merge-interpreters";
import { enter, newId, notFound } from "#app/context.server";
import { againstOnePerson } from "#app/facts/roster/one-person";
import { formKey, invalid, readForm, sentForm, textIn, typedValues } from "#app/form";
import { translator } from "#app/i18n";
import { interpreterStanding, interpretersList } from "#app/queries/coordinator/interpreters";
import { refused } from "#app/respond";
import { ButtonLink, Card, CheckboxField, FormActions, Notice, Page, PostForm, useReader, useT } from "#app/ui/kit";
import { WhichStays } from "#app/ui/merging/which-stays";

const LONGEST_LIST = 20;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const from = interpreterStanding(ctx, params.id ?? "");
  if (!from) throw notFound();
  const { searchParams } = new URL(request.url);
  const find = textIn(searchParams, "find");
  const into = interpreterStanding(ctx, searchParams.get("into") ?? "");
  const isChosen = into !== null && into.id !== from.id;
  const all = { language: null, deskId: null, mode: null, status: null, page: 1 };
  const found = find && !isChosen ? interpretersList(ctx, { ...all, q: find }).rows : [];
  return {
    title: translator(ctx.locale)("coordinator:onePerson.title", { name: from.name }),
    from,
    find,
    found: found
      .filter(({ id }) => id !== from.id)
      .slice(0, LONGEST_LIST)
      .map(({ id, name, town }) => ({ id, name, town })),
    into: isChosen ? { id: into.id, name: into.name, against: againstOnePerson(ctx, from.id, into.id) } : null,
    key: newId(),
  };
}

const Merging = z.object({
  key: formKey,
  into: z.string().max(64),
  sure: z.literal("on", "coordinator:onePerson.sureMissing"),
});

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const sent = await sentForm(request);
  const form = readForm(Merging, sent);
  if (!form.ok) return invalid(form);
  const { key, into } = form.value;
  const done = mergeInterpreters(ctx, { from: params.id ?? "", into, key });
  if (done.ok) return redirect(`/coordinator/interpreters/${into}?done=merged`);
  if (done.reason === "not_found") throw notFound();
  const errors = { "": [`coordinator:onePerson.refusal.${done.reason}`] };
  return refused(done.reason, { errors, values: typedValues(sent), meant: {} });
}

type Facts = ReturnType<typeof useLoaderData<typeof loader>>;

/** Somebody who stands on the roster twice: as whom they stay, what moves, and that it cannot be taken back. */
export default function OnePersonPage() {
  const { t, named } = useReader();
  const { from, find, found, into, title } = useLoaderData<typeof loader>();
  return (
    <Page width="narrow" title={title} lead={t("coordinator:onePerson.lead")}>
      <WhichStays
        words={{
          title: t("coordinator:onePerson.which"),
          find: t("coordinator:onePerson.find"),
          none: t("coordinator:onePerson.none"),
        }}
        typed={find ?? into?.name ?? ""}
        found={
          find && !into
            ? found.map(({ id, name, town }) => ({
                id,
                choose: t("coordinator:onePerson.choose", { name }),
                about: named(town),
              }))
            : null
        }
      />
      {into && <Joining from={from} into={into} />}
    </Page>
  );
}

function Joining({ from, into }: { from: Facts["from"]; into: NonNullable<Facts["into"]> }) {
  const t = useT();
  const { key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const names = { from: from.name, into: into.name };
  const word = (name: string) => t(`coordinator:onePerson.${name}`, names);
  const { ahead, both } = into.against;
  if (ahead > 0)
    return (
      <Notice tone="problem" title={t("coordinator:onePerson.ahead", { ...names, count: ahead })}>
        <ButtonLink to={`/coordinator/interpreters/${from.id}/stop?status=inactive`}>{word("decide")}</ButtonLink>
      </Notice>
    );
  if (both.length > 0)
    return <Notice tone="problem" title={t("coordinator:onePerson.both", { references: both.join(", ") })} />;
  return (
    <Card title={word("into")}>
      <p>{word("moves")}</p>
      <p>{word("account")}</p>
      <PostForm from={answer} labels={{ sure: word("sure") }}>
        <input type="hidden" name="key" value={key} />
        <input type="hidden" name="into" value={into.id} />
        <Notice tone="problem" title={t("coordinator:onePerson.noWayBack")} />
        <CheckboxField name="sure" label={word("sure")} />
        <FormActions send={word("send")} cancel={`/coordinator/interpreters/${from.id}`} />
      </PostForm>
    </Card>
  );
}
