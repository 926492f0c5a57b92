import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { confirmImport } from "#app/commands/confirm-import";
import { giveUpImport } from "#app/commands/give-up-import";
import { lookAgain } from "#app/commands/look-again";
import { takeBackImport } from "#app/commands/take-back-import";
import { enter, newId, notFound } from "#app/context.server";
import { sentForm } from "#app/form";
import { isAsLooked, readImportForm } from "#app/forms/import";
import { choicesOf } from "#app/queries/admin/imports";
import { refused, unreadable } from "#app/respond";
import { readPage } from "./page.server";
import { ImportView } from "./view";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const { searchParams } = new URL(request.url);
  const page = readPage(ctx, params.id ?? "", searchParams);
  if (!page) throw notFound();
  return { ...page, isOther: searchParams.get("done") === "other", key: newId() };
}

/** What was ticked decides what would come in: whoever ticks and confirms in one sees first what comes of it. */
export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "admin");
  const importId = params.id ?? "";
  const before = choicesOf(ctx, importId);
  if (!before) throw notFound();
  const form = readImportForm(await sentForm(request));
  if (!form.ok) return unreadable({ problem: "common:error.invalid" });
  const { intent, key, choices } = form.value;
  const isOther = intent === "apply" && !isAsLooked(before, choices);
  const done =
    intent === "look" || isOther
      ? lookAgain(ctx, { importId, choices, key })
      : intent === "apply"
        ? confirmImport(ctx, { importId, key })
        : intent === "give_up"
          ? giveUpImport(ctx, { importId, key })
          : takeBackImport(ctx, { importId, key });
  if (done.ok) return redirect(`/admin/import/${importId}${isOther ? "?done=other" : ""}`);
  if (done.reason === "not_found") throw notFound();
  return refused(done.reason, { problem: `import:refusal.${done.reason}` });
}

export default ImportView;
