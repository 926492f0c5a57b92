import { changedWords, changeWords } from "#app/i18n/change";
import { whenLong } from "#app/i18n/format";
import type { Instant } from "#app/time";
import { Timeline, type Tone, useReader, useT } from "#app/ui/kit";
import type { PageFacts } from "./page";

type Entry = PageFacts["request"]["timeline"][number];

const TONES: Record<string, Tone> = {
  offer_accepted: "secured",
  assignment_made: "secured",
  assignment_released: "waiting",
  assignment_withdrawn: "waiting",
  request_rejected: "problem",
  info_asked: "waiting",
  proposal_made: "waiting",
};

/** What became of the request, newest first, in words for those who asked. */
export function InstitutionTimeline({ request, now }: { request: PageFacts["request"]; now: Instant }) {
  const sentence = useSentence(now);
  const t = useT();
  return (
    <Timeline
      label={t("request:page.timeline")}
      items={request.timeline
        .flatMap((entry, place) => {
          const text = entry.told ?? sentence(entry);
          return text ? [{ id: place, at: entry.at, text, tone: TONES[entry.kind] }] : [];
        })
        .reverse()}
    />
  );
}

function useSentence(now: Instant) {
  const { t, locale } = useReader();
  return ({
    kind,
    actor,
    from,
    to,
    late,
    held,
    why,
    reason,
    languageNames,
    placeNames,
    change,
    changed,
  }: Entry): string | null => {
    const say = (key: string, words: Record<string, string | undefined> = {}) => t(`request:event.${key}`, words);
    const time = { from: from && whenLong(locale, from, now), to: to && whenLong(locale, to, now) };
    const whenKnown = { from: time.from ?? "", to: time.to ?? "" };
    switch (kind) {
      case "request_submitted":
        return actor.name ? say("request_submittedBy", { who: actor.name }) : say(kind);
      case "assignment_moved":
        return time.to ? say("assignment_movedTo", whenKnown) : say(kind);
      case "request_rescheduled":
        return say(kind, whenKnown);
      case "request_edited":
        return changed.length > 0
          ? say(kind, { what: changedWords(t, locale, changed) })
          : say("request_editedCleared");
      case "request_cancelled":
        return say(late ? "request_cancelledLate" : kind);
      case "request_rejected":
        return reason ? say(kind, { reason }) : say("request_rejectedPlain");
      case "language_mapped":
        return say(kind, { language: languageNames?.[locale] ?? "" });
      case "place_mapped":
        return say(kind, { place: placeNames?.[locale] ?? "" });
      case "assignment_reported":
        return held
          ? say("assignment_reportedHeld")
          : say("assignment_reportedNot", { why: why ? t(`domain:notHeldReason.${why}`) : "" });
      case "proposal_made":
      case "proposal_accepted":
      case "proposal_declined":
      case "proposal_overtaken": {
        const words = change && changeWords(t, locale, change, languageNames);
        return words ? `${say(kind)}: ${words}` : say(kind);
      }
      case "info_asked":
      case "info_cleared":
      case "offer_made":
      case "request_queued":
      case "offer_accepted":
      case "assignment_made":
      case "assignment_released":
      case "assignment_withdrawn":
        return say(kind);
      default:
        return null;
    }
  };
}
