/** A person's offers that cannot all be theirs: what a yes to one does to the others, said before and after it. */
import { dayLong, timeRange } from "#app/i18n/format";
import type { Instant } from "#app/time";
import { Icon } from "../icon";
import { useReader, useT } from "../locale";
import { type Asked, whatOf } from "./asked";

export interface RivalFacts {
  offerId: string;
  clash: { kind: "overlap" } | { kind: "way"; needMinutes: number; haveMinutes: number; wayCanWait: boolean };
  ends: boolean;
  request: Pick<Asked, "language" | "variant" | "mode" | "start" | "end" | "town"> & { reference: string };
}

/** Before: which end with a yes, and which stay all the same. */
export function Rivals({ rivals, now, byLink }: { rivals: readonly RivalFacts[]; now: Instant; byLink?: boolean }) {
  const t = useT();
  const [ending, staying] = [rivals.filter(({ ends }) => ends), rivals.filter(({ ends }) => !ends)];
  if (rivals.length === 0) return null;
  return (
    <section className="rivals" aria-label={t("interpreter:choose.title")}>
      {ending.length > 0 && (
        <>
          <p className="rivals-head">
            <Icon name="waiting" />
            <span>
              {byLink && <strong>{t("interpreter:choose.title")}. </strong>}
              {t("interpreter:choose.ends")}
            </span>
          </p>
          <RivalList rivals={ending} now={now} />
        </>
      )}
      {staying.length > 0 && (
        <>
          <p>{t("interpreter:choose.stays")}</p>
          <RivalList rivals={staying} now={now} />
        </>
      )}
      {byLink && <p className="small muted">{t("interpreter:choose.byLink")}</p>}
    </section>
  );
}

/** After: which have ended with it. */
export function EndedRivals({ rivals, now }: { rivals: readonly RivalFacts[]; now: Instant }) {
  const t = useT();
  if (rivals.length === 0) return null;
  return (
    <div className="rivals" data-ended>
      <p>{t("interpreter:choose.ended")}</p>
      <RivalList rivals={rivals} now={now} />
      <p>{t("interpreter:choose.endedText")}</p>
    </div>
  );
}

function RivalList({ rivals, now }: { rivals: readonly RivalFacts[]; now: Instant }) {
  const { t, locale } = useReader();
  return (
    <ul>
      {rivals.map(({ offerId, request, clash, ends }) => (
        <li key={offerId} data-offer={offerId}>
          {whatOf(t, request)}, <span className="unbroken">{dayLong(locale, request.start, now)}</span>,{" "}
          <span className="unbroken">{timeRange(locale, request)}</span>
          {request.town && `, ${request.town}`} · {request.reference} – {whyOf(t, clash, ends)}
        </li>
      ))}
    </ul>
  );
}

function whyOf(t: ReturnType<typeof useT>, clash: RivalFacts["clash"], ends: boolean): string {
  if (clash.kind === "overlap") return t("interpreter:choose.why.overlap");
  const way = t("interpreter:choose.why.way", { need: clash.needMinutes, have: clash.haveMinutes });
  if (ends) return way;
  return `${way}; ${t(`interpreter:choose.why.${clash.wayCanWait ? "elsewhere" : "overruled"}`)}`;
}

/**
 * Offers in groups: those of a group end one another, directly or in a row, so one is to be chosen. Groups and their
 * offers keep the order in which they came.
 */
export function inGroups<T extends { id: string; rivals: readonly RivalFacts[] }>(offers: readonly T[]): T[][] {
  const groups: T[][] = [];
  for (const offer of offers) {
    const endsWith = (other: T) => ends(offer, other) || ends(other, offer);
    const joined = groups.filter((group) => group.some(endsWith));
    const [first] = joined;
    if (!first) {
      groups.push([offer]);
      continue;
    }
    for (const group of joined.slice(1)) {
      first.push(...group);
      groups.splice(groups.indexOf(group), 1);
    }
    first.push(offer);
  }
  return groups;
}

function ends<T extends { id: string; rivals: readonly RivalFacts[] }>(one: T, other: T): boolean {
  return one.rivals.some((rival) => rival.ends && rival.offerId === other.id);
}
