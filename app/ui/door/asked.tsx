/** What somebody asks for at the door, as it will be sent: for themselves and for the coordinator who decides. */
import { phone } from "#app/i18n/format";
import type { ApplicationShown } from "#app/queries/everyone/application";
import type { Instant } from "#app/time";
import { Facts, TimeRange, useReader } from "#app/ui/kit";

export function Asked({ application, now }: { application: ApplicationShown; now: Instant }) {
  const { t, named } = useReader();
  const { asked } = application;
  const word = (name: string) => t(`door:fact.${name}`);
  return (
    <Facts
      rows={[
        [word("organisation"), application.organisationName],
        [word("name"), application.name],
        [word("email"), application.email],
        [word("phone"), phone(application.phone)],
        [word("language"), asked && (asked.language ? named(asked.language) : asked.languageText)],
        [word("mode"), asked && t(`domain:mode.${asked.mode}`)],
        [
          word("where"),
          asked && [named(asked.place) ?? asked.placeText, asked.address, asked.videoLink].filter(Boolean).join(", "),
        ],
        [word("when"), asked && <TimeRange key="when" interval={asked.interval} now={now} />],
        [word("topic"), asked && t(`domain:topic.${asked.topic}`)],
      ]}
    />
  );
}
