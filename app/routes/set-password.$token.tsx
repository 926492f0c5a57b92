import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { accountOfLink } from "#app/auth/account-links.server";
import { newPassword } from "#app/auth/new-password";
import { SHORTEST_PASSWORD } from "#app/auth/password-length";
import { deviceName } from "#app/auth/sessions.server";
import { setPassword } from "#app/commands/set-password";
import { enter } from "#app/context.server";
import { type FieldErrors, readForm, sentForm } from "#app/form";
import { translator } from "#app/i18n";
import { refused, unreadable } from "#app/respond";
import { Card, FormActions, Notice, Page, PlainFrame, PostForm, TextField, useT } from "#app/ui/kit";
import { LanguageSwitch } from "#app/ui/language-switch";

/** Looking changes nothing: mail scanners follow every link. A link that no longer opens is a 404 with a way on. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const account = accountOfLink(ctx.db, params.token ?? "", ctx.now);
  const t = translator(ctx.locale);
  if (!account) return refused("link_over", { title: t("auth:setPassword.over"), account: null });
  return { title: t("auth:setPassword.title"), account: { email: account.email, kind: account.kind } };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const form = readForm(newPassword, await sentForm(request));
  if (!form.ok) return unreadable({ errors: form.errors });
  const set = await setPassword(ctx, {
    token: params.token ?? "",
    password: form.value.password,
    address: context.address,
    deviceName: deviceName(request),
  });
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
            <PostForm from={answer} labels={{ password: t("auth:newPassword"), again: t("auth:again") }}>
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
              <FormActions size="large" block send={t("auth:setPassword.submit")} />
            </PostForm>
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
