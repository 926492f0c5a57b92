import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { preferencesOf } from "#app/auth/preferences";
import { noteReadings } from "#app/commands/note-reading";
import { enter } from "#app/context.server";
import { dayLong, sentenceCase } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { queueOf } from "#app/queries/coordinator/queue";
import { contactOf } from "#app/queries/coordinator/queue-decisions";
import { countToSettle } from "#app/queries/everyone/to-settle";
import { Button, ButtonLink, Form, Notice, Page, useReader } from "#app/ui/kit";
import { DecisionCards, Lane, UnfilledCards, WaitingCards } from "./cards";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const queue = queueOf(ctx);
  noteReadings(ctx, queue.decisions.cards.flatMap(contactOf));
  return {
    title: translator(ctx.locale)("coordinator:queue.title"),
    now: ctx.now,
    queue,
    toSettle: countToSettle(ctx),
    ...preferencesOf(request),
  };
}

/** What needs a coordinator now, in three lanes; every card says its next step. */
export default function QueuePage() {
  const { t, locale } = useReader();
  const { now, queue, toSettle, isCompact } = useLoaderData<typeof loader>();
  return (
    <Page
      width="full"
      title={t("coordinator:queue.title")}
      lead={sentenceCase(dayLong(locale, now))}
      actions={
        <div className="row">
          <Form method="post" action="/coordinator/keys" preventScrollReset>
            <input type="hidden" name="back" value="/coordinator" />
            <Button name="lanes" value={isCompact ? "wide" : "compact"} icon="list">
              {t(`coordinator:queue.${isCompact ? "wide" : "compact"}`)}
            </Button>
          </Form>
          <ButtonLink to="/coordinator/plan" icon="plan">
            {t("coordinator:queue.plan")}
          </ButtonLink>
          <ButtonLink to="/coordinator/new" icon="phone">
            {t("coordinator:queue.new")}
          </ButtonLink>
        </div>
      }
    >
      {toSettle > 0 && <SettleNotice count={toSettle} />}
      <div className="lanes" data-compact={isCompact || undefined}>
        <Lane name="unfilled" lane={queue.unfilled}>
          <UnfilledCards cards={queue.unfilled.cards} now={now} />
        </Lane>
        <Lane name="waiting" lane={queue.waiting}>
          <WaitingCards cards={queue.waiting.cards} now={now} />
        </Lane>
        <Lane name="decisions" lane={queue.decisions}>
          <DecisionCards cards={queue.decisions.cards} now={now} />
        </Lane>
      </div>
      {queue.unfilled.total + queue.waiting.total + queue.decisions.total === 0 && (
        <p className="muted">
          {t("coordinator:empty.request")} <Link to="/coordinator/new">{t("coordinator:empty.writeDown")}</Link>
        </p>
      )}
    </Page>
  );
}

/** What both sides say otherwise: how many rows wait, and where. */
function SettleNotice({ count }: { count: number }) {
  const { t } = useReader();
  return (
    <Notice tone="waiting" title={t("coordinator:settle.lane")}>
      <p>
        {t("coordinator:settle.laneCount", { count })}{" "}
        <ButtonLink to="/coordinator/settle" variant="link">
          {t("coordinator:settle.open")}
        </ButtonLink>
      </p>
    </Notice>
  );
}
