import { describe, expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { mapLanguage } from "#app/commands/map-language";
import { rescheduleRequest } from "#app/commands/reschedule-request";
import { type NewRequest, submitRequest } from "#app/commands/submit-request";
import type { Ctx } from "#app/context.server";
import { errorsOf, notTaken, readRequest } from "#app/forms/request";
import { phoneOrderFor } from "#app/queries/coordinator/phone-order";
import { nearClientsOf } from "#app/queries/everyone/near-clients";
import { allPlaces } from "#app/queries/everyone/places";
import { statusOf } from "#app/respond";
import { addMinutes, dateOf, minutesBetween, timeOf } from "#app/time";
import { requests, units } from "#db/schema";
import { choicesFor } from "#tests/support/choices";
import { at, type World, world } from "#tests/support/world";
import { written } from "#tests/support/written";

const NOW = "2026-03-20T09:00";

const sound: NewRequest = {
  organisationId: "social-riga",
  contactName: "Sanita Ozola",
  contactPhone: "+37127011868",
  language: "ku",
  variant: "kmr",
  mode: "onsite",
  placeId: "jelgava",
  address: "Lielā iela 1",
  startAt: at("2026-03-30T14:00"),
  endAt: at("2026-03-30T15:00"),
  topic: "health",
  key: "12345678",
};

const WRONG: Record<string, Partial<NewRequest>> = {
  "no language": { language: null, variant: null },
  "a language not in the list": { language: "xx", variant: null },
  "a language not served": { language: "ru", variant: null },
  "a variant of another language": { variant: "apc" },
  "no place": { placeId: null },
  "an unknown place": { placeId: "atlantida" },
  "no address": { address: null },
  "a link without https": { mode: "video", videoLink: "zoom.us/1" },
  "a time that has passed": { startAt: at("2026-03-20T08:00"), endAt: at("2026-03-20T09:00") },
  "too far ahead": { startAt: at("2027-06-01T10:00"), endAt: at("2027-06-01T11:00") },
  "too short": { endAt: at("2026-03-30T14:10") },
  "too long": { endAt: at("2026-03-31T03:00") },
  "a name for a code": { clientCode: "Ahmads" },
  "a code near a known one": { clientCode: "K0142" },
  "a known code that is not near": { clientCode: "K/0142", clientMeant: "K-9" },
  "a personal code for a code": { clientCode: "120380-12345" },
  "a person the organisation does not know": { excludedInterpreterId: "amina" },
  "a unit of another organisation": { unitId: "liepajas-nodala" },
  "nobody to call": { contactName: "" },
  "no number to call": { contactPhone: "12345" },
  "a personal code in the address": { address: "Lielā iela 1, p.k. 120385-11234" },
  "a phone and an address in the note": { note: "tel. 27011868, a@b.lv" },
  "a personal code for a language": { language: null, variant: null, languageText: "120385-11234" },
  "a personal code for a place": { placeId: null, placeText: "pie Kalniem, 120385-11234" },
  "a place in words without end": { placeId: null, placeText: "a".repeat(121) },
  "an address without end": { address: "a".repeat(201) },
  "a note without end": { note: "a".repeat(2001) },
  "a contact without end": { contactName: "a".repeat(121) },
  "nearly everything": {
    language: "ru",
    variant: null,
    placeId: null,
    address: null,
    startAt: at("2026-03-20T08:00"),
    endAt: at("2026-03-20T08:05"),
    clientCode: "Ahmads",
    contactPhone: "x",
    note: "a@b.lv",
  },
};

function bank(): World {
  const w = world();
  w.client("K-0142");
  w.client("K-9");
  w.db
    .insert(units)
    .values({ id: "liepajas-nodala", organisationId: "bank-liepaja", name: written("Liepāja") })
    .run();
  return w;
}
const asUser = (w: World, who: string) => w.as(who, NOW) as Ctx<UserViewer>;

/** The form as somebody would have filled it in for this request. */
function formOf(input: NewRequest): FormData {
  const { language, variant, startAt, endAt, organisationId: _, placeId = "", placeText, ...rest } = input;
  const form = new FormData();
  const fields = {
    ...rest,
    language: language ?? "-",
    place: placeText ?? (placeId === "jelgava" ? "Jelgava" : ""),
    placeElsewhere: placeText && "on",
    variant: variant && `${language}/${variant}`,
    date: dateOf(startAt),
    start: timeOf(startAt),
    minutes: minutesBetween(startAt, endAt),
  };
  for (const [name, value] of Object.entries(fields))
    if (value !== null && value !== undefined) form.set(name, `${value}`);
  return form;
}

test.each(Object.entries(WRONG))("form, phone order and command say the same of %s", (_, changes) => {
  const w = bank();
  const [sociala, ilze] = [asUser(w, "sociala"), asUser(w, "ilze")];
  const input = { ...sound, ...changes };
  const byCommand = submitRequest(sociala, input);
  if (byCommand.ok || byCommand.reason !== "invalid") throw new Error("it was to be refused");
  const errors = errorsOf(byCommand.detail);
  const nearTo = nearClientsOf(sociala, input.organisationId);
  expect(Object.keys(errors).length).toBeGreaterThan(0);
  expect(readRequest(formOf(input), choicesFor(sociala), sociala.now, nearTo)).toMatchObject({ ok: false, errors });

  const order = phoneOrderFor(ilze, input.organisationId);
  if (!order) throw new Error("the organisation works with us");
  const byPhone = readRequest(formOf(input), { ...order.options, places: allPlaces(ilze) }, ilze.now, nearTo);
  expect(byPhone.ok ? {} : byPhone.errors).toEqual(errors);
  expect(submitRequest(ilze, input)).toEqual(byCommand);
  expect(w.db.select().from(requests).all()).toEqual([]);
});

test("a sound request is sound at every door", () => {
  const w = world();
  const sociala = asUser(w, "sociala");
  expect(readRequest(formOf(sound), choicesFor(sociala), sociala.now)).toMatchObject({ ok: true });
  expect(submitRequest(sociala, sound)).toMatchObject({ ok: true });
});

test("a new time is asked the same questions, and what stays as it was is not", () => {
  const w = world();
  const requestId = w.request({ endAt: at("2026-03-31T04:00") });
  const ilze = w.as("ilze", NOW);
  const to = (wall: string) => rescheduleRequest(ilze, { requestId, startAt: at(wall) });
  expect(to("2026-03-20T08:00")).toMatchObject({ ok: false, reason: "time_passed" });
  expect(to("2027-06-01T10:00")).toMatchObject({ ok: false, reason: "too_far_ahead" });
  const startAt = at("2026-03-30T10:00");
  const longer = { requestId, startAt, endAt: addMinutes(startAt, 13 * 60) };
  expect(rescheduleRequest(ilze, longer)).toMatchObject({ ok: false, reason: "length_invalid" });
  expect(to("2026-03-31T10:00")).toMatchObject({ ok: true });
});

test("a language is set only to one that can be asked for", () => {
  const w = world();
  const requestId = w.request({ language: null, languageText: "kurdu" });
  const ilze = w.as("ilze", NOW);
  const to = (language: string, variant: string | null = null) => mapLanguage(ilze, { requestId, language, variant });
  expect(to("xx")).toMatchObject({ ok: false, reason: "language_unknown" });
  expect(to("ru")).toMatchObject({ ok: false, reason: "language_not_served" });
  expect(to("ku", "apc")).toMatchObject({ ok: false, reason: "variant_unknown" });
  expect(to("ku", "kmr")).toMatchObject({ ok: true });
});

describe("how many requests one person sends", () => {
  const send = (w: World, who: string, when: string, n: number, more: Partial<NewRequest> = {}) => {
    const startAt = addMinutes(at("2026-03-30T06:00"), n * 60);
    const organisationId = who === "krize" ? "crisis-riga" : "social-riga";
    const asked = {
      ...sound,
      organisationId,
      startAt,
      endAt: addMinutes(startAt, 30),
      key: `key-${when}-${n}`,
      ...more,
    };
    return submitRequest(w.as(who, when), asked);
  };
  test("the forty-first within ten minutes waits; a repetition, a colleague and a phone order do not", () => {
    const w = world();
    for (let n = 0; n < 39; n++) w.request({ startAt: at("2026-03-25T10:00"), submittedAt: at("2026-03-20T09:00") });
    expect(send(w, "sociala", "2026-03-20T09:00", 3).ok).toBe(true);
    expect(send(w, "sociala", "2026-03-20T09:09", 20)).toEqual({ ok: false, reason: "too_many_requests" });
    expect(send(w, "sociala", "2026-03-20T09:00", 3).ok).toBe(true);
    expect(send(w, "sociala2", "2026-03-20T09:09", 20).ok).toBe(true);
    const caller = { kind: "account", userId: "user-sociala" } as const;
    expect(send(w, "ilze", "2026-03-20T09:09", 21, { caller }).ok).toBe(true);
    expect(send(w, "sociala", "2026-03-20T09:11", 22).ok).toBe(true);
    expect(statusOf("too_many_requests")).toBe(429);
  });

  test("nobody sends more than a hundred in a day", () => {
    const w = world();
    for (let n = 0; n < 99; n++) w.request({ startAt: at("2026-03-25T10:00"), submittedAt: at("2026-03-20T08:00") });
    expect(send(w, "sociala", "2026-03-20T22:00", 99).ok).toBe(true);
    expect(send(w, "sociala", "2026-03-20T23:00", 100)).toMatchObject({ reason: "too_many_requests" });
    expect(send(w, "sociala", "2026-03-21T08:30", 101).ok).toBe(true);
  });

  test("the page says so with the desk's phone and keeps what was typed", () => {
    const form = new FormData();
    form.set("note", "otrais stāvs");
    const page = notTaken(form, { ok: false, reason: "too_many_requests" }, "20 000 921");
    expect(page.values).toEqual({ note: "otrais stāvs" });
    expect(page.errors).toEqual({ "": ["request:error.tooMany?phone=20+000+921"] });
  });

  test("counting reads an index, however many requests there are", () => {
    const w = world();
    const plan = w.sqlite
      .prepare("explain query plan select count(*) from requests where requester_id = ? and submitted_at > ?")
      .all("a", 1);
    expect(plan).toMatchObject([{ detail: expect.stringContaining("requests_requester") }]);
  });
});
