/** What an institution can do about its request: cancel it, or answer what a coordinator proposes. */

import { redirect } from "@remix-run/node";
import type { useActionData } from "@remix-run/react";
import { z } from "zod";
import { answerProposal } from "#app/commands/answer-proposal";
import { cancelRequest } from "#app/commands/cancel-request";
import { type Ctx, notFound } from "#app/context.server";
import { formKey, instantField, invalid, readForm, typedValues } from "#app/form";
import { errorsOf } from "#app/forms/request";
import { translator } from "#app/i18n/index";
import { refused, statusOf } from "#app/respond";
import { instantFrom } from "#app/time";

export type Answer = ReturnType<typeof useActionData<typeof doDeed>>;

const answer = { key: formKey, askedAt: instantField };
const Deed = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("cancel"), key: formKey.optional() }),
  z.object({ intent: z.literal("agree"), ...answer, videoLink: z.string().optional() }),
  z.object({ intent: z.literal("decline"), ...answer }),
]);

/** Does what the pressed button says, and leads back to the page; a refusal is told there. */
export function doDeed(ctx: Ctx, id: string, sent: FormData) {
  if (!["cancel", "agree", "decline"].includes(String(sent.get("intent"))))
    throw new Response(null, { status: statusOf("unknown") });
  const form = readForm(Deed, sent);
  if (!form.ok) return invalid(form);
  const done = perform(ctx, id, form.value);
  if (done.ok) {
    const answered = "outcome" in done.value ? `?answered=${done.value.outcome}` : "";
    return redirect(`/institution/requests/${id}${answered}`);
  }
  if (done.reason === "not_found") throw notFound();
  if (done.reason === "invalid")
    return invalid({ ok: false, errors: errorsOf(done.detail), values: typedValues(sent) });
  return refused(done.reason, { problem: translator(ctx.locale)(`explain:refusal.${done.reason}`) });
}

function perform(ctx: Ctx, requestId: string, deed: z.output<typeof Deed>) {
  if (deed.intent === "cancel") return cancelRequest(ctx, { requestId, key: deed.key });
  return answerProposal(ctx, {
    requestId,
    agree: deed.intent === "agree",
    askedAt: instantFrom(deed.askedAt),
    videoLink: deed.intent === "agree" ? deed.videoLink : null,
    key: deed.key,
  });
}
