import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { linkClients } from "#app/commands/link-clients";
import { noteReadings } from "#app/commands/note-reading";
import { unlinkClients } from "#app/commands/unlink-clients";
import { enter, newId, notFound } from "#app/context.server";
import { formKey, invalid, readForm, sentForm, textIn } from "#app/form";
import { translator } from "#app/i18n/index";
import { clientPage, linkAhead, linkable, lostByUnlinking } from "#app/queries/coordinator/clients";
import { clientOf } from "#app/queries/coordinator/exclusions";
import { changesOf } from "#app/queries/everyone/changes";
import { refused } from "#app/respond";
import { LONG_CHANGES } from "#app/ui/record/changes";
import { ClientView } from "./view";

const DONE = ["linked", "unlinked", "added", "ended"] as const;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const client = clientPage(ctx, params.id ?? "");
  if (!client) throw notFound();
  noteReadings(
    ctx,
    [...client.ahead, ...client.past].map(({ requestId }) => requestId),
  );
  const { searchParams } = new URL(request.url);
  const find = textIn(searchParams, "find");
  return {
    title: translator(ctx.locale)("coordinator:clients.pageTitle", { code: client.code }),
    client,
    find,
    found: find ? linkable(ctx, client.id, find) : [],
    changes: changesOf(ctx, { thing: client.id }, searchParams.has(LONG_CHANGES)),
    done: DONE.find((one) => one === searchParams.get("done")) ?? null,
    now: ctx.now,
    key: newId(),
  };
}

const Linking = z.object({
  key: formKey,
  intent: z.enum(["link", "unlink"]),
  client: z.string().max(64),
  /** How much was shown to whoever decides. */
  seen: z.coerce.number().int().min(0).max(100_000).default(0),
});

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const form = readForm(Linking, await sentForm(request));
  if (!form.ok) return invalid(form);
  const { key, intent, client, seen } = form.value;
  const id = params.id ?? "";
  const [own, other] = [clientOf(ctx, id), clientOf(ctx, client)];
  if (!own || !other) throw notFound();
  if (intent === "link") {
    const done = linkClients(ctx, { clientId: id, withClientId: client, seenAhead: seen, key });
    if (done.ok) return redirect(`/coordinator/clients/${id}?done=linked`);
    if (done.reason === "not_found") throw notFound();
    if (done.reason === "already_linked") return redirect(`/coordinator/clients/${id}`);
    return refused(done.reason, { other, ahead: linkAhead(ctx, id, client), lost: null });
  }
  const done = unlinkClients(ctx, { clientId: client, seenLost: seen, key });
  if (done.ok) return redirect(`/coordinator/clients/${id}?done=unlinked`);
  if (done.reason === "not_found") throw notFound();
  return refused(done.reason, { other, ahead: null, lost: lostByUnlinking(ctx, client) });
}

/** One client's code: for whom, which other codes are the same person, who must not come. */
export default function ClientPage() {
  return <ClientView page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
