/** A post either leads to a new address of the plan or applies the lines that were ticked. */
import { redirect } from "@remix-run/node";
import { z } from "zod";
import { applyPlan, type PlanLine } from "#app/commands/apply-plan";
import { type Ctx, notFound } from "#app/context.server";
import { formKey, invalid, readForm } from "#app/form";
import { requestsNamed } from "#app/queries/coordinator/plan-page";
import { isDate } from "#app/time";
import { addressSearch, type Pin } from "./address";

const ref = z.string().regex(/^[0-9A-Z]{3,12}$/);
const date = z.string().refine(isDate);
const SCHEMA = z.object({
  intent: z.enum(["plan", "offer", "assign"]),
  key: formKey,
  from: date,
  to: date,
  /** What stood outside the plan before and is not among the listed rows. */
  without: z.string().max(40_000).optional(),
  /** The rows that stood on the page, with a comma between them: what is not ticked among them is left out. */
  listed: z.string().max(40_000).default(""),
  /** "REF:version" of each ticked row. */
  in: z.array(z.string().regex(/^[0-9A-Z]{3,12}:\d{1,9}$/)).default([]),
  pin: z.array(ref).default([]),
  /** "REF:p:person" as proposed, "REF:c:person" changed by hand; twice for two people. */
  who: z.array(z.string().regex(/^[0-9A-Z]{3,12}:[pc]:[\w-]{1,64}$/)).default([]),
});
type Sent = z.output<typeof SCHEMA>;

/** Plans anew, or asks or assigns the people of the ticked lines. */
export function doDeed(ctx: Ctx, posted: FormData) {
  const form = readForm(SCHEMA, posted);
  if (!form.ok) return invalid(form);
  const sent = form.value;
  const { from, to } = sent;
  if (sent.intent === "plan")
    return redirect(
      `/coordinator/plan${addressSearch({ from, to, without: withoutOf(sent), pins: pinsOf(sent), isPlanned: true })}`,
    );
  const lines = linesOf(ctx, sent);
  if (lines.length === 0) return invalid({ ok: false, errors: { "": ["plan:error.nothing"] }, values: { from, to } });
  const applied = applyPlan(ctx, { lines, by: sent.intent, key: sent.key });
  if (!applied.ok) throw notFound();
  return redirect(`/coordinator/plan${addressSearch({ from, to, applied: applied.value.appliedId })}`);
}

function withoutOf({ listed, without, in: ticked }: Sent): string[] {
  const rows = new Set(listed.split(",").filter((one) => ref.safeParse(one).success));
  for (const one of without?.split(",") ?? []) if (ref.safeParse(one).success) rows.add(one);
  for (const one of ticked) rows.delete(one.split(":")[0] ?? "");
  return [...rows];
}

/** The people of each row as the form has them, in the order of their places, and whether one was changed by hand. */
function peopleIn({ who }: Sent): Map<string, { interpreterIds: string[]; isChanged: boolean }> {
  const rows = new Map<string, { interpreterIds: string[]; isChanged: boolean }>();
  for (const one of who) {
    const [row = "", how, interpreterId = ""] = one.split(":");
    const known = rows.get(row) ?? { interpreterIds: [], isChanged: false };
    rows.set(row, {
      interpreterIds: [...known.interpreterIds, interpreterId],
      isChanged: known.isChanged || how === "c",
    });
  }
  return rows;
}

/** Ticked rows that are pinned, or whose people were changed. */
function pinsOf(sent: Sent): Pin[] {
  const pinned = new Set(sent.pin);
  const ticked = new Set(sent.in.map((one) => one.split(":")[0]));
  return [...peopleIn(sent)].flatMap(([row, { interpreterIds, isChanged }]) =>
    ticked.has(row) && (isChanged || pinned.has(row)) ? [{ ref: row, interpreterIds }] : [],
  );
}

function linesOf(ctx: Ctx, sent: Sent): PlanLine[] {
  const people = peopleIn(sent);
  const ticked = sent.in.map((one) => {
    const [row = "", version] = one.split(":");
    return { row, version: Number(version) };
  });
  const ids = requestsNamed(
    ctx,
    ticked.map(({ row }) => row),
  );
  return ticked.flatMap(({ row, version }): PlanLine[] => {
    const requestId = ids.get(row);
    const interpreterIds = people.get(row)?.interpreterIds;
    return requestId && interpreterIds ? [{ requestId, version, interpreterIds }] : [];
  });
}
