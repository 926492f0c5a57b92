/** What somebody asks for or can do, as it will be sent: for themselves and for the coordinator who decides. */
import { phone } from "#app/i18n/format";
import type { ApplicationShown } from "#app/queries/everyone/application";
import type { Instant } from "#app/time";
import { Languages } from "#app/ui/coordinator/people";
import { Facts, TimeRange, useReader } from "#app/ui/kit";

export function Asked({ application, now }: { application: ApplicationShown; now: Instant }) {
  const { t, named } = useReader();
  const { asked, skills } = application;
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
        [word("languages"), skills && <Languages key="languages" spoken={skills.languages} />],
        [word("modes"), skills?.modes.map((mode) => t(`domain:mode.${mode}`)).join(", ")],
        [word("home"), skills && named(skills.place)],
        [word("words"), application.words],
      ]}
    />
  );
}
