/** What could be changed so that somebody can: one sentence each, and one click that makes it a question or an offer. */
import { type AskedFor, questionSentence } from "#app/i18n/change";
import { waySentence } from "#app/i18n/ways";
import { Line } from "#app/ui/coordinator/words";
import { Button, Card, Form, useReader, useT } from "#app/ui/kit";
import { Hidden } from "./deed";
import type { PageFacts } from "./page";

export function SmallestChange({ page }: { page: PageFacts }) {
  const t = useT();
  const { ways } = page;
  if (!ways) return null;
  return (
    <Card title={t("change:ways.title")}>
      <div id="smallest" className="stack" data-gap="s">
        <p className="small muted">{t(ways.length > 0 ? "change:ways.lead" : "change:ways.none")}</p>
        {ways.length > 0 && (
          <ol className="ways plain-list">
            {ways.map((way) => (
              <WayOut key={way.key} page={page} way={way} />
            ))}
          </ol>
        )}
      </div>
    </Card>
  );
}

type Way = NonNullable<PageFacts["ways"]>[number];

function WayOut({ page, way }: { page: PageFacts; way: Way }) {
  const { t, locale } = useReader();
  const isMove = way.other !== null;
  const sentence = waySentence(t, locale, way, askedFor(page));
  return (
    <li className="way">
      <div>
        <p className="way-what">{sentence}.</p>
        <p className="small muted">{t(isMove ? "change:ways.needsMove" : "change:ways.needsConsent")}</p>
      </div>
      <Form method="post" preventScrollReset>
        <Hidden page={page} />
        <input type="hidden" name="way" value={way.key} />
        <Button
          name="intent"
          value={isMove ? "giveWay" : "propose"}
          aria-label={t(isMove ? "change:ways.moveAbout" : "change:ways.askAbout", { way: sentence })}
        >
          {t(isMove ? "change:ways.move" : "change:ways.ask")}
        </Button>
      </Form>
    </li>
  );
}

/** The proposal that waits for the requester's word, which may also come by phone. */
export function ProposalOpen({ page }: { page: PageFacts }) {
  const { t, locale } = useReader();
  const { info } = page.view;
  if (!info?.proposal) return null;
  const { change, language } = info.proposal;
  return (
    <Card title={t("change:open.title")}>
      <div className="stack" data-gap="s">
        <Line icon="waiting">{questionSentence(t, locale, change, askedFor(page), language)}</Line>
        <p className="small muted">{t("coordinator:request.info.means")}</p>
        <Form method="post" className="row" preventScrollReset>
          <Hidden page={page} />
          <input type="hidden" name="askedAt" value={info.askedAt} />
          <Button name="intent" value="agreed" variant="primary">
            {t("change:open.agreed")}
          </Button>
          <Button name="intent" value="declined">
            {t("change:open.declined")}
          </Button>
          <Button name="intent" value="clear" variant="quiet">
            {t("change:open.clear")}
          </Button>
        </Form>
        <p className="small muted">{t("change:open.answerMeans")}</p>
      </div>
    </Card>
  );
}

function askedFor({ now, view: { interval, mode, gender, language } }: PageFacts): AskedFor {
  return { now, interval, mode, gender: gender?.value ?? null, language };
}
