/** The queries behind matching, on the small world's people: 30 March 2026 is a Monday. */
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { ObstacleCode } from "#app/dispatch/vocabulary";
import { matchRequest, notSpeakingPeople, obstaclesFor } from "#app/facts/matching";
import { needOf } from "#app/facts/needs";
import { absences, availability, clients, exclusions, interpreters, requests, settings } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOW = at("2026-03-20T10:00");

function matched({ db }: World, requestId: string, now = NOW) {
  const need = needOf({ db }, requestId);
  if (!need) throw new Error("no need");
  return { need, ...matchRequest({ db, now }, need) };
}

/** Names of the able in order, and codes of the others. */
function outcome(w: World, requestId: string, now = NOW) {
  const { matching } = matched(w, requestId, now);
  return {
    able: matching.able.map(({ interpreterId }) => interpreterId),
    blocked: Object.fromEntries(
      matching.blocked.map(({ interpreterId, obstacles }) => [interpreterId, obstacles.map(({ code }) => code)]),
    ) as Record<string, ObstacleCode[]>,
  };
}

test("two speak Dari, the others are counted and opened on demand", () => {
  const w = world();
  const { matching, people, notSpeaking, need } = matched(w, w.request());
  expect(matching.able.map(({ interpreterId }) => interpreterId)).toEqual(["amina", "karim"]);
  expect(notSpeaking).toBe(11);
  const others = notSpeakingPeople(w, need, 100);
  expect(others).toHaveLength(11);
  expect(notSpeakingPeople(w, need, 3)).toEqual(others.slice(0, 3));
  expect(people.get("karim")).toMatchObject({
    gender: "M",
    homePlaceId: "riga-purvciems",
    languages: expect.arrayContaining([
      { language: "prs", variant: null, level: 3 },
      { language: "fa", variant: null, level: 2 },
    ]),
  });
});

test("a language not mapped, or a request that is not there, has no need", () => {
  const w = world();
  expect(needOf(w, w.request({ language: null, languageText: "hazāru" }))).toBeNull();
  expect(needOf(w, "nobody's")).toBeNull();
});

test("the need carries the request's musts, wishes and the people already on it", () => {
  const w = world();
  const clientId = w.client("K-17");
  w.assign(w.request({ startAt: at("2026-03-02T10:00"), endAt: at("2026-03-02T11:00"), clientId }), "karim");
  w.assign(w.request({ startAt: at("2026-03-09T10:00"), endAt: at("2026-03-09T11:00"), clientId }), "amina");
  const id = w.request({
    clientId,
    wantsSameInterpreter: true,
    gender: "F",
    genderStrength: "wish",
    excludedInterpreterId: "karim",
    interpreterCount: 2,
    minLevel: 2,
  });
  w.assign(id, "amina");
  expect(needOf(w, id)).toEqual({
    requestId: id,
    language: "prs",
    variant: null,
    variantStrength: "must",
    minLevel: 2,
    mode: "phone",
    placeId: null,
    interval: { start: at("2026-03-30T10:00"), end: at("2026-03-30T11:00") },
    gender: { value: "F", strength: "wish" },
    excludedInterpreterIds: ["karim"],
    preferredInterpreterIds: ["amina", "karim"],
    clientId,
    organisationId: "social-riga",
    topic: "social",
    protectionClass: "B",
    requiredCredentials: ["confidentiality_pledge"],
    takenInterpreterIds: ["amina"],
  });
});

describe("what keeps Amina from it", () => {
  const blockedBy = (prepare: (w: World, id: string) => void, overrides: Parameters<World["request"]>[0] = {}) => {
    const w = world();
    const id = w.request(overrides);
    prepare(w, id);
    return outcome(w, id).blocked.amina;
  };

  test("an absence, until it is cancelled", () => {
    expect(blockedBy((w) => w.absence("amina", "2026-03-30T10:30", "2026-03-31T00:00"))).toEqual(["absent"]);
    expect(
      blockedBy((w) => {
        const id = w.absence("amina", "2026-03-30T10:30", "2026-03-31T00:00");
        w.db.update(absences).set({ cancelledAt: NOW }).where(eq(absences.id, id)).run();
      }),
    ).toBeUndefined();
  });

  test("another job at the time, but not one she was released from", () => {
    const other = { startAt: at("2026-03-30T10:30"), endAt: at("2026-03-30T11:30") };
    expect(blockedBy((w) => w.assign(w.request(other), "amina"))).toEqual(["overlap"]);
    expect(blockedBy((w) => w.assign(w.request(other), "amina", { releasedAt: NOW }))).toBeUndefined();
  });

  test("a journey: from Liepāja to Rīga in two hours and a half", () => {
    const liepaja = {
      mode: "onsite",
      placeId: "liepaja",
      startAt: at("2026-03-30T06:30"),
      endAt: at("2026-03-30T07:30"),
    } as const;
    expect(blockedBy((w) => w.assign(w.request(liepaja), "amina"), { mode: "onsite", placeId: "riga-centrs" })).toEqual(
      ["travel_too_short"],
    );
  });

  test("by phone from home she must first get home", () => {
    const liepaja = {
      mode: "onsite",
      placeId: "liepaja",
      startAt: at("2026-03-30T11:30"),
      endAt: at("2026-03-30T12:30"),
    } as const;
    expect(blockedBy((w) => w.assign(w.request(liepaja), "amina"))).toEqual(["travel_too_short"]);
  });

  test("her week: forty hours in it, however they are spread, and not those of the Sunday before", () => {
    const fill = (w: World, dates: string[]) => {
      for (const date of dates) {
        const startAt = at(`${date}T12:00`);
        w.assign(w.request({ startAt, endAt: at(`${date}T22:00`) }), "amina");
      }
    };
    expect(blockedBy((w) => fill(w, ["2026-03-31", "2026-04-01", "2026-04-02", "2026-04-05"]))).toEqual(["hours_cap"]);
    expect(blockedBy((w) => fill(w, ["2026-03-29", "2026-03-31", "2026-04-01", "2026-04-02"]))).toBeUndefined();
  });

  test("a job that moves days away within the week, or is left out of account, does not count in its hours", () => {
    const w = world();
    const job = (date: string, from: string, to: string) => {
      const id = w.request({ startAt: at(`${date}T${from}`), endAt: at(`${date}T${to}`) });
      return { id, assignmentId: w.assign(id, "amina") };
    };
    const moving = job("2026-03-30", "10:00", "11:00");
    job("2026-03-31", "08:00", "21:00");
    job("2026-04-01", "08:00", "21:00");
    job("2026-04-02", "08:00", "21:00");
    const friday = { start: at("2026-04-03T15:00"), end: at("2026-04-03T16:00") };
    const codes = (requestId: string, ignoreAssignmentIds: string[]) => {
      const need = needOf({ db: w.db }, requestId, friday);
      return (
        need && obstaclesFor({ db: w.db, now: NOW }, need, "amina", { ignoreAssignmentIds }).map(({ code }) => code)
      );
    };
    expect(codes(moving.id, [moving.assignmentId])).toEqual([]);
    const another = w.request();
    expect(codes(another, [])).toEqual(["hours_cap"]);
    expect(codes(another, [moving.assignmentId])).toEqual([]);
    w.db.update(requests).set({ interpreterCount: 2 }).where(eq(requests.id, moving.id)).run();
    expect(codes(moving.id, [])).toEqual(["already_on_request"]);
  });

  test("an exclusion by the institution, while it lasts", () => {
    expect(blockedBy((w) => w.exclude("amina", { organisationId: "social-riga" }))).toEqual(["excluded"]);
    expect(blockedBy((w) => w.exclude("amina", { organisationId: "crisis-riga" }))).toBeUndefined();
    expect(
      blockedBy((w) => {
        const id = w.exclude("amina", { organisationId: "social-riga" });
        w.db.update(exclusions).set({ endedAt: NOW }).where(eq(exclusions.id, id)).run();
      }),
    ).toBeUndefined();
  });

  test("hours of hers outside the time asked for", () => {
    expect(blockedBy(() => {}, { startAt: at("2026-03-30T17:30"), endAt: at("2026-03-30T18:30") })).toEqual([
      "not_available",
    ]);
  });

  test("being on it already", () => {
    expect(blockedBy((w, id) => w.assign(id, "amina"), { interpreterCount: 2 })).toEqual(["already_on_request"]);
  });
});

test("an exclusion holds under every code that is linked as one person, in whichever direction", () => {
  const w = world();
  const [root, crisis, social] = [w.client("K-1", "bank-liepaja"), w.client("K-2", "crisis-riga"), w.client("K-3")];
  for (const id of [crisis, social]) w.db.update(clients).set({ sameAsClientId: root }).where(eq(clients.id, id)).run();
  w.exclude("amina", { clientId: crisis });
  expect(outcome(w, w.request({ clientId: social })).blocked).toEqual({ amina: ["excluded"] });
  expect(outcome(w, w.request({ clientId: root })).blocked).toEqual({ amina: ["excluded"] });
  expect(outcome(w, w.request({ clientId: w.client("K-4") })).blocked).toEqual({});
});

test("who never entered hours is asked by day on working days, and not at night or on Sunday", () => {
  const w = world();
  const arabic = (start: string, end: string) => {
    const id = w.request({ language: "ar", variant: "acm", startAt: at(start), endAt: at(end) });
    const { able, blocked } = outcome(w, id);
    return able.includes("huda") ? "asked" : blocked.huda;
  };
  expect(arabic("2026-03-30T08:00", "2026-03-30T09:00")).toBe("asked");
  expect(arabic("2026-03-30T19:00", "2026-03-30T20:00")).toBe("asked");
  expect(arabic("2026-03-30T03:00", "2026-03-30T04:00")).toEqual(["availability_unknown"]);
  expect(arabic("2026-03-30T19:30", "2026-03-30T20:30")).toEqual(["availability_unknown"]);
  expect(arabic("2026-03-29T12:00", "2026-03-29T13:00")).toEqual(["availability_unknown"]);
});

test("a night window reaches over midnight, and the hour that spring takes away is no gap", () => {
  const w = world();
  w.db.delete(availability).where(eq(availability.interpreterId, "amina")).run();
  w.db.insert(availability).values({ interpreterId: "amina", weekday: 6, fromMinute: 1320, toMinute: 360 }).run();
  const night = w.request({ startAt: at("2026-03-29T01:00"), endAt: at("2026-03-29T06:00") });
  expect(outcome(w, night).able).toEqual(["amina"]);
  const morning = w.request({ startAt: at("2026-03-29T05:00"), endAt: at("2026-03-29T06:05") });
  expect(outcome(w, morning).blocked.amina).toEqual(["not_available"]);
});

test("the client's history ranks: services that were held and are over, under all linked codes", () => {
  const w = world();
  const [clientId, elsewhere] = [w.client("K-1"), w.client("K-2", "crisis-riga")];
  w.db.update(clients).set({ sameAsClientId: clientId }).where(eq(clients.id, elsewhere)).run();
  const past = (day: string, client: string) =>
    w.assign(w.request({ startAt: at(`${day}T10:00`), endAt: at(`${day}T11:00`), clientId: client }), "karim");
  past("2026-03-02", clientId);
  past("2026-03-03", elsewhere);
  w.report(past("2026-03-04", clientId), { held: false, notHeldReason: "client_no_show" });
  past("2026-03-23", clientId);
  const { matching } = matched(w, w.request({ clientId }));
  expect(matching.able.map(({ interpreterId }) => interpreterId)).toEqual(["karim", "amina"]);
  expect(matching.able[0]?.points).toContainEqual({ name: "continuity", points: 14, value: 2 });
});

test("Farsi is rare here: whoever speaks it besides Dari is spared for it", () => {
  const w = world();
  const points = () =>
    matched(w, w.request())
      .matching.able.find(({ interpreterId }) => interpreterId === "karim")
      ?.points.map(({ name }) => name);
  expect(points()).toContain("scarcity");
  w.db.update(interpreters).set({ status: "active" }).run();
  w.sqlite.exec("insert into interpreter_languages values ('samir', 'fa', '', 2)");
  expect(points()).not.toContain("scarcity");
  w.db.update(interpreters).set({ status: "paused" }).where(eq(interpreters.id, "leila")).run();
  expect(points()).toContain("scarcity");
});

describe("what was asked before is shown", () => {
  const amina = (w: World, id: string, now = NOW) => {
    const { able, passed } = matched(w, id, now).matching;
    return [...able, ...passed].find(({ interpreterId }) => interpreterId === "amina");
  };

  test("declined, lapsed though no worker ran, given back; and forgotten when the request has changed", () => {
    const w = world();
    const [declined, lapsed, back, changed] = [w.request(), w.request(), w.request(), w.request()];
    w.offer(declined, "amina", { status: "declined" });
    w.offer(lapsed, "amina");
    w.assign(back, "amina", { releasedAt: NOW, releasedBy: "user:user-amina", releaseReason: "withdrawn" });
    w.offer(changed, "amina", { status: "declined" });
    w.db.update(requests).set({ version: 2 }).where(eq(requests.id, changed)).run();
    const late = at("2026-03-20T17:00");
    expect(amina(w, declined)?.alreadyAsked).toBe("declined");
    expect(amina(w, lapsed)?.alreadyAsked).toBeNull();
    expect(amina(w, lapsed, late)?.alreadyAsked).toBe("expired");
    expect(amina(w, back)?.alreadyAsked).toBe("gave_back");
    expect(amina(w, changed)?.alreadyAsked).toBeNull();
  });

  test("asked again, somebody who said no is waited for, until that lapses too", () => {
    const w = world();
    const id = w.request();
    w.offer(id, "amina", { status: "declined" });
    w.offer(id, "amina", { offeredAt: NOW, deadlineAt: at("2026-03-20T17:00") });
    expect(amina(w, id)?.alreadyAsked).toBeNull();
    expect(amina(w, id, at("2026-03-20T17:00"))?.alreadyAsked).not.toBeNull();
  });

  test("a live offer for another request at the same time", () => {
    const w = world();
    const other = w.request({ startAt: at("2026-03-30T10:30"), endAt: at("2026-03-30T11:30") });
    w.offer(other, "amina");
    const id = w.request();
    expect(amina(w, id)?.hasOverlappingOffer).toBe(true);
    expect(amina(w, id, at("2026-03-20T17:00"))?.hasOverlappingOffer).toBe(false);
    const after = w.request({ startAt: at("2026-03-30T11:30"), endAt: at("2026-03-30T12:00") });
    expect(amina(w, after)?.hasOverlappingOffer).toBe(false);
  });
});

describe("asking about one person", () => {
  test("gives the same obstacles as asking about all", () => {
    const w = world();
    w.absence("amina", "2026-03-30T00:00", "2026-03-31T00:00");
    w.assign(w.request({ startAt: at("2026-03-30T10:15"), endAt: at("2026-03-30T10:45") }), "karim");
    const { matching, need } = matched(w, w.request());
    expect(matching.blocked).toHaveLength(2);
    for (const { interpreterId, obstacles } of matching.blocked)
      expect(obstaclesFor({ ...w, now: NOW }, need, interpreterId)).toEqual(obstacles);
  });

  test("also answers for who does not speak the language, is erased, or does not exist", () => {
    const w = world();
    const need = needOf(w, w.request())!;
    w.db.update(interpreters).set({ status: "erased" }).where(eq(interpreters.id, "karim")).run();
    const codes = (id: string) => obstaclesFor({ ...w, now: NOW }, need, id).map(({ code }) => code);
    expect(codes("samir")).toEqual(["language_not_spoken"]);
    expect(codes("karim")).toEqual(["inactive"]);
    expect(codes("nobody")).toEqual(["inactive"]);
    expect(matched(w, need.requestId).people.has("karim")).toBe(false);
  });

  test("leaves out the assignment that is being moved, and the place it takes", () => {
    const w = world();
    const id = w.request();
    const assignmentId = w.assign(id, "amina");
    const later = { start: at("2026-03-30T10:30"), end: at("2026-03-30T11:30") };
    const need = needOf(w, id, later)!;
    expect(obstaclesFor({ ...w, now: NOW }, need, "amina").map(({ code }) => code)).toEqual(["already_on_request"]);
    expect(obstaclesFor({ ...w, now: NOW }, need, "amina", { ignoreAssignmentIds: [assignmentId] })).toEqual([]);
    const swapped = w.assign(w.request({ startAt: later.start, endAt: later.end }), "karim");
    expect(obstaclesFor({ ...w, now: NOW }, need, "karim").map(({ code }) => code)).toEqual(["overlap"]);
    expect(obstaclesFor({ ...w, now: NOW }, need, "karim", { ignoreAssignmentIds: [swapped] })).toEqual([]);
  });
});

test("a journey that nobody measured takes as long as the distance makes likely, and says so", () => {
  const w = world();
  w.assign(
    w.request({
      mode: "onsite",
      placeId: "kalupes-pagasts",
      startAt: at("2026-03-30T06:00"),
      endAt: at("2026-03-30T06:45"),
    }),
    "karim",
  );
  const need = needOf(w, w.request({ mode: "onsite" }))!;
  const travel = () => obstaclesFor({ ...w, now: NOW }, need, "karim").find(({ code }) => code === "travel_too_short");
  expect(travel()).toMatchObject({ needMinutes: 210, haveMinutes: 195, known: false });
  w.sqlite.exec("update places set latitude = 56.8, longitude = 24.6 where id = 'kalupes-pagasts'");
  expect(travel()).toBeUndefined();
});

test("nobody works longer a week than the dated rule says, whatever their own limit", () => {
  const w = world();
  w.assign(w.request(), "amina");
  const next = w.request({ startAt: at("2026-03-31T10:00"), endAt: at("2026-03-31T11:00") });
  expect(outcome(w, next).able).toContain("amina");
  w.db.insert(settings).values({ key: "hours.capMinutes", holdsFrom: "2026-03-31", value: 119, enteredAt: NOW }).run();
  expect(outcome(w, next).blocked.amina).toEqual(["hours_cap"]);
  w.db.update(settings).set({ value: 120 }).where(eq(settings.key, "hours.capMinutes")).run();
  expect(outcome(w, next).able).toContain("amina");
});
