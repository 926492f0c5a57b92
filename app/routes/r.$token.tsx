import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { HOUSE_LOCALE } from "#app/dispatch/vocabulary";
import { questionSentence } from "#app/i18n/change";
import { phone, phoneLink } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { promiseSentence } from "#app/i18n/promise";
import { requestOfCaller } from "#app/queries/everyone/caller-request";
import { refused } from "#app/respond";
import type { Instant } from "#app/time";
import { ByLink } from "#app/ui/by-link/frame";
import { Facts, Notice, Page, StateBadge, TimeRange, useReader, useT } from "#app/ui/kit";
import { OfficeHours, useDeskNumber, useOffice } from "#app/ui/office";

/** Not a line of script: a page to be read. */
export const handle = { plain: true };

/** Looking changes nothing, however often and by whom. Its language is that of the mail it came with. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const title = translator(HOUSE_LOCALE)("request:caller.title");
  const found = requestOfCaller(ctx, params.token ?? "");
  return found ? data({ found, now: ctx.now, title }) : refused("link_over", { found, now: ctx.now, title });
}

/** What became of a request that somebody made by phone, for them alone. */
export default function RequestByCallersLink() {
  return (
    <ByLink locale={HOUSE_LOCALE}>
      <Inside />
    </ByLink>
  );
}

type Found = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["found"]>;

function Inside() {
  const t = useT();
  const { found, now, title } = useLoaderData<typeof loader>();
  if (!found)
    return (
      <Page width="narrow" title={title}>
        <p>{t("request:caller.over")}</p>
      </Page>
    );
  return (
    <Page width="narrow" title={title} lead={<StateBadge request={found.state} />}>
      <Asks found={found} now={now} />
      <Says found={found} now={now} />
      {found.deskPhone && <Call number={found.deskPhone} />}
    </Page>
  );
}

/** What the coordinator must know first. */
function Asks({ found, now }: { found: Found; now: Instant }) {
  const { t, locale } = useReader();
  const { question, proposal } = found;
  if (proposal)
    return (
      <Notice tone="waiting">
        <p>{questionSentence(t, locale, proposal.change, { ...found, now }, proposal.language)}</p>
        <p>{t("request:caller.answer")}</p>
      </Notice>
    );
  if (!question) return null;
  return (
    <Notice tone="waiting">
      <p>{t("request:caller.question", { question })}</p>
      <p>{t("request:caller.answer")}</p>
    </Notice>
  );
}

function Says({ found, now }: { found: Found; now: Instant }) {
  const { t, locale, named } = useReader();
  const office = useOffice();
  const isLooking = ["submitted", "searching", "offered"].includes(found.state);
  const word = (key: string) => t(`request:caller.${key}`);
  return (
    <>
      {isLooking && office && <p>{promiseSentence(t, locale, found.outlook, found.deskPhone, office)}</p>}
      <Facts
        rows={[
          [word("reference"), found.reference],
          [
            word("language"),
            [found.language ? named(found.language) : found.languageText, named(found.variant)]
              .filter(Boolean)
              .join(", "),
          ],
          [word("place"), found.isPlaceUnknown && t("request:caller.placeUnknown", { place: named(found.place) })],
          [word("mode"), [t(`domain:mode.${found.mode}`), named(found.place)].filter(Boolean).join(", ")],
          [word("when"), <TimeRange key="when" interval={found.interval} now={now} />],
          [
            word("who"),
            found.people.length > 0 &&
              found.people.map((person) => (
                <p key={person.name}>
                  {person.name}
                  {person.phone && (
                    <>
                      {" · "}
                      <a href={phoneLink(person.phone)}>{phone(person.phone)}</a>
                    </>
                  )}
                </p>
              )),
          ],
          [word("reason"), found.rejectionReason],
        ]}
      />
    </>
  );
}

/** Changes and cancelling go by phone: the link itself can do nothing. */
function Call({ number }: { number: string }) {
  const t = useT();
  const desk = useDeskNumber();
  return (
    <>
      <p>
        <a href={phoneLink(number)}>{t("request:caller.call", { phone: desk(number) })}</a>
      </p>
      <OfficeHours />
    </>
  );
}
