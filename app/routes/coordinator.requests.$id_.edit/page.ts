/** What the sheet shows before anything is typed. */
import type { useLoaderData } from "@remix-run/react";
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, newId, notFound } from "#app/context.server";
import { formValuesOf } from "#app/forms/edit";
import { translator } from "#app/i18n/index";
import { editSheetFor } from "#app/queries/everyone/edit-sheet";

export type PageFacts = ReturnType<typeof useLoaderData<typeof readPage>>;

export function readPage(ctx: Ctx<UserViewer>, id: string) {
  const found = editSheetFor(ctx, id);
  if (!found) throw notFound();
  const { sheet, options } = found;
  return {
    title: translator(ctx.locale)("change:edit.title", { reference: sheet.reference }),
    now: ctx.now,
    key: newId(),
    sheet,
    options,
    defaults: formValuesOf(sheet.fields, options.likely),
  };
}
