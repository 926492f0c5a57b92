import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { UserViewer } from "#app/auth/viewer";
import { addAbsence } from "#app/commands/add-absence";
import { cancelAbsence } from "#app/commands/cancel-absence";
import { saveAvailability } from "#app/commands/save-availability";
import { type Ctx, enter, newId } from "#app/context.server";
import { ABSENCE_KINDS, type AbsenceKind } from "#app/dispatch/vocabulary";
import { awayFields, readAway } from "#app/forms/away";
import { copyDay, fieldsOf, readWeek, typedWeek, WEEKDAYS } from "#app/forms/week";
import { translator } from "#app/i18n/index";
import { absenceAffects, ownAvailability } from "#app/queries/interpreter/availability";
import { isMonth, monthBeside, monthOf, weeksOfMonth } from "#app/queries/interpreter/month";
import { addDays, dateOf, mondayOf } from "#app/time";
import { Notice, Page, Tabs, useT } from "#app/ui/kit";
import { Away } from "./away";
import { Week } from "./week";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  const query = new URL(request.url).searchParams;
  const { isKnown, week, absences } = ownAvailability(ctx);
  const shared = {
    now: ctx.now,
    today: dateOf(ctx.now),
    key: newId(),
    title: translator(ctx.locale)("interpreter:availability.title"),
    done: query.get("done"),
  };
  if (query.get("view") !== "away") return { ...shared, view: "week" as const, isKnown, fields: fieldsOf(week) };
  return {
    ...shared,
    view: "away" as const,
    absences,
    touched: Number(query.get("touched")) || 0,
    ...away(ctx, query),
  };
}

/** The month to choose from and, once both days are chosen, what the absence would touch. */
function away(ctx: Ctx<UserViewer>, query: URLSearchParams) {
  const fields = awayFields((name) => query.get(name));
  const today = dateOf(ctx.now);
  const asked = query.get("month") ?? "";
  const month = isMonth(asked) ? asked : isMonth(fields.from.slice(0, 7)) ? fields.from.slice(0, 7) : monthOf(ctx.now);
  const read = fields.to === "" ? null : readAway(fields);
  return {
    fields,
    month,
    before: monthBeside(month, -1),
    after: monthBeside(month, 1),
    weeks: weeksOfMonth(month),
    tomorrow: addDays(today, 1),
    sunday: addDays(mondayOf(today), 6),
    errors: read && "errors" in read ? read.errors : null,
    chosen: read && "interval" in read ? { ...read.interval, affects: absenceAffects(ctx, read.interval) } : null,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  const form = await request.formData();
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
      return data({ refused: "unknown" }, { status: 400 });
  }
}

function saveWeek(ctx: Ctx<UserViewer>, form: FormData) {
  const fields = typedWeek(form);
  const read = readWeek(fields);
  if (!read.ok) return data({ fields, week: read.errors, attempt: newId() }, { status: 400 });
  const saved = saveAvailability(ctx, {
    interpreterId: ctx.viewer.interpreterId ?? "",
    windows: read.windows,
    key: textOf(form, "key"),
  });
  return saved.ok ? redirect("/interpreter/availability?done=week") : refused(saved.reason);
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
  const read = readAway(awayFields((name) => textOf(form, name) ?? null));
  if ("errors" in read) return refused("absence_order");
  const added = addAbsence(ctx, {
    interpreterId: ctx.viewer.interpreterId ?? "",
    startAt: read.interval.start,
    endAt: read.interval.end,
    kind: kindOf(textOf(form, "kind")),
    key: textOf(form, "key"),
  });
  if (!added.ok) return refused(added.reason);
  return redirect(`/interpreter/availability?view=away&done=absence&touched=${added.value.affects.length}`);
}

function cancelAway(ctx: Ctx<UserViewer>, form: FormData) {
  const cancelled = cancelAbsence(ctx, { absenceId: textOf(form, "absenceId") ?? "", key: textOf(form, "key") });
  return cancelled.ok ? redirect("/interpreter/availability?view=away&done=cancelled") : refused(cancelled.reason);
}

function refused(reason: string) {
  return data({ refused: reason }, { status: reason === "not_found" ? 404 : 409 });
}

function textOf(form: FormData, name: string): string | undefined {
  const value = form.get(name);
  return typeof value === "string" && value !== "" ? value : undefined;
}

function kindOf(text: string | undefined): AbsenceKind {
  return ABSENCE_KINDS.find((kind) => kind === text) ?? "other";
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Tilts` }];

/** When a person works: the usual week, and when they are away. */
export default function Availability() {
  const t = useT();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page width="narrow" title={t("interpreter:availability.title")}>
      <Tabs
        label={t("interpreter:availability.views")}
        tabs={[
          { to: "/interpreter/availability", label: t("interpreter:availability.week"), current: page.view === "week" },
          {
            to: "/interpreter/availability?view=away",
            label: t("interpreter:availability.away"),
            current: page.view === "away",
          },
        ]}
      />
      {answer && "refused" in answer && (
        <Notice tone="problem" announce>
          <p>{t(`interpreter:refusal.${answer.refused}`)}</p>
        </Notice>
      )}
      {page.view === "week" ? (
        <Week page={page} answer={answer && "fields" in answer ? answer : null} />
      ) : (
        <Away page={page} />
      )}
    </Page>
  );
}
