import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { accountOfLink } from "#app/auth/account-links.server";
import { newPassword } from "#app/auth/new-password";
import { SHORTEST_PASSWORD } from "#app/auth/password-length";
import { setPassword } from "#app/commands/set-password";
import { enter } from "#app/context.server";
import { type FieldErrors, readForm } from "#app/form";
import { translator } from "#app/i18n";
import { refused } from "#app/respond";
import { Button, Card, ErrorSummary, FormState, Notice, Page, PlainFrame, TextField, useT } from "#app/ui/kit";
import { LanguageSwitch } from "#app/ui/language-switch";

/** Looking changes nothing: mail scanners follow every link. A link that no longer opens is a 404 with a way on. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const account = accountOfLink(ctx.db, params.token ?? "", ctx.now);
  const title = translator(ctx.locale)(account ? "auth:setPassword.title" : "auth:setPassword.over");
  return data(
    { title, account: account && { email: account.email, kind: account.kind } },
    { status: account ? 200 : 404 },
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} · Tilts` }];

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const form = readForm(newPassword, await request.formData());
  if (!form.ok) return data({ errors: form.errors }, { status: 400 });
  const set = await setPassword(ctx, { token: params.token ?? "", password: form.value.password });
  if (set.ok) return redirect("/login?note=password_set");
  const errors: FieldErrors =
    set.reason === "guessable_password"
      ? { password: ["auth:error.guessable"] }
      : { "": [`auth:setPassword.${set.reason}`] };
  return refused(set.reason, { errors });
}

export default function SetPassword() {
  const t = useT();
  const { account } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <PlainFrame aside={<LanguageSwitch />}>
      {account ? (
        <Page
          width="narrow"
          title={t("auth:setPassword.title")}
          lead={t(account.kind === "invite" ? "auth:setPassword.welcome" : "auth:setPassword.reset")}
        >
          <Card>
            <FormState from={answer}>
              <Form method="post" className="form">
                <ErrorSummary labels={{ password: t("auth:newPassword"), again: t("auth:again") }} />
                <TextField
                  name="email"
                  type="email"
                  label={t("auth:email")}
                  value={account.email}
                  autoComplete="username"
                  readOnly
                />
                <TextField
                  name="password"
                  type="password"
                  label={t("auth:newPassword")}
                  hint={t("auth:passwordHint", { count: SHORTEST_PASSWORD })}
                  autoComplete="new-password"
                  minLength={SHORTEST_PASSWORD}
                  required
                />
                <TextField name="again" type="password" label={t("auth:again")} autoComplete="new-password" required />
                <div className="form-actions">
                  <Button variant="primary" size="large" block>
                    {t("auth:setPassword.submit")}
                  </Button>
                </div>
              </Form>
            </FormState>
          </Card>
        </Page>
      ) : (
        <Page width="narrow" title={t("auth:setPassword.over")}>
          <Notice tone="waiting">
            <p>{t("auth:setPassword.overText")}</p>
            <p>
              <Link to="/forgot">{t("auth:setPassword.askAgain")}</Link>
            </p>
          </Notice>
        </Page>
      )}
    </PlainFrame>
  );
}
