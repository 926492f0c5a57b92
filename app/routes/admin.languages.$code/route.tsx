import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { saveLanguage, saveVariant } from "#app/commands/save-language";
import { removeSubstitution, saveSubstitution } from "#app/commands/save-substitution";
import { type Ctx, enter, newId, notFound } from "#app/context.server";
import { CLOSENESS, LOCALES, type Locale, MODES } from "#app/dispatch/vocabulary";
import { formKey, invalid, readForm, sentForm, typedValues } from "#app/form";
import { languageOf } from "#app/queries/admin/languages";
import { changesOf } from "#app/queries/everyone/changes";
import { refused } from "#app/respond";
import type { Result } from "#app/result";
import { LONG_CHANGES } from "#app/ui/record/changes";
import { LanguageView } from "./view";

const DONE = ["variant", "substitute", "removed"] as const;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const language = languageOf(ctx, params.code ?? "");
  if (!language) throw notFound();
  const { searchParams } = new URL(request.url);
  return {
    title: language.name?.[ctx.locale] ?? language.code,
    language,
    changes: language.isKnown ? changesOf(ctx, { thing: language.code }, searchParams.has(LONG_CHANGES)) : null,
    done: DONE.find((one) => one === searchParams.get("done")) ?? null,
    key: newId(),
  };
}

const name = z.string().max(80, "common:error.tooLong");
const inLanguages = { lv: name, en: name } satisfies Record<Locale, typeof name>;
const namesOf = <T extends Record<Locale, string>>(typed: T) => ({ lv: typed.lv, en: typed.en });

const Names = z.object({
  key: formKey,
  ...inLanguages,
  words: z.string().max(300, "common:error.tooLong").default(""),
  served: z.literal("on").optional(),
});
const Variant = z.object({ key: formKey, variant: z.string().max(35), ...inLanguages });
const Substitute = z.object({
  key: formKey,
  spoken: z.string().max(35),
  note: z.enum(CLOSENESS),
  modes: z.array(z.enum(MODES), "common:error.required"),
});
const Removal = z.object({ key: formKey, spoken: z.string().max(35) });

type Deed = (ctx: Ctx, code: string, sent: FormData) => Promise<Response> | Response | ReturnType<typeof invalid>;

const DEEDS: Record<string, Deed> = {
  names: (ctx, code, sent) => {
    const read = readForm(Names, sent);
    if (!read.ok) return invalid(read);
    const { key, words, served, ...typed } = read.value;
    const isServed = served === "on" || !languageOf(ctx, code)?.isKnown;
    const done = saveLanguage(ctx, { code, name: namesOf(typed), words, served: isServed, key });
    return answer(done, sent, "/admin/languages?done=saved");
  },
  variant: (ctx, language, sent) => {
    const read = readForm(Variant, sent);
    if (!read.ok) return invalid(read);
    const { key, variant, ...typed } = read.value;
    const done = saveVariant(ctx, { language, code: variant, name: namesOf(typed), key });
    return answer(done, sent, `/admin/languages/${language}?done=variant`, "variant");
  },
  substitute: (ctx, requested, sent) => {
    const read = readForm(Substitute, sent);
    if (!read.ok) return invalid(read);
    const done = saveSubstitution(ctx, { requested, ...read.value });
    return answer(done, sent, `/admin/languages/${requested}?done=substitute`, "spoken");
  },
  remove: (ctx, requested, sent) => {
    const read = readForm(Removal, sent);
    if (!read.ok) return invalid(read);
    const done = removeSubstitution(ctx, { requested, ...read.value });
    return answer(done, sent, `/admin/languages/${requested}?done=removed`);
  },
};

function answer(done: Result<unknown>, sent: FormData, to: string, field = "") {
  if (done.ok) return redirect(to);
  if (done.reason === "not_found") throw notFound();
  return refused(done.reason, {
    errors: { [field]: [`explain:refusal.${done.reason}`] },
    values: typedValues(sent),
    meant: {},
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "admin");
  const code = params.code ?? "";
  if (!languageOf(ctx, code)) throw notFound();
  const sent = await sentForm(request);
  const intent = String(sent.get("intent"));
  const deed = Object.hasOwn(DEEDS, intent) ? DEEDS[intent] : undefined;
  if (!deed) throw notFound();
  return deed(ctx, code, sent);
}

/** One language: its names, its variants, and which languages may be proposed instead of it. */
export default function LanguagePage() {
  return (
    <LanguageView
      page={useLoaderData<typeof loader>()}
      answer={useActionData<typeof action>()}
      choices={{ locales: LOCALES, modes: MODES, closeness: CLOSENESS }}
    />
  );
}
