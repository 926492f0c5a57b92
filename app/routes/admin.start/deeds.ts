/** What the steps of the first hour do: each by the command that the page of its own uses too. */
import { data, redirect } from "@remix-run/node";
import { z } from "zod";
import type { UserViewer } from "#app/auth/viewer";
import { inviteUser } from "#app/commands/invite-user";
import { nameService } from "#app/commands/name-service";
import { saveDesks } from "#app/commands/save-desks";
import { saveMailSettings } from "#app/commands/save-mail-settings";
import { saveOfficeHours } from "#app/commands/save-office-hours";
import { serveLanguages } from "#app/commands/serve-languages";
import { settleGuide } from "#app/commands/settle-guide";
import { testMail } from "#app/commands/test-mail";
import { type Ctx, runtime } from "#app/context.server";
import { emailField } from "#app/email";
import { GUIDE_STEPS, type GuideStep } from "#app/facts/service/guide";
import { mailWay } from "#app/facts/service/mail";
import { formKey, invalid, readForm, typedValues } from "#app/form";
import { mailForm } from "#app/forms/mail-server";
import { readContactPhone } from "#app/phone";
import { desksToEdit } from "#app/queries/admin/desks";
import { refused, textErrors } from "#app/respond";
import type { Refusal, Result } from "#app/result";
import { typedTime } from "#app/time";

type Ours = Ctx<UserViewer>;

export async function act(ctx: Ours, form: FormData) {
  switch (form.get("intent")) {
    case "name":
      return name(ctx, form);
    case "desks":
      return desks(ctx, form);
    case "hours":
      return hours(ctx, form);
    case "languages":
      return languages(ctx, form);
    case "mail":
      return mail(ctx, form);
    case "test":
      return test(ctx);
    case "admin":
      return admin(ctx, form);
    case "settle":
      return settle(ctx, form);
    default:
      return refusedTo(form, { ok: false, reason: "unknown" }, "");
  }
}

/** On to the next step, or this one again with what is wrong with it. */
function answered<T, R extends string>(step: GuideStep, form: FormData, result: Result<T, R>, field = "") {
  return result.ok ? redirect(`/admin/start?done=${step}`) : refusedTo(form, result, field);
}

function refusedTo(form: FormData, refusal: Refusal, field: string) {
  return refused(refusal.reason, {
    errors: textErrors(refusal) ?? { [field]: [`admin:refusal.${refusal.reason}`] },
    values: withoutSecrets(form),
    test: null,
  });
}

function withoutSecrets(form: FormData) {
  const { password: _, ...values } = typedValues(form);
  return values;
}

const vouched = z.literal("on").optional();
const named = z.object({ name: z.string().max(80, "common:error.tooLong"), vouched, key: formKey });

function name(ctx: Ours, form: FormData) {
  const read = readForm(named, form);
  if (!read.ok) return invalid(read);
  const { vouched, ...given } = read.value;
  return answered("name", form, nameService(ctx, { ...given, isVouched: vouched === "on" }), "name");
}

/** One field for each desk, named by its id; an empty one is no telephone. */
function desks(ctx: Ours, form: FormData) {
  const number = z
    .string()
    .refine((typed) => readContactPhone(typed) !== null, "admin:organisations.phoneInvalid")
    .transform(readContactPhone)
    .optional();
  const ids = desksToEdit(ctx).map(({ id }) => id);
  const read = readForm(z.object(Object.fromEntries(ids.map((id) => [id, number]))), form);
  if (!read.ok) return invalid(read);
  const phones = new Map(ids.filter((id) => form.has(id)).map((id) => [id, read.value[id] ?? null]));
  return answered("desks", form, saveDesks(ctx, phones));
}

const time = z
  .string()
  .refine((typed) => typedTime(typed) !== null, "admin:refusal.value_invalid")
  .transform((typed) => typedTime(typed) ?? "");
const open = z.object({ opens: time, closes: time, key: formKey });

function hours(ctx: Ours, form: FormData) {
  const read = readForm(open, form);
  return read.ok ? answered("hours", form, saveOfficeHours(ctx, read.value), "closes") : invalid(read);
}

const chosen = z.object({ codes: z.array(z.string().max(20)).max(400).default([]), key: formKey });

function languages(ctx: Ours, form: FormData) {
  const read = readForm(chosen, form);
  if (!read.ok) return invalid(read);
  const served = serveLanguages(ctx, read.value);
  if (served.ok) settleGuide(ctx, { step: "languages", as: "done", key: read.value.key });
  return answered("languages", form, served, "codes");
}

/** Saved, and tried at once: what the server said to it stands on the page. */
async function mail(ctx: Ours, form: FormData) {
  if (runtime().isDemo || mailWay(ctx.db, runtime()).by === "environment")
    return refusedTo(form, { ok: false, reason: "environment_decides" }, "");
  const read = readForm(mailForm, form);
  if (!read.ok) return invalid({ ...read, values: withoutSecrets(form) });
  const saved = saveMailSettings(ctx, read.value);
  return saved.ok ? test(ctx) : refusedTo(form, saved, "password");
}

async function test(ctx: Ours) {
  const tested = await testMail(ctx, mailWay(ctx.db, runtime()));
  if (!tested.ok) return refused(tested.reason, { errors: {}, values: {}, test: null });
  return data({ errors: {}, values: {}, test: tested.value });
}

const invited = z.object({
  name: z.string().min(2, "common:error.required").max(120, "common:error.tooLong"),
  email: emailField,
  vouched,
  key: formKey,
});

function admin(ctx: Ours, form: FormData) {
  const read = readForm(invited, form);
  if (!read.ok) return invalid(read);
  const { vouched, ...given } = read.value;
  const invitation = { ...given, role: "admin", locale: ctx.locale, isVouched: vouched === "on" } as const;
  return answered("admin", form, inviteUser(ctx, invitation), "email");
}

const settled = z.object({
  step: z.enum(GUIDE_STEPS).optional(),
  as: z.enum(["done", "skipped", "open"]),
  key: formKey,
});

/** A step is right as it is or left out; without a step the guide is put away. */
function settle(ctx: Ours, form: FormData) {
  const read = readForm(settled, form);
  if (!read.ok) return invalid(read);
  const { step = null, as, key } = read.value;
  const result = settleGuide(ctx, { step, as, key });
  if (!result.ok) return refusedTo(form, result, "");
  if (step === null) return redirect(as === "open" ? "/admin/start" : "/admin/health");
  return redirect(as === "open" ? `/admin/start?step=${step}` : "/admin/start");
}
