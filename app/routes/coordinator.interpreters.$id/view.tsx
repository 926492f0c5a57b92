import { Link, type useActionData, type useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { isGone } from "#app/dispatch/vocabulary";
import { dateTime, dayShort, duration, lastDayShort, phone, phoneLink, weekdayName, whenLong } from "#app/i18n/format";
import { timeText } from "#app/time";
import { ExclusionList } from "#app/ui/coordinator/exclusions";
import { Languages } from "#app/ui/coordinator/people";
import { Line, What } from "#app/ui/coordinator/words";
import { Badge, ButtonLink, Card, Empty, Facts, Notice, Page, Told, useReader, useT } from "#app/ui/kit";
import { ChangesCard } from "#app/ui/record/changes";
import type { action, loader } from "./route";
import { Status } from "./status";

type PageFacts = ReturnType<typeof useLoaderData<typeof loader>>;

type Answer = ReturnType<typeof useActionData<typeof action>>;

export function ProfileView({ page, answer }: { page: PageFacts; answer: Answer }) {
  const t = useT();
  const { person, done } = page;
  return (
    <Page
      width="full"
      title={person.name}
      lead={
        <span className="request-lead">
          <Badge
            icon={person.status === "active" ? "secured" : "cancelled"}
            tone={person.status === "active" ? "secured" : undefined}
          >
            {t(`domain:interpreterStatus.${person.status}`)}
          </Badge>
          {person.accountDisabled && <Badge icon="cancelled">{t("coordinator:people.accountDisabled")}</Badge>}
          <Languages spoken={person.languages} />
        </span>
      }
      actions={
        <>
          {person.phone && (
            <ButtonLink to={phoneLink(person.phone)} icon="phone">
              {phone(person.phone)}
            </ButtonLink>
          )}
          <ButtonLink to={`/coordinator/calendar?interpreter=${person.id}`} icon="calendar">
            {t("coordinator:people.inCalendar")}
          </ButtonLink>
          {!isGone(person.status) && (
            <ButtonLink to={`/coordinator/interpreters/${person.id}/ill`} icon="cancelled">
              {t("change:ill.open")}
            </ButtonLink>
          )}
        </>
      }
    >
      <Told done={done && t(`coordinator:people.done.${done}`)} />
      <div className="request-grid">
        <div className="stack" data-gap="l">
          <Upcoming page={page} />
          <Week page={page} />
          <Away page={page} />
        </div>
        <div className="stack" data-gap="l">
          <Profile page={page} />
          <Status page={page} answer={answer} />
          <Credentials page={page} />
          <Exclusions page={page} />
          <ChangesCard changes={page.changes} />
        </div>
      </div>
    </Page>
  );
}

/** Accepted work ahead; what now needs a decision comes with the way to it. */
function Upcoming({ page: { person, now } }: { page: PageFacts }) {
  const { t, locale } = useReader();
  const undecided = person.upcoming.filter((job) => job.needsDecision).length;
  return (
    <Card title={t("coordinator:people.upcoming", { count: person.upcomingTotal })}>
      <div id="upcoming" className="stack" data-gap="s">
        {undecided > 0 && (
          <Notice tone="problem" title={t("coordinator:people.undecided", { count: undecided })}>
            <p>{t("coordinator:people.undecidedMeans")}</p>
          </Notice>
        )}
        {person.upcoming.length === 0 ? (
          <Empty title={t("coordinator:people.noWork")} icon="calendar" />
        ) : (
          <ul className="person-jobs">
            {person.upcoming.map((job) => (
              <li key={job.assignmentId}>
                <div>
                  <Link to={`/coordinator/requests/${job.requestId}`}>
                    <What {...job} languageText={null} />
                  </Link>{" "}
                  <span className="reference">{job.reference}</span>
                  <div className="when">{whenLong(locale, job.interval, now)}</div>
                  <div className="small muted">{job.organisation}</div>
                </div>
                {job.needsDecision && (
                  <ButtonLink
                    to={`/coordinator/move?request=${job.requestId}&assignment=${job.assignmentId}`}
                    icon="problem"
                  >
                    {t("coordinator:queue.step.replace")}
                  </ButtonLink>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

function Week({ page: { person } }: { page: PageFacts }) {
  const { t, locale } = useReader();
  if (!person.availabilityKnown)
    return (
      <Card title={t("coordinator:people.availability")} actions={<Change person={person} />}>
        <p className="muted">{t("coordinator:people.availabilityUnknown")}</p>
      </Card>
    );
  const days = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    windows: person.availability.filter((window) => window.weekday === weekday),
  }));
  return (
    <Card title={t("coordinator:people.availability")} actions={<Change person={person} />}>
      <dl className="week">
        {days.map(({ weekday, windows }) => (
          <div key={weekday} className="week-day">
            <dt>{weekdayName(locale, weekday)}</dt>
            <dd>
              {windows.length === 0
                ? "–"
                : windows
                    .map(({ fromMinute, toMinute }) => {
                      const isNextDay = toMinute <= fromMinute ? " (+1)" : "";
                      return `${timeText(fromMinute)}–${timeText(toMinute)}${isNextDay}`;
                    })
                    .join(", ")}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

/** To their hours and absences. */
function Change({ person }: { person: { id: string } }) {
  const t = useT();
  return <ButtonLink to={`/coordinator/interpreters/${person.id}/days`}>{t("coordinator:days.open")}</ButtonLink>;
}

function Away({ page: { person } }: { page: PageFacts }) {
  const { t, locale } = useReader();
  return (
    <ListCard title={t("coordinator:people.absences")} none={t("coordinator:people.noAbsences")}>
      {person.absences.map((absence) => (
        <li key={absence.id} className="tabular">
          {dateTime(locale, absence.interval.start)} – {dateTime(locale, absence.interval.end)} ·{" "}
          {t(`domain:absenceKind.${absence.kind}`)}
        </li>
      ))}
    </ListCard>
  );
}

function Profile({ page: { person } }: { page: PageFacts }) {
  const { t, named } = useReader();
  const word = (key: string) => t(`coordinator:people.fact.${key}`);
  return (
    <Card
      title={t("coordinator:people.profile")}
      actions={
        <>
          <ButtonLink to={`/coordinator/interpreters/${person.id}/edit`}>{t("coordinator:person.change")}</ButtonLink>
          <ButtonLink to={`/coordinator/interpreters/${person.id}/merge`} variant="quiet">
            {t("coordinator:onePerson.open")}
          </ButtonLink>
        </>
      }
    >
      <Facts
        rows={[
          [word("town"), named(person.town)],
          [word("desk"), named(person.desk)],
          [word("modes"), person.modes.map((mode) => t(`domain:mode.${mode}`)).join(", ")],
          [word("radius"), person.radiusKm !== null && `${person.radiusKm} km`],
          [
            word("week"),
            t("coordinator:people.thisWeek", {
              hours: duration(person.minutesThisWeek),
              cap: duration(person.maxMinutesPerWeek),
            }),
          ],
          [word("unwished"), person.unwishedTopics.map((topic) => t(`domain:topic.${topic}`)).join(", ")],
          [word("gender"), person.gender && t(`domain:gender.${person.gender}`)],
          [word("email"), person.email && <a href={`mailto:${person.email}`}>{person.email}</a>],
          [word("code"), person.code],
          [word("note"), person.note && <span className="as-written">{person.note}</span>],
        ]}
      />
    </Card>
  );
}

function Credentials({ page: { person, now } }: { page: PageFacts }) {
  const { t, locale } = useReader();
  return (
    <Card
      title={t("coordinator:people.credentials")}
      actions={
        person.credentials.length > 0 && (
          <ButtonLink to={`/coordinator/interpreters/${person.id}/papers`}>{t("coordinator:papers.open")}</ButtonLink>
        )
      }
    >
      {person.credentials.length === 0 ? (
        <Line icon="problem">{t("coordinator:people.noCredentials")}</Line>
      ) : (
        <ul className="plain-list">
          {person.credentials.map(({ kind, validFrom, validUntil }) => (
            <li key={`${kind}-${validFrom}`}>
              {t(`domain:credentialKind.${kind}`)}
              <br />
              <span className="small muted">
                {t("coordinator:people.validFrom", { day: dayShort(locale, validFrom) })}
                {validUntil && ` ${t("coordinator:people.validUntil", { day: lastDayShort(locale, validUntil) })}`}
              </span>{" "}
              {validUntil !== null && validUntil <= now && (
                <Badge sign="problem">{t("coordinator:people.expired")}</Badge>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Only coordinators read that these exist. */
function Exclusions({ page: { person } }: { page: PageFacts }) {
  const t = useT();
  return (
    <Card
      title={t("coordinator:people.exclusions")}
      actions={
        <ButtonLink to={`/coordinator/exclusions/new?interpreter=${person.id}`} icon="plus">
          {t("coordinator:exclusions.add")}
        </ButtonLink>
      }
    >
      <ExclusionList exclusions={person.exclusions} says="side" />
    </Card>
  );
}

function ListCard({ title, none, children }: { title: string; none: string; children: ReactNode[] }) {
  return (
    <Card title={title}>
      {children.length === 0 ? <p className="muted">{none}</p> : <ul className="plain-list">{children}</ul>}
    </Card>
  );
}
