/** Does what was decided about each job, all at once. */
import { redirect } from "@remix-run/node";
import type { useActionData } from "@remix-run/react";
import { z } from "zod";
import { type Fate, stopInterpreter } from "#app/commands/stop-interpreter";
import { type Ctx, notFound } from "#app/context.server";
import { type FieldErrors, formKey, invalid, readForm, textFieldsOf, typedValues } from "#app/form";
import { translator } from "#app/i18n";
import { refused } from "#app/respond";
import { STOPS } from "./page";

export type Answer = ReturnType<typeof useActionData<typeof stopWork>>;

const Sent = z.object({
  key: formKey,
  from: z.enum(["active", "candidate", ...STOPS]),
  status: z.enum(STOPS),
  offers: z.array(z.string().max(64)).max(200).default([]),
});

export function stopWork(ctx: Ctx, interpreterId: string, sent: FormData) {
  const form = readForm(Sent, sent);
  if (!form.ok) return invalid(form);
  const { key, from, status, offers } = form.value;
  const stopped = stopInterpreter(ctx, {
    ...{ interpreterId, from, status, key, offerIds: offers },
    fates: fatesIn(sent),
    reason: translator(ctx.locale)("coordinator:stop.reason"),
  });
  if (stopped.ok) return redirect(`/coordinator/interpreters/${interpreterId}?done=status`);
  if (stopped.reason === "not_found") throw notFound();
  const errors: FieldErrors =
    stopped.reason === "not_possible"
      ? { [`${FATE}${stopped.detail.assignmentId}`]: [`explain:refusal.${stopped.detail.reason}`] }
      : { "": [`coordinator:stop.refusal.${stopped.reason}`] };
  return refused(stopped.reason, { errors, values: typedValues(sent), meant: {} });
}

const FATE = "fate-";
const ALL = "all-";

/** Of each job its own answer, or the one for all of its need. */
function fatesIn(sent: FormData): Map<string, Fate> {
  const fates = new Map<string, Fate>();
  const said = new Map(textFieldsOf(sent));
  for (const [name, value] of said) {
    if (!name.startsWith(FATE)) continue;
    const id = name.slice(FATE.length);
    const ofAll = said.get(`${ALL}${said.get(`need-${id}`) ?? ""}`);
    const fate = fateOf(ofAll || value, said.get(`person-${id}`) ?? "");
    if (fate) fates.set(id, fate);
  }
  return fates;
}

/** Where nobody is proposed for a job, it is looked for. */
function fateOf(to: string, interpreterId: string): Fate | null {
  switch (to) {
    case "keep":
    case "release":
      return { to };
    case "offer":
    case "assign":
      return interpreterId === "" ? { to: "release" } : { to, interpreterId };
    default:
      return null;
  }
}
