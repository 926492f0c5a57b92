/** Looking at what an edit would do, saving it, or asking the requester first. */
import { data, redirect } from "@remix-run/node";
import type { useActionData } from "@remix-run/react";
import type { UserViewer } from "#app/auth/viewer";
import { askForInfo } from "#app/commands/ask-for-info";
import { editRequest } from "#app/commands/edit-request";
import { proposeChange } from "#app/commands/propose-change";
import { type Ctx, notFound } from "#app/context.server";
import { changedFields, type EditedField, type EditedFields } from "#app/dispatch/request-edit";
import { type FieldErrors, type FormValues, type Meant, typedValues } from "#app/form";
import { formValuesOf, readEdit, type TypedEdit, typedBeside } from "#app/forms/edit";
import { errorsOf } from "#app/forms/request";
import { type EditPreview, editAsProposal, editPreview } from "#app/queries/coordinator/edit-preview";
import { undoMark } from "#app/queries/coordinator/undo";
import { type EditSheet, editSheetFor } from "#app/queries/everyone/edit-sheet";
import { allPlaces, type PlaceChoice, placesNamed } from "#app/queries/everyone/places";
import { statusOf, unreadable } from "#app/respond";
import { type Refusal, refuse } from "#app/result";

export type Answer = ReturnType<typeof useActionData<typeof doEdit>>;

/** The sheet again: what is wrong, what was typed, and what it would do. */
interface Again {
  errors?: FieldErrors;
  meant?: Meant;
  values: FormValues;
  refusal: string | null;
  /** What it would do, the fields as they would be, and who asked and is told. */
  look: { preview: EditPreview; after: EditedFields; requester: string } | null;
  /** What somebody else has changed meanwhile, and what stands there now. */
  overtaken: { fields: EditedField[]; before: EditedFields; now: EditedFields } | null;
  /** Those that the fields name. */
  places: PlaceChoice[];
}

type Found = Pick<NonNullable<ReturnType<typeof editSheetFor>>, "sheet" | "requester">;

const NOTHING_SHOWN = { refusal: null, look: null, overtaken: null, places: [] };

export function doEdit(ctx: Ctx<UserViewer>, id: string, sent: FormData) {
  const found = editSheetFor(ctx, id);
  if (!found) throw notFound();
  const read = readEdit(sent, { ...found.choices, places: allPlaces(ctx) }, ctx.now);
  if (!read.ok) return unreadable<Again>({ ...NOTHING_SHOWN, ...read });
  const edit = read.value;
  const { sheet } = found;
  if (changedFields(edit.before, sheet.fields).length > 0) return stale(ctx, sent, edit, sheet);
  if (edit.intent === "look") return looked(ctx, found, edit, sent, null);
  if (edit.intent === "ask") return ask(ctx, found, edit, sent);
  const { intent: _, question: _q, ...rest } = edit;
  const saved = editRequest(ctx, { ...rest, mark: edit.mark ?? "", requestId: id });
  if (saved.ok) return redirect(`/coordinator/requests/${id}?undo=${undoMark(ctx, saved.value.eventId)}`);
  if (saved.reason === "not_found") throw notFound();
  if (saved.reason === "invalid")
    return unreadable<Again>({ errors: errorsOf(saved.detail), values: typedValues(sent), ...NOTHING_SHOWN });
  if (saved.reason === "version_changed") return stale(ctx, sent, edit, editSheetFor(ctx, id)?.sheet ?? sheet);
  return looked(ctx, found, edit, sent, saved);
}

/** What it would do, read anew; with the refusal where saving was refused. */
function looked(ctx: Ctx, { sheet, requester }: Found, edit: TypedEdit, sent: FormData, refusal: Refusal | null) {
  const preview = editPreview(ctx, sheet.requestId, edit.fields);
  const values = typedValues(sent);
  if (!sent.has("mark")) values.clears = "on";
  const again: Again = {
    values,
    refusal: refusal?.reason ?? null,
    look: preview && { preview, after: edit.fields, requester },
    overtaken: null,
    places: placesNamed(ctx, [edit.before.placeId, edit.fields.placeId]),
  };
  return data(again, { status: refusal ? statusOf(refusal.reason) : 200 });
}

/** Nothing is saved over what somebody else has saved: the sheet shows it, and keeps what was typed here. */
function stale(ctx: Ctx, sent: FormData, { before, fields }: TypedEdit, { fields: now }: EditSheet) {
  const places = placesNamed(ctx, [before.placeId, fields.placeId, now.placeId]);
  const again: Again = {
    places,
    values: typedBeside(sent, changedFields(before, fields), formValuesOf(now, places)),
    refusal: null,
    look: null,
    overtaken: { fields: changedFields(before, now), before, now },
  };
  return data(again, { status: statusOf("version_changed") });
}

/** Nothing is saved until the requester has answered: a yes or no where it can be one, else the coordinator's question. */
function ask(ctx: Ctx<UserViewer>, found: Found, edit: TypedEdit, sent: FormData) {
  const { sheet } = found;
  const { requestId } = sheet;
  const key = `${edit.key}:ask`;
  const proposal = sheet.open ? null : editAsProposal(ctx, requestId, edit.fields);
  const asked = proposal
    ? proposeChange(ctx, { requestId, ...proposal, key })
    : edit.question
      ? askForInfo(ctx, { requestId, question: edit.question, key })
      : refuse("question_missing");
  if (asked.ok) return redirect(`/coordinator/requests/${requestId}?undo=${undoMark(ctx, asked.value.eventId)}`);
  if (asked.reason === "not_found") throw notFound();
  return looked(ctx, found, edit, sent, asked);
}
