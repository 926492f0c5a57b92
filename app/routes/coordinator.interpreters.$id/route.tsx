import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { noteReading } from "#app/commands/note-reading";
import { setInterpreterStatus } from "#app/commands/set-interpreter-status";
import { enter, newId, notFound } from "#app/context.server";
import { formKey, invalid, readForm, sentForm } from "#app/form";
import { translator } from "#app/i18n/index";
import { interpreterProfile } from "#app/queries/coordinator/interpreters";
import { workAheadOf } from "#app/queries/coordinator/work-ahead";
import { changesOf } from "#app/queries/everyone/changes";
import { refused } from "#app/respond";
import { SETTABLE_STATUSES } from "#app/steps/interpreter-status";
import { LONG_CHANGES } from "#app/ui/record/changes";
import { ProfileView } from "./view";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
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
    isDone: searchParams.has("done"),
  };
}

const StatusChange = z.object({
  key: formKey,
  status: z.enum(SETTABLE_STATUSES),
  /** How much lay ahead when the person who decides was shown it. */
  seen: z.coerce.number().int().min(0).max(100_000).default(0),
});

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const form = readForm(StatusChange, await sentForm(request));
  if (!form.ok) return invalid(form);
  const interpreterId = params.id ?? "";
  const { key, status, seen } = form.value;
  const result = setInterpreterStatus(ctx, { interpreterId, status, seenAhead: seen, key: `${key}:${status}` });
  if (!result.ok && result.reason === "work_ahead")
    return refused(result.reason, { status, ahead: workAheadOf(ctx, interpreterId) });
  if (!result.ok) throw notFound();
  return redirect(
    `/coordinator/interpreters/${interpreterId}?done=1${result.value.affected.length ? "#upcoming" : ""}`,
  );
}

/** One interpreter: what they can, when they work, what they have taken on, and whether they work at all. */
export default function ProfilePage() {
  return <ProfileView page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
