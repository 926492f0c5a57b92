import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { askForInfo } from "#app/commands/ask-for-info";
import { clearInfo } from "#app/commands/clear-info";
import { dispatchWaiting } from "#app/commands/dispatch-waiting";
import { expireOffers } from "#app/commands/expire-offers";
import type { Ctx } from "#app/context.server";
import { requestForInstitution } from "#app/queries/institution/request";
import { notifications, offers } from "#db/schema";
import { type World, world } from "#tests/support/world";

const MONDAY = "2026-03-23T10:00";
const TUESDAY = "2026-03-24T10:00";
const question = "Kurā stāvā tikties?";

function asked(w: World, requestId: string): string[] {
  const rows = w.db.select().from(offers).where(eq(offers.requestId, requestId)).all();
  return rows.map(({ interpreterId, status }) => `${interpreterId} ${status}`);
}

function seenBy(w: World, who: string, requestId: string) {
  return requestForInstitution(w.as(who, MONDAY) as Ctx<UserViewer>, requestId);
}

test("a question stops the search, and clearing it goes on with it", () => {
  const w = world();
  const requestId = w.request();
  expect(askForInfo(w.as("ilze", MONDAY), { requestId, question }).ok).toBe(true);
  dispatchWaiting(w.as("system", TUESDAY));
  expect(asked(w, requestId)).toEqual([]);

  expect(clearInfo(w.as("marta", TUESDAY), { requestId }).ok).toBe(true);
  dispatchWaiting(w.as("system", "2026-03-24T10:01"));
  expect(asked(w, requestId)).toEqual(["amina pending"]);
  expect(w.eventKinds(requestId)).toEqual(["info_asked", "info_cleared", "offer_made"]);
});

test("whoever was asked before the question may still answer, but nobody is asked after them", () => {
  const w = world();
  const requestId = w.request();
  w.offer(requestId, "amina", { deadlineAt: w.as("system", MONDAY).now });
  askForInfo(w.as("ilze", "2026-03-23T09:00"), { requestId, question });
  expect(asked(w, requestId)).toEqual(["amina pending"]);
  expireOffers(w.as("system", TUESDAY));
  expect(asked(w, requestId)).toEqual(["amina expired"]);
});

test("those who asked read the question on their page; the mail says only that there is one", () => {
  const w = world();
  const requestId = w.request();
  askForInfo(w.as("ilze", MONDAY), { requestId, question });
  expect(seenBy(w, "sociala2", requestId)).toMatchObject({ state: "needs_info", infoQuestion: question });
  expect(seenBy(w, "krize", requestId)).toBeNull();
  const told = w.db.select().from(notifications).all();
  expect(told.map(({ kind, userId }) => `${kind} ${userId}`)).toContain("info_asked user-sociala");

  clearInfo(w.as("ilze", TUESDAY), { requestId });
  expect(seenBy(w, "sociala", requestId)?.infoQuestion).toBeNull();
});

test("only coordinators ask and clear, with a question that names nobody", () => {
  const w = world();
  const requestId = w.request();
  for (const who of ["sociala", "amina", "anonymous"]) {
    expect(askForInfo(w.as(who, MONDAY), { requestId, question })).toMatchObject({ reason: "not_found" });
    expect(clearInfo(w.as(who, MONDAY), { requestId })).toMatchObject({ reason: "not_found" });
  }
  const ilze = w.as("ilze", MONDAY);
  expect(askForInfo(ilze, { requestId, question: "  " })).toMatchObject({ reason: "question_missing" });
  expect(askForInfo(ilze, { requestId, question: "Vai 120380-12345?" })).toMatchObject({
    reason: "holds_personal_code",
  });
  const late = w.as("ilze", "2026-03-30T10:00");
  expect(askForInfo(late, { requestId, question })).toMatchObject({ reason: "time_passed" });
});
