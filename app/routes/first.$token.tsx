import { type ActionFunctionArgs, type LoaderFunctionArgs, redirectDocument } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { isFirstLink } from "#app/auth/first-link.server";
import { newPassword } from "#app/auth/new-password";
import { SHORTEST_PASSWORD } from "#app/auth/password-length";
import { deviceMark } from "#app/auth/rate-limit.server";
import { deviceCookie, deviceName, sessionCookie } from "#app/auth/sessions.server";
import { makeFirstAdmin } from "#app/commands/make-first-admin";
import { enter, newId, runtime } from "#app/context.server";
import { emailField } from "#app/email";
import { invalid, readForm, sentForm, typedValues } from "#app/form";
import { translator } from "#app/i18n";
import { refused, textErrors } from "#app/respond";
import { isHttps } from "#app/server/config.server";
import { Card, FormActions, Notice, Page, PlainFrame, PostForm, TextField, useT } from "#app/ui/kit";
import { LanguageSwitch } from "#app/ui/language-switch";

/** One form and no script. */
export const handle = { plain: true };

/** Looking changes nothing. A link that no longer opens is a 404 with a way on. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const t = translator(ctx.locale);
  return isFirstLink(ctx.db, params.token ?? "", ctx.now)
    ? { title: t("common:first.title"), opens: true }
    : refused("link_over", { title: t("auth:setPassword.over"), opens: false });
}

const account = z
  .object({
    name: z.string().min(2, "common:error.required").max(120, "common:error.tooLong"),
    email: emailField,
    password: z.string(),
    again: z.string(),
  })
  .and(newPassword);

export async function action({ request, params, context }: ActionFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const sent = await sentForm(request);
  const { name = "", email = "" } = typedValues(sent);
  const form = readForm(account, sent);
  if (!form.ok) return invalid({ ...form, values: { name, email } }); // never the password
  const made = await makeFirstAdmin(ctx, {
    ...form.value,
    token: params.token ?? "",
    address: context.address,
    deviceName: deviceName(request),
  });
  if (!made.ok)
    return refused(made.reason, {
      errors:
        textErrors(made) ??
        (made.reason === "guessable_password"
          ? { password: ["auth:error.guessable"] }
          : { "": [`auth:setPassword.${made.reason}`] }),
      values: { name, email },
    });
  const https = isHttps(runtime().config);
  const headers = new Headers();
  headers.append("Set-Cookie", sessionCookie(made.value.sessionId, "admin", https));
  headers.append("Set-Cookie", deviceCookie(deviceMark(form.value.email, newId()), https));
  return redirectDocument("/admin/start", { headers });
}

/** The first administrator's own account, by the link that `npm run init` printed. */
export default function First() {
  const t = useT();
  const { opens } = useLoaderData<typeof loader>();
  const labels = {
    name: t("common:first.name"),
    email: t("auth:email"),
    password: t("auth:newPassword"),
    again: t("auth:again"),
  };
  const answer = useActionData<typeof action>();
  return (
    <PlainFrame aside={<LanguageSwitch />}>
      {opens ? (
        <Page width="narrow" title={t("common:first.title")} lead={t("common:first.lead")}>
          <Card>
            <PostForm from={answer} labels={labels}>
              <TextField name="name" label={labels.name} autoComplete="name" required />
              <TextField name="email" type="email" label={labels.email} autoComplete="username" required />
              <TextField
                name="password"
                type="password"
                label={labels.password}
                hint={t("auth:passwordHint", { count: SHORTEST_PASSWORD })}
                autoComplete="new-password"
                minLength={SHORTEST_PASSWORD}
                required
              />
              <TextField name="again" type="password" label={labels.again} autoComplete="new-password" required />
              <FormActions size="large" block send={t("common:first.submit")} />
            </PostForm>
          </Card>
        </Page>
      ) : (
        <Page width="narrow" title={t("auth:setPassword.over")}>
          <Notice tone="waiting">
            <p>{t("common:first.overText")}</p>
          </Notice>
        </Page>
      )}
    </PlainFrame>
  );
}
