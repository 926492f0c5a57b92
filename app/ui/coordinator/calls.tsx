/** Whom to call, what to say, and the tick that it was said. */
import { phone, phoneLink, untilLong, whenLong } from "#app/i18n/format";
import type { CallCard } from "#app/queries/coordinator/calls";
import type { Instant } from "#app/time";
import { Button, Form, useReader, useT } from "#app/ui/kit";
import { AndPhone, Line } from "./words";

/** Who is called, and what they are to hear, in one sentence. */
export function CallWords({ call, now }: { call: CallCard; now: Instant }) {
  const { t, locale } = useReader();
  const { says, question, reason, answerDueAt, people, reference } = call;
  const isSaid = (key: string) => t(`coordinator:call.says.${key}`, { defaultValue: "" }) !== "";
  const words = {
    reference,
    question,
    reason,
    when: whenLong(locale, call.interval, now),
    due: answerDueAt === null ? "" : untilLong(locale, answerDueAt, now),
  };
  const kinds: Record<string, string> = {
    request_received: answerDueAt === null ? "request_received" : "request_received_promised",
    info_asked: question === null ? "change_proposed" : "info_asked",
  };
  const kind = kinds[says] ?? says;
  return (
    <>
      <Line icon="phone">
        {t("coordinator:call.whom", { name: call.name })} <a href={phoneLink(call.phone)}>{phone(call.phone)}</a>
      </Line>
      <p>{isSaid(kind) ? t(`coordinator:call.says.${kind}`, words) : t(`domain:notificationKind.${says}`)}</p>
      {NAMING.has(says) && people.length > 0 && (
        <ul className="plain-list">
          {people.map((person) => (
            <li key={person.name}>
              {person.name}
              <AndPhone number={person.phone} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What is told with the interpreters' names. */
const NAMING: ReadonlySet<string> = new Set(["request_confirmed", "request_partly_confirmed"]);

export function Told({ call, back }: { call: CallCard; back: string }) {
  const t = useT();
  return (
    <Form method="post" action="/coordinator/told" preventScrollReset>
      <input type="hidden" name="notification" value={call.notificationId} />
      <input type="hidden" name="back" value={back} />
      <Button variant="primary" aria-label={t("coordinator:call.toldTo", { name: call.name })}>
        {t("coordinator:call.told")}
      </Button>
    </Form>
  );
}
