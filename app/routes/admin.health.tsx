import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { UserViewer } from "#app/auth/viewer";
import { retryNotification } from "#app/commands/retry-notification";
import { testMail } from "#app/commands/test-mail";
import { type Ctx, enter, runtime } from "#app/context.server";
import { mailWay } from "#app/facts/service/mail";
import { readForm, sentForm } from "#app/form";
import { translator } from "#app/i18n";
import { failureSentence } from "#app/i18n/delivery";
import { sentenceCase } from "#app/i18n/format";
import { healthSentences } from "#app/i18n/health";
import { healthFound, linesOf } from "#app/queries/admin/health-lines";
import { outbox } from "#app/queries/admin/outbox";
import { refused } from "#app/respond";
import { HealthLines } from "#app/ui/admin/health-lines";
import { MailTestCard } from "#app/ui/admin/mail-test";
import { Badge, Button, Card, Empty, Facts, Form, Moment, Page, Table, Told, useT } from "#app/ui/kit";
import packageJson from "../../package.json";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const { config, isDemo } = runtime();
  const way = mailWay(ctx.db, runtime());
  const found = healthFound(ctx);
  const t = translator(ctx.locale);
  return {
    title: t("admin:health.title"),
    version: packageJson.version,
    sqliteVersion: found.sqliteVersion,
    isDemo,
    appUrl: config.appUrl,
    /** null: no mail is sent. */
    mailFrom: way.by === "files" ? null : way.mailFrom,
    lines: healthSentences(t, ctx.locale, linesOf(found, ctx.now)),
    outbox: outbox(ctx),
    done: new URL(request.url).searchParams.get("done") === "retried",
  };
}

const retry = z.object({ notificationId: z.string() });

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "admin");
  const sent = await sentForm(request);
  if (sent.get("intent") === "test") return test(ctx);
  const form = readForm(retry, sent);
  const tried = form.ok ? retryNotification(ctx, form.value) : null;
  return tried?.ok
    ? redirect("/admin/health?done=retried")
    : refused(tried?.reason ?? "unknown", { refused: true, test: null });
}

/** Nothing leads on: what the mail server said is read here and now. */
async function test(ctx: Ctx<UserViewer>) {
  const tested = await testMail(ctx, mailWay(ctx.db, runtime()));
  return tested.ok
    ? data({ refused: false, test: tested.value })
    : refused(tested.reason, { refused: true, test: null });
}

export default function HealthPage() {
  const t = useT();
  const found = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page title={t("admin:health.title")} lead={t("admin:health.lead")}>
      <Told done={found.done && t("admin:outbox.retried")} problem={answer?.refused && t("admin:outbox.notRetried")} />
      <HealthLines lines={found.lines} />
      <div className="admin-columns">
        <MailTestCard test={answer?.test ?? null} mailFrom={found.mailFrom} />
        <Card title={t("admin:outbox.title")}>
          <dl className="admin-numbers">
            {(["due", "later", "sentToday", "dead"] as const).map((what) => (
              <div key={what} data-tone={what === "dead" && found.outbox.dead > 0 ? "problem" : undefined}>
                <dt>{t(`admin:outbox.${what}`)}</dt>
                <dd>{found.outbox[what]}</dd>
              </div>
            ))}
          </dl>
          <Facts
            rows={[
              [t("admin:health.address"), found.appUrl],
              [t("admin:health.version"), `Tilts ${found.version}, SQLite ${found.sqliteVersion}`],
              [t("admin:health.mode"), t(found.isDemo ? "admin:health.demo" : "admin:health.real")],
            ]}
          />
        </Card>
      </div>
      <Card title={t("admin:outbox.troubled")}>
        <div id="troubled">
          {found.outbox.troubled.length === 0 ? (
            <Empty title={t("admin:outbox.none")} icon="secured" />
          ) : (
            <Troubled mails={found.outbox.troubled} />
          )}
        </div>
      </Card>
    </Page>
  );
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
