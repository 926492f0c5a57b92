/** Looking at what one's own edit means, and saving it. */
import { data, redirect } from "@remix-run/node";
import type { useActionData } from "@remix-run/react";
import type { UserViewer } from "#app/auth/viewer";
import { editRequest } from "#app/commands/edit-request";
import { type Ctx, notFound } from "#app/context.server";
import { changedFields, type EditedField, type EditedFields, needsCoordinator } from "#app/dispatch/request-edit";
import { type FieldErrors, type FormValues, type Meant, typedValues } from "#app/form";
import { formValuesOf, readEdit, type TypedEdit, typedBeside } from "#app/forms/edit";
import { errorsOf } from "#app/forms/request";
import { translator } from "#app/i18n/index";
import { type EditSheet, editSheetFor } from "#app/queries/everyone/edit-sheet";
import { allPlaces, type PlaceChoice, placesNamed } from "#app/queries/everyone/places";
import { statusOf, unreadable } from "#app/respond";

export type Answer = ReturnType<typeof useActionData<typeof doEdit>>;

interface Again {
  errors?: FieldErrors;
  meant?: Meant;
  values: FormValues;
  problem: string | null;
  /** With whom to call where an interpreter must agree first. */
  look: { changed: EditedField[]; after: EditedFields; needsCoordinator: boolean; deskPhone: string | null } | null;
  overtaken: { fields: EditedField[]; before: EditedFields; now: EditedFields } | null;
  /** Those that the fields name. */
  places: PlaceChoice[];
}

const NOTHING_SHOWN = { problem: null, look: null, overtaken: null, places: [] };

export function doEdit(ctx: Ctx<UserViewer>, id: string, sent: FormData) {
  const found = editSheetFor(ctx, id);
  if (!found) throw notFound();
  const { sheet, choices, deskPhone } = found;
  const places = allPlaces(ctx);
  const read = readEdit(sent, { ...choices, places }, ctx.now);
  if (!read.ok) return unreadable<Again>({ ...NOTHING_SHOWN, ...read });
  const edit = read.value;
  if (changedFields(edit.before, sheet.fields).length > 0) return stale(ctx, sent, edit, sheet);
  if (edit.intent !== "save") return data(again(ctx, { sheet, deskPhone }, edit, sent, null), { status: 200 });
  const saved = editRequest(ctx, {
    requestId: id,
    before: edit.before,
    fields: edit.fields,
    isVouched: edit.isVouched,
    key: edit.key,
  });
  if (saved.ok) return redirect(`/institution/requests/${id}?edited=1`);
  if (saved.reason === "not_found") throw notFound();
  if (saved.reason === "invalid")
    return unreadable<Again>({ errors: errorsOf(saved.detail), values: typedValues(sent), ...NOTHING_SHOWN });
  if (saved.reason === "version_changed") return stale(ctx, sent, edit, editSheetFor(ctx, id)?.sheet ?? sheet);
  const problem = translator(ctx.locale)(`explain:refusal.${saved.reason}`);
  return data(again(ctx, { sheet, deskPhone }, edit, sent, problem), { status: statusOf(saved.reason) });
}

function again(
  ctx: Ctx,
  { sheet, deskPhone }: { sheet: EditSheet; deskPhone: string | null },
  { before, fields }: TypedEdit,
  sent: FormData,
  problem: string | null,
): Again {
  const isFewer = fields.interpreterCount < Math.min(sheet.jobs, before.interpreterCount);
  const isOfJob = isFewer || needsCoordinator(before, fields).length > 0;
  const isAsked = sheet.jobs > 0 && isOfJob;
  return {
    values: typedValues(sent),
    problem,
    look: {
      changed: changedFields(before, fields),
      after: fields,
      needsCoordinator: isAsked,
      deskPhone: isAsked ? deskPhone : null,
    },
    overtaken: null,
    places: placesNamed(ctx, [before.placeId, fields.placeId]),
  };
}

/** Nothing is saved over what somebody else has saved: the page shows it, and keeps what was typed here. */
function stale(ctx: Ctx, sent: FormData, { before, fields }: TypedEdit, { fields: now }: EditSheet) {
  const places = placesNamed(ctx, [before.placeId, fields.placeId, now.placeId]);
  const shown: Again = {
    places,
    values: typedBeside(sent, changedFields(before, fields), formValuesOf(now, places)),
    problem: null,
    look: null,
    overtaken: { fields: changedFields(before, now), before, now },
  };
  return data(shown, { status: statusOf("version_changed") });
}
