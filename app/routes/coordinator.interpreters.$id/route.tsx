import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { noteReading } from "#app/commands/note-reading";
import { setInterpreterStatus } from "#app/commands/set-interpreter-status";
import { enter, newId, notFound } from "#app/context.server";
import { formKey, invalid, readForm, sentForm } from "#app/form";
import { translator } from "#app/i18n/index";
import { interpreterProfile, mergedInto } from "#app/queries/coordinator/interpreters";
import { changesOf } from "#app/queries/everyone/changes";
import { SETTABLE_STATUSES } from "#app/steps/roster/status";
import { LONG_CHANGES } from "#app/ui/record/changes";
import { ProfileView } from "./view";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  if (params.id === "new") throw redirect("/coordinator/interpreters/new/edit");
  const into = mergedInto(ctx, params.id ?? "");
  if (into) throw redirect(`/coordinator/interpreters/${into}`);
  const person = interpreterProfile(ctx, params.id ?? "");
  if (!person) throw notFound();
  noteReading(ctx, { interpreterId: person.id });
  const { searchParams } = new URL(request.url);
  return {
    changes: changesOf(ctx, { thing: person.id }, searchParams.has(LONG_CHANGES)),
    title: translator(ctx.locale)("coordinator:people.pageTitle", { name: person.name }),
    now: ctx.now,
    key: newId(),
    person,
    statuses: SETTABLE_STATUSES,
    done: DONE.find((one) => one === searchParams.get("done")) ?? null,
  };
}

/** What was done last, as the address says it. */
const DONE = ["status", "saved", "merged"] as const;

const StatusChange = z.object({
  key: formKey,
  status: z.enum(SETTABLE_STATUSES),
});

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const form = readForm(StatusChange, await sentForm(request));
  if (!form.ok) return invalid(form);
  const interpreterId = params.id ?? "";
  const { key, status } = form.value;
  const result = setInterpreterStatus(ctx, { interpreterId, status, seenAhead: 0, key: `${key}:${status}` });
  if (!result.ok && result.reason === "work_ahead")
    return redirect(`/coordinator/interpreters/${interpreterId}/stop?status=${status}`);
  if (!result.ok) throw notFound();
  return redirect(`/coordinator/interpreters/${interpreterId}?done=status`);
}

/** One interpreter: what they can, when they work, what they have taken on, and whether they work at all. */
export default function ProfilePage() {
  return <ProfileView page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
