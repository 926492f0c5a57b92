/** Whom nobody sends where: each exclusion a line that leads to it. Only coordinators read that these exist. */
import { Link } from "@remix-run/react";
import type { ExclusionAsker } from "#app/dispatch/vocabulary";
import { dayShort } from "#app/i18n/format";
import type { Instant } from "#app/time";
import { Badge, useReader } from "#app/ui/kit";

interface Exclusion {
  id: string;
  person: string;
  organisation: string;
  clientCode: string | null;
  askedBy: ExclusionAsker;
  createdAt: Instant;
  createdBy: string | null;
  endedAt: Instant | null;
  endedBy: string | null;
}

/** `says`: the other side of whom the page is about. */
export function ExclusionList({ exclusions, says }: { exclusions: readonly Exclusion[]; says: "person" | "side" }) {
  const { t } = useReader();
  if (exclusions.length === 0) return <p className="muted">{t("coordinator:people.noExclusions")}</p>;
  return (
    <ul className="plain-list stack" data-gap="s">
      {exclusions.map((exclusion) => (
        <li key={exclusion.id}>
          <Link to={`/coordinator/exclusions/${exclusion.id}`} className="tap">
            {says === "person" ? exclusion.person : <SideName {...exclusion} />}
          </Link>{" "}
          {exclusion.endedAt !== null && <Badge icon="cancelled">{t("coordinator:exclusions.over")}</Badge>}
          {says === "person" && (
            <div className="small">
              <SideName {...exclusion} />
            </div>
          )}
          <Since exclusion={exclusion} />
        </li>
      ))}
    </ul>
  );
}

/** "Rīgas Sociālais dienests, klients K-17" or the whole institution. */
export function SideName({ organisation, clientCode }: Pick<Exclusion, "organisation" | "clientCode">) {
  const { t } = useReader();
  const whom = clientCode
    ? t("coordinator:people.client", { code: clientCode })
    : t("coordinator:exclusions.everybodyThere");
  return (
    <>
      {organisation}, {whom}
    </>
  );
}

/** Who asked, since when and until when it holds, and who wrote it down. */
export function Since({ exclusion }: { exclusion: Exclusion }) {
  const { t, locale } = useReader();
  const { askedBy, createdAt, createdBy, endedAt, endedBy } = exclusion;
  const by = (name: string | null) => (name ? ` (${name})` : "");
  return (
    <div className="small muted">
      {t(`coordinator:people.askedBy.${askedBy}`)} ·{" "}
      {t("coordinator:people.validFrom", { day: dayShort(locale, createdAt) })}
      {by(createdBy)}
      {endedAt !== null && ` ${t("coordinator:people.validUntil", { day: dayShort(locale, endedAt) })}${by(endedBy)}`}
    </div>
  );
}
