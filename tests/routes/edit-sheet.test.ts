import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { formValuesOf } from "#app/forms/edit";
import { editSheetFor } from "#app/queries/everyone/edit-sheet";
import { doEdit } from "#app/routes/coordinator.requests.$id_.edit/deeds";
import { doEdit as doOwnEdit } from "#app/routes/institution.requests.$id_.edit/deeds";
import { requests } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOON = "2026-03-20T12:00";
const by = (w: World, who: string) => w.as(who, NOON) as Ctx<UserViewer>;
const rowOf = (w: World, id: string) => w.db.select().from(requests).where(eq(requests.id, id)).get();

/** The sheet as it was filled, with what is typed over it. */
function sheet(w: World, who: string, id: string, typed: Record<string, string> = {}): FormData {
  const { sheet, options } = editSheetFor(by(w, who), id)!;
  const { fields } = sheet;
  const form = new FormData();
  const all = {
    ...formValuesOf(fields, options.likely),
    key: "form-12345",
    before: JSON.stringify(fields),
    intent: "look",
    ...typed,
  };
  for (const [name, value] of Object.entries(all)) form.append(name, value);
  return form;
}

function again(form: FormData, more: Record<string, string>): FormData {
  const next = new FormData();
  for (const [name, value] of form) if (!(name in more)) next.append(name, value);
  for (const [name, value] of Object.entries(more)) next.append(name, value);
  return next;
}

/** The page again; throws where it led on. */
function page<A extends object>(answer: A) {
  if (!isPage(answer)) throw new Error("it led to another page");
  return answer;
}

const isPage = <A extends object>(answer: A): answer is Extract<A, { data: unknown }> => "data" in answer;

test("the sheet shows who no longer fits and whose word is missing, saves nothing, and then saves just that", () => {
  const w = world();
  const id = w.request();
  const job = w.assign(id, "amina");
  const form = sheet(w, "ilze", id, { language: "fa", minutes: "90", contactName: "Jana Bite" });
  const { data } = page(doEdit(by(w, "ilze"), id, form));
  const preview = data.look?.preview;
  expect(preview).toMatchObject({
    changed: ["language", "minutes", "contactName"],
    requesterWord: ["language", "minutes"],
    interpreterWord: ["language", "minutes"],
    jobs: [{ name: "Amina Karimi", rule: "never" }],
  });
  expect(rowOf(w, id)?.language).toBe("prs");

  const save = again(form, { intent: "save", mark: preview?.mark ?? "", [`job.${job}`]: "leave" });
  const refused = page(doEdit(by(w, "ilze"), id, save));
  expect(refused.data).toMatchObject({ refusal: "word_missing", values: { contactName: "Jana Bite", language: "fa" } });
  const saved = doEdit(by(w, "ilze"), id, again(save, { hasWord: "on" }));
  expect(saved instanceof Response && saved.headers.get("Location")).toMatch(/\?undo=[\w-]{59}$/);
  expect(rowOf(w, id)).toMatchObject({ language: "fa", contactName: "Jana Bite" });
});

test("a sheet on which a variant becomes a must names who does not speak it; one sent as it was filled changes nothing", () => {
  const w = world();
  const id = w.request({ language: "ku", variant: "ckb", variantStrength: "wish" });
  w.offer(id, "rojin", { deadlineAt: at("2026-03-20T17:00") });
  expect(page(doEdit(by(w, "ilze"), id, sheet(w, "ilze", id))).data.look?.preview.changed).toEqual([]);
  const { data } = page(doEdit(by(w, "ilze"), id, sheet(w, "ilze", id, { variantStrength: "must" })));
  expect(data.look?.preview).toMatchObject({
    changed: ["variantStrength"],
    requesterWord: ["variantStrength"],
    interpreterWord: [],
    isAnother: false,
    asksWhoFits: true,
    isToldToInterpreters: false,
    offers: [{ name: "Rojin Demir", obstacles: [{ code: "variant_differs" }] }],
  });
});

test("making a variant a must while somebody comes is shown to the requester as a coordinator's business", () => {
  const w = world();
  const id = w.request({ language: "ku", variant: "ckb", variantStrength: "wish" });
  w.assign(id, "rojin");
  const { data } = page(doOwnEdit(by(w, "sociala"), id, sheet(w, "sociala", id, { variantStrength: "must" })));
  expect(data.look).toMatchObject({ changed: ["variantStrength"], needsCoordinator: true });
});

test("a stale sheet shows what somebody else saved, keeps what was typed, and fills in the rest as it stands", () => {
  const w = world();
  const id = w.request();
  const mine = sheet(w, "marta", id, { note: "Ieeja no pagalma." });
  doEdit(by(w, "ilze"), id, sheet(w, "ilze", id, { intent: "save", mark: "contactName", contactName: "Jana Bite" }));
  expect(rowOf(w, id)?.contactName).toBe("Jana Bite");
  const { data, init } = page(doEdit(by(w, "marta"), id, mine));
  expect(init?.status).toBe(409);
  expect(data.overtaken?.fields).toEqual(["contactName"]);
  expect(data.values).toMatchObject({ note: "Ieeja no pagalma.", contactName: "Jana Bite" });
  expect(rowOf(w, id)?.note).toBeNull();
});

test("without the requester's word a change of mode is put to them as a question, and nothing is saved", () => {
  const w = world();
  const id = w.request({ mode: "onsite" });
  const form = sheet(w, "ilze", id, { intent: "ask", mode: "phone" });
  expect(doEdit(by(w, "ilze"), id, form)).toBeInstanceOf(Response);
  expect(rowOf(w, id)).toMatchObject({ mode: "onsite", proposal: { change: { kind: "mode", mode: "phone" } } });
});

test("what is no question of yes or no is asked in the coordinator's words, which may hold nobody's own data", () => {
  const w = world();
  const id = w.request();
  const form = sheet(w, "ilze", id, { intent: "ask", language: "fa", minutes: "90", question: "" });
  expect(page(doEdit(by(w, "ilze"), id, form)).data.refusal).toBe("question_missing");
  const named = again(form, { question: "Vai 010190-11111 runā farsi?" });
  expect(page(doEdit(by(w, "ilze"), id, named)).data.refusal).toBe("holds_personal_code");
  doEdit(by(w, "ilze"), id, again(form, { question: "Vai derētu farsi?" }));
  expect(rowOf(w, id)).toMatchObject({ language: "prs", infoQuestion: "Vai derētu farsi?" });
});

test("whoever asked is told that an interpreter must agree first, and reads nothing about who is asked", () => {
  const w = world();
  const id = w.request();
  w.assign(id, "amina");
  const longer = page(doOwnEdit(by(w, "sociala"), id, sheet(w, "sociala", id, { minutes: "180" })));
  expect(longer.data.look).toMatchObject({ needsCoordinator: true, changed: ["minutes"] });
  expect(JSON.stringify(longer)).not.toMatch(/amina|karim/i);
  const wrong = page(doOwnEdit(by(w, "sociala"), id, sheet(w, "sociala", id, { contactPhone: "12" })));
  expect(wrong.data).toMatchObject({
    errors: { contactPhone: ["request:error.phone"] },
    values: { contactPhone: "12" },
  });
  const broken = page(doOwnEdit(by(w, "sociala"), id, sheet(w, "sociala", id, { before: "{" })));
  expect(broken.init?.status).toBe(400);
});
