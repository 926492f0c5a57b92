import "#app/styles/auth.css";
import {
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  redirect,
  redirectDocument,
} from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { z } from "zod";
import { deviceMark } from "#app/auth/rate-limit.server";
import { HOME, safePath } from "#app/auth/redirect";
import { deviceCookie, deviceName, deviceOf, sessionCookie, sessionIdOf } from "#app/auth/sessions.server";
import { signIn } from "#app/commands/sign-in";
import { enter, newId, runtime } from "#app/context.server";
import { isOpenForCandidates } from "#app/facts/institutions/applications";
import { ownServiceName } from "#app/facts/service/name";
import { invalid, readForm, sentForm } from "#app/form";
import { translator } from "#app/i18n";
import { DEMO_PASSWORD, demoAccounts } from "#app/queries/everyone/demo-accounts";
import { refused, statusOf } from "#app/respond";
import { isHttps } from "#app/server/config.server";
import { Button, Card, Form, FormActions, Page, PlainFrame, PostForm, TextField, Told, useT } from "#app/ui/kit";
import { LanguageSwitch } from "#app/ui/language-switch";
import { forgetDrafts } from "#app/ui/request-form/draft";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const { searchParams } = new URL(request.url);
  const to = safePath(searchParams.get("to"), "");
  if (ctx.viewer.kind === "user") throw redirect(to || HOME[ctx.viewer.role]);
  const note = searchParams.get("note");
  return {
    to,
    note: note === "password_set" || note === "signed_out" || note === "kept" ? note : null,
    accounts: demoAccounts(ctx),
    demoPassword: runtime().isDemo ? DEMO_PASSWORD : null,
    service: ownServiceName(ctx),
    takesCandidates: isOpenForCandidates(ctx),
    title: translator(ctx.locale)("auth:login.title"),
  };
}

/** Without this a page's own answer would lose its Retry-After. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

const login = z.object({
  email: z.string().max(254, "common:error.tooLong"),
  password: z.string().max(1000, "common:error.tooLong"),
  to: z.string().optional(),
});

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const https = isHttps(runtime().config);
  const form = readForm(login, await sentForm(request));
  if (!form.ok) return invalid({ ...form, values: { email: form.values.email ?? "" } });

  const { email, password, to } = form.value;
  const signed = await signIn(ctx, {
    email,
    password,
    address: context.address,
    device: deviceOf(request, https),
    deviceName: deviceName(request),
    sessionId: sessionIdOf(request, https),
  });
  if (!signed.ok) {
    const isEarly = statusOf(signed.reason) === 429;
    // The address that was typed comes back, never the password.
    const page = { errors: { "": [`auth:login.${signed.reason}`] }, values: { email } };
    return refused(signed.reason, page, isEarly ? { "Retry-After": "60" } : undefined);
  }

  const headers = new Headers();
  headers.append("Set-Cookie", sessionCookie(signed.value.sessionId, signed.value.role, https));
  headers.append("Set-Cookie", deviceCookie(deviceMark(signed.value.email, newId()), https));
  return redirectDocument(safePath(to, HOME[signed.value.role]), { headers });
}

export default function Login() {
  const t = useT();
  const { service, to, note, accounts, demoPassword, takesCandidates } = useLoaderData<typeof loader>();
  useEffect(() => {
    if (note === "signed_out") forgetDrafts();
  }, [note]);
  return (
    <PlainFrame aside={<LanguageSwitch />}>
      <Page width="narrow" title={t("auth:login.title")} lead={service}>
        <Told done={note && t(`auth:login.note.${note}`)} />
        <Card>
          <PostForm
            from={useActionData<typeof action>()}
            labels={{ email: t("auth:email"), password: t("auth:password") }}
          >
            {to && <input type="hidden" name="to" value={to} />}
            <TextField
              name="email"
              type="email"
              label={t("auth:email")}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              required
            />
            <TextField
              name="password"
              type="password"
              label={t("auth:password")}
              autoComplete="current-password"
              required
            />
            <FormActions size="large" block send={t("auth:login.submit")} />
            <p>
              <Link to="/forgot" className="tap">
                {t("auth:login.forgot")}
              </Link>
            </p>
          </PostForm>
        </Card>
        <p>
          <Link to="/door" className="tap" reloadDocument discover="none">
            {t("auth:login.door")}
          </Link>
        </p>
        {takesCandidates && (
          <p>
            <Link to="/door/interpreter" className="tap" reloadDocument discover="none">
              {t("auth:login.candidate")}
            </Link>
          </p>
        )}
        {accounts.length > 0 && (
          <Card title={t("auth:login.demo.title")}>
            <p>{t("auth:login.demo.text", { password: demoPassword })}</p>
            <ul className="demo-accounts">
              {accounts.map((account) => (
                <li key={account.email}>
                  <Form method="post">
                    <input type="hidden" name="email" value={account.email} />
                    <input type="hidden" name="password" value={demoPassword ?? ""} />
                    {to && <input type="hidden" name="to" value={to} />}
                    <Button variant="quiet" block>
                      {t(`auth:role.${account.role}`)}: {account.name}
                    </Button>
                    <span className="small muted">{account.email}</span>
                  </Form>
                </li>
              ))}
            </ul>
          </Card>
        )}
      </Page>
    </PlainFrame>
  );
}
