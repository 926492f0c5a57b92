import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { resetLetter } from "#app/commands/reset-letter";
import { saveLetter, type WrongPart } from "#app/commands/save-letter";
import { enter, notFound } from "#app/context.server";
import { letterToday } from "#app/events/texts/edited";
import { wrongWith } from "#app/events/texts/parts";
import { type FieldErrors, formKey, invalid, readForm, sentForm, typedValues, withWords } from "#app/form";
import { changesOf } from "#app/queries/everyone/changes";
import { refused, textErrors } from "#app/respond";
import { LONG_CHANGES } from "#app/ui/record/changes";
import { letterIn, letterPage, previewShown } from "./page";
import { LetterView } from "./view";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const { searchParams } = new URL(request.url);
  const done = searchParams.get("done");
  const which = letterIn(params.id);
  const view = searchParams.get("view");
  return {
    ...letterPage(ctx, which, view),
    preview: previewShown(ctx, which, view),
    changes: changesOf(ctx, { area: "letters" }, searchParams.has(LONG_CHANGES)),
    done: done === "saved" || done === "reset" ? done : null,
  };
}

const list = z.array(z.string().max(64)).max(60).default([]);
const Letter = z.object({
  key: formKey,
  intent: z.enum(["preview", "save", "reset"]),
  mark: z.string().max(64),
  view: z.string().max(64).optional(),
  asShipped: list,
  kept: list,
  vouched: z.literal("on").optional(),
});

/** What a field of a letter's text is called. */
const FIELD = "text-";

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "admin");
  const which = letterIn(params.id);
  const sent = await sentForm(request);
  const form = readForm(Letter, sent);
  if (!form.ok) return invalid(form);
  const { intent, view = null, vouched, ...rest } = form.value;
  const values = typedValues(sent);
  const words = Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      name.startsWith(FIELD) && typeof value === "string" ? [[name.slice(FIELD.length), value]] : [],
    ),
  );
  if (intent === "preview") {
    const { parts } = letterToday(ctx.db, which.letter, which.locale);
    const typed = parts.flatMap((part) => {
      const text = words[part.key]?.trim();
      return text === undefined ? [] : [{ ...which, part: part.key, text, wrong: wrongWith(part, text) }];
    });
    const errors = errorsOf(typed.flatMap(({ part, wrong }) => (wrong ? [{ ...wrong, part }] : [])));
    const sound = typed.filter(({ wrong }) => wrong === null);
    return data({ errors, values, preview: previewShown(ctx, which, view, sound) });
  }
  const done =
    intent === "reset"
      ? resetLetter(ctx, { ...which, mark: rest.mark, key: rest.key })
      : saveLetter(ctx, { ...which, ...rest, words, isVouched: vouched === "on" });
  if (done.ok) return redirect(`/admin/texts/${params.id}?done=${intent === "reset" ? "reset" : "saved"}`);
  if (done.reason === "not_found") throw notFound();
  const wrong = "detail" in done && Array.isArray(done.detail) ? errorsOf(done.detail) : null;
  const errors = wrong ?? inFields(textErrors(done)) ?? { "": [`admin:texts.refusal.${done.reason}`] };
  return refused(done.reason, { errors, values, preview: null });
}

function errorsOf(wrong: readonly WrongPart[]): FieldErrors {
  return Object.fromEntries(
    wrong.map(({ part, why, names }) => [
      FIELD + part,
      [withWords(`admin:texts.wrong.${why}`, { names: names.map((name) => `{{${name}}}`).join(", ") })],
    ]),
  );
}

function inFields(errors: FieldErrors | null): FieldErrors | null {
  return errors && Object.fromEntries(Object.entries(errors).map(([part, keys]) => [FIELD + part, keys]));
}

/** One letter in one language: its words, how they differ from those that were shipped, and how its reader gets it. */
export default function LetterPage() {
  const letter = useLoaderData<typeof loader>();
  return <LetterView letter={letter} answer={useActionData<typeof action>()} />;
}
