/** What a person can do about their week and their absences. */
import type { useActionData } from "@remix-run/react";
import type { UserViewer } from "#app/auth/viewer";
import { addAbsence } from "#app/commands/add-absence";
import { cancelAbsence } from "#app/commands/cancel-absence";
import { saveAvailability } from "#app/commands/save-availability";
import { type Ctx, newId } from "#app/context.server";
import { ABSENCE_KINDS, type AbsenceKind } from "#app/dispatch/vocabulary";
import { awayFields, readAway } from "#app/forms/away";
import { copyDay, readWeek, typedWeek, WEEKDAYS } from "#app/forms/week";
import { refused, respond, unreadable } from "#app/respond";
import type { Refusal } from "#app/result";

export type Answer = ReturnType<typeof useActionData<typeof doDeed>>;

/** Saves the week or an absence; copying only fills the fields. */
export function doDeed(ctx: Ctx<UserViewer>, form: FormData) {
  switch (form.get("intent")) {
    case "absence":
      return addAway(ctx, form);
    case "cancel":
      return cancelAway(ctx, form);
    case "copy":
      return copied(form, Number(form.get("copyFrom")), form.getAll("copyTo[]").map(Number));
    case "workdays":
      return copied(form, 1, [2, 3, 4, 5]);
    case "week":
      return saveWeek(ctx, form);
    default:
      return refused("unknown", { refused: "unknown" });
  }
}

function saveWeek(ctx: Ctx<UserViewer>, form: FormData) {
  const fields = typedWeek(form);
  const read = readWeek(fields);
  if (!read.ok) return unreadable({ fields, week: read.errors, attempt: newId() });
  const saved = saveAvailability(ctx, {
    interpreterId: ctx.viewer.interpreterId ?? "",
    windows: read.windows,
    key: textOf(form, "key"),
  });
  return respond(saved, { to: "/interpreter/availability?done=week", otherwise: told });
}

function copied(form: FormData, from: number, to: number[]) {
  const fields = copyDay(
    typedWeek(form),
    from,
    to.filter((day) => WEEKDAYS.some((known) => known === day)),
  );
  return { fields, copied: to.length > 0, attempt: newId() };
}

function addAway(ctx: Ctx<UserViewer>, form: FormData) {
  const read = readAway(awayFields((name) => textOf(form, name) ?? null, ctx.now));
  if ("errors" in read) return refused("absence_order", { refused: "absence_order" });
  const added = addAbsence(ctx, {
    interpreterId: ctx.viewer.interpreterId ?? "",
    startAt: read.interval.start,
    endAt: read.interval.end,
    kind: kindOf(textOf(form, "kind")),
    key: textOf(form, "key"),
  });
  return respond(added, {
    to: ({ affects }) => `/interpreter/availability?view=away&done=absence&touched=${affects.length}`,
    otherwise: told,
  });
}

function cancelAway(ctx: Ctx<UserViewer>, form: FormData) {
  const cancelled = cancelAbsence(ctx, { absenceId: textOf(form, "absenceId") ?? "", key: textOf(form, "key") });
  return respond(cancelled, { to: "/interpreter/availability?view=away&done=cancelled", otherwise: told });
}

const told = ({ reason }: Refusal) => ({ refused: reason });

function textOf(form: FormData, name: string): string | undefined {
  const value = form.get(name);
  return typeof value === "string" && value !== "" ? value : undefined;
}

function kindOf(text: string | undefined): AbsenceKind {
  return ABSENCE_KINDS.find((kind) => kind === text) ?? "other";
}
