/**
 * One of eight processes that all answer the same offer at the same millisecond. Its parent says over IPC which offer
 * and when; it says back how the answer ended.
 */
import { eq } from "drizzle-orm";
import { answerOffer } from "#app/commands/answer-offer";
import { instantFrom } from "#app/time";
import { openDatabase } from "#db/client.server";
import { assignments, offers } from "#db/schema";

/** `now` is the service's clock; `startsAt` the wall clock at which everybody answers. */
export interface Heat {
  offerId: string;
  now: number;
  startsAt: number;
  naive: boolean;
}

const [file = "", interpreterId = ""] = process.argv.slice(2);
const { db, sqlite } = openDatabase(file);
// Eight writers is more than the service has; each must get its turn on a busy machine.
sqlite.pragma("busy_timeout = 60000");

process.on("message", ({ offerId, now, startsAt, naive }: Heat) => {
  while (Date.now() < startsAt);
  process.send?.(naive ? answerNaively(offerId) : answer(offerId, now));
});
process.on("disconnect", () => sqlite.close());
process.send?.("ready");

function answer(offerId: string, now: number): string {
  const person = { name: interpreterId, interpreterId, organisationId: null, locale: "lv" } as const;
  const viewer = { kind: "user", userId: `user-${interpreterId}`, role: "interpreter", ...person } as const;
  const result = answerOffer({ db, now: instantFrom(now), locale: "lv", viewer }, { offerId, move: "accept" });
  return result.ok ? "won" : result.reason;
}

/** What a reasonable person writes first: look, then write. */
function answerNaively(offerId: string): string {
  const offer = db.select().from(offers).where(eq(offers.id, offerId)).get();
  if (!offer) return "not_found";
  const { requestId, interpreterId: person } = offer;
  if (db.select().from(assignments).where(eq(assignments.requestId, requestId)).get()) return "offer_taken";
  const start = instantFrom(offer.deadlineAt + 86_400_000);
  const job = {
    startAt: start,
    endAt: instantFrom(start + 60_000),
    placeId: "riga-centrs",
    remote: true,
    createdAt: start,
  };
  db.update(offers).set({ status: "accepted" }).where(eq(offers.id, offerId)).run();
  db.insert(assignments)
    .values({ id: `a-${offerId}`, requestId, slot: 1, interpreterId: person, offerId, ...job })
    .run();
  return "won";
}
