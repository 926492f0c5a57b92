/** A letter to oneself, and what the mail server said to it. */
import { Button, ButtonLink, Card, Form, Notice, useT } from "#app/ui/kit";

/** As the action answers it: how it ended, and what either side said. */
export interface MailTest {
  outcome: string;
  dialogue: readonly string[];
}

export function MailTestCard({ test, mailFrom }: { test: MailTest | null; mailFrom: string | null }) {
  const t = useT();
  return (
    <Card title={t("admin:mailTest.title")}>
      <div className="stack" data-gap="s">
        <p className="small muted">
          {mailFrom === null ? t("admin:outbox.filesText") : t("admin:outbox.smtp", { from: mailFrom })}
        </p>
        {test && <MailOutcome {...test} />}
        <Form method="post">
          <Button variant="primary" name="intent" value="test">
            {t("admin:mailTest.send")}
          </Button>
        </Form>
        <p>
          <ButtonLink to="/admin/start?step=mail" variant="link">
            {t("admin:mailTest.server")}
          </ButtonLink>
        </p>
      </div>
    </Card>
  );
}

export function MailOutcome({ outcome, dialogue }: MailTest) {
  const t = useT();
  const isGood = outcome === "sent" || outcome === "written_to_file";
  return (
    <Notice tone={isGood ? "secured" : "problem"} title={t(`admin:mailTest.outcome.${outcome}`)} announce>
      <p>{t(`admin:mailTest.do.${outcome}`)}</p>
      {dialogue.length > 0 && (
        <details>
          <summary className="tap">{t("admin:mailTest.dialogue")}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than the page is scrolled by keys too */}
          <pre className="mail-dialogue" lang="en" tabIndex={0}>
            {dialogue.join("\n")}
          </pre>
        </details>
      )}
    </Notice>
  );
}
