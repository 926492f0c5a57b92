import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { GUIDE_KEY, type GuideStep, guideWord } from "#app/facts/service/guide";
import { ok, refuse } from "#app/result";
import { installation } from "#db/schema";

export interface GuideSettled {
  /** null: the guide itself, which is put away (`skipped`) or taken up again (`open`). */
  step: GuideStep | null;
  as: "done" | "skipped" | "open";
  key?: string | undefined;
}

/** A step of the first hour is right as it stands, is left out, or is taken up again. Refusal: `not_found`. */
export function settleGuide(ctx: Ctx, { key, ...given }: GuideSettled) {
  const { step, as } = given;
  return transact(ctx, onceFor("settle_guide", key, given), (work) => {
    if (!may.administer(work.viewer)) return refuse("not_found");
    const { settled, isAway } = guideWord(work.db);
    const { [step ?? "name"]: _, ...others } = settled;
    const word =
      step === null
        ? { settled, isAway: as !== "open" }
        : { settled: as === "open" ? others : { ...settled, [step]: as }, isAway };
    const value = JSON.stringify(word);
    work.db
      .insert(installation)
      .values({ key: GUIDE_KEY, value })
      .onConflictDoUpdate({ target: installation.key, set: { value } })
      .run();
    record(work, { kind: "guide_settled", payload: { step, as } });
    return ok(null);
  });
}
