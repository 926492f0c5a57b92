import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { retryNotification } from "#app/commands/retry-notification";
import { enter, runtime } from "#app/context.server";
import { readForm, sentForm } from "#app/form";
import { translator } from "#app/i18n";
import { failureSentence } from "#app/i18n/delivery";
import { sentenceCase } from "#app/i18n/format";
import { health } from "#app/queries/admin/health";
import { outbox } from "#app/queries/admin/outbox";
import { refused } from "#app/respond";
import type { Instant } from "#app/time";
import { Badge, Button, Card, Empty, Facts, Form, Moment, Notice, Page, Table, Told, useT } from "#app/ui/kit";
import packageJson from "../../package.json";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const { config, isDemo } = runtime();
  const found = health(ctx);
  return {
    title: translator(ctx.locale)("admin:health.title"),
    version: packageJson.version,
    isDemo,
    appUrl: config.appUrl,
    clockOffset: config.clockOffset,
    /** null: no mail is sent. */
    mailFrom: config.smtpUrl === null ? null : config.mailFrom,
    ...found,
    isTicking: found.lastTick !== null && !found.troubles.includes("asleep"),
    isLate: found.troubles.includes("undelivered"),
    isDiskFull: found.troubles.includes("disk"),
    isUnsaved: found.troubles.includes("backup"),
    outbox: outbox(ctx),
    done: new URL(request.url).searchParams.get("done") === "retried",
  };
}

const retry = z.object({ notificationId: z.string() });

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "admin");
  const form = readForm(retry, await sentForm(request));
  const tried = form.ok ? retryNotification(ctx, form.value) : null;
  return tried?.ok ? redirect("/admin?done=retried") : refused(tried?.reason ?? "unknown", { refused: true });
}

export default function HealthPage() {
  const t = useT();
  const found = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const isSound = found.brokenGuards.length === 0 && found.synchronous === 2;
  return (
    <Page title={t("admin:health.title")} lead={t("admin:health.lead")}>
      <Told done={found.done && t("admin:outbox.retried")} problem={answer && t("admin:outbox.notRetried")} />
      <div className="admin-columns">
        <Card title={t("admin:health.system")}>
          <Facts
            rows={[
              [
                t("admin:health.guards"),
                <State key="guards" ok={isSound} good={t("admin:health.intact")}>
                  {found.brokenGuards.join(", ") || t("admin:health.notDurable")}
                </State>,
              ],
              [
                t("admin:health.worker"),
                <State key="worker" ok={found.isTicking} good={t("admin:health.ticking")}>
                  {t("admin:health.notTicking")}
                </State>,
              ],
              [t("admin:health.lastTick"), found.lastTick !== null && <Moment at={found.lastTick} />],
              [
                t("admin:health.oldest"),
                found.oldestUndelivered === null ? (
                  t("admin:health.nothingWaits")
                ) : (
                  <>
                    <Moment at={found.oldestUndelivered} />{" "}
                    {found.isLate && <Badge sign="problem">{t("admin:health.late")}</Badge>}
                  </>
                ),
              ],
              [
                t("admin:health.disk"),
                <State key="disk" ok={!found.isDiskFull} good={t("admin:health.diskTakes")}>
                  {t("admin:health.diskRefuses")}
                </State>,
              ],
              [t("admin:health.backup"), !found.isDemo && <LastBackup at={found.lastBackup} isOld={found.isUnsaved} />],
              [t("admin:health.address"), found.appUrl],
              [t("admin:health.version"), `Tilts ${found.version}, SQLite ${found.sqliteVersion}`],
              [t("admin:health.mode"), t(found.isDemo ? "admin:health.demo" : "admin:health.real")],
              [t("admin:health.clockOffset"), found.clockOffset],
            ]}
          />
        </Card>
        <Card title={t("admin:outbox.title")}>
          <dl className="admin-numbers">
            {(["due", "later", "sentToday", "dead"] as const).map((what) => (
              <div key={what} data-tone={what === "dead" && found.outbox.dead > 0 ? "problem" : undefined}>
                <dt>{t(`admin:outbox.${what}`)}</dt>
                <dd>{found.outbox[what]}</dd>
              </div>
            ))}
          </dl>
          {found.mailFrom !== null ? (
            <p className="small muted">{t("admin:outbox.smtp", { from: found.mailFrom })}</p>
          ) : (
            <Notice tone="waiting" title={t("admin:outbox.files")}>
              <p>{t("admin:outbox.filesText")}</p>
            </Notice>
          )}
        </Card>
      </div>
      <Card title={t("admin:outbox.troubled")}>
        {found.outbox.troubled.length === 0 ? (
          <Empty title={t("admin:outbox.none")} icon="secured" />
        ) : (
          <Troubled mails={found.outbox.troubled} />
        )}
      </Card>
    </Page>
  );
}

/** When the last verified copy was taken, and whether that is too long ago. */
function LastBackup({ at, isOld }: { at: Instant | null; isOld: boolean }) {
  const t = useT();
  return (
    <>
      {at === null ? t("admin:health.noBackup") : <Moment at={at} />}{" "}
      {isOld && <Badge sign="problem">{t("admin:health.backupOld")}</Badge>}
    </>
  );
}

function State({ ok, good, children }: { ok: boolean; good: string; children: React.ReactNode }) {
  return <Badge sign={ok ? "secured" : "problem"}>{ok ? good : children}</Badge>;
}

function Troubled({ mails }: { mails: ReturnType<typeof useLoaderData<typeof loader>>["outbox"]["troubled"] }) {
  const t = useT();
  return (
    <Table
      look="admin-table"
      heads={["mail", "recipient", "state", "error", "action"].map((head) => t(`admin:outbox.${head}`))}
    >
      {mails.map((mail) => (
        <tr key={mail.id}>
          <td>{sentenceCase(t(`domain:notificationKind.${mail.kind}`))}</td>
          <td>{mail.recipient}</td>
          <td>
            {mail.deadAt === null ? (
              <>
                {t("admin:outbox.tries", { count: mail.tries })}
                <div className="small muted">
                  {t("admin:outbox.next")} <Moment at={mail.nextAt} />
                </div>
              </>
            ) : (
              <Badge sign="problem">{t("admin:outbox.deadOne")}</Badge>
            )}
          </td>
          <td className="small">{failureSentence(t, mail.error)}</td>
          <td>
            {mail.deadAt !== null && (
              <Form method="post">
                <input type="hidden" name="notificationId" value={mail.id} />
                <Button aria-label={t("admin:outbox.retryTo", { recipient: mail.recipient })}>
                  {t("admin:outbox.retry")}
                </Button>
              </Form>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
