import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { deviceName } from "#app/auth/sessions.server";
import { askPasswordReset } from "#app/commands/ask-password-reset";
import { enter, newId, runtime } from "#app/context.server";
import { emailField } from "#app/email";
import { mailWay } from "#app/facts/service/mail";
import { formKey, invalid, readForm, sentForm } from "#app/form";
import { translator } from "#app/i18n";
import { Card, FormActions, Notice, Page, PlainFrame, PostForm, TextField, useT } from "#app/ui/kit";
import { LanguageSwitch } from "#app/ui/language-switch";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "anyone");
  return {
    key: newId(),
    sendsMail: mailWay(ctx.db, runtime()).by !== "files",
    title: translator(ctx.locale)("auth:forgot.title"),
  };
}

const forgot = z.object({
  email: emailField,
  key: formKey,
});

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const form = readForm(forgot, await sentForm(request));
  if (!form.ok) return invalid(form);
  await askPasswordReset(ctx, { ...form.value, address: context.address, deviceName: deviceName(request) });
  return { done: true as const };
}

export default function Forgot() {
  const t = useT();
  const { key, sendsMail } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const isDone = answer && "done" in answer;
  return (
    <PlainFrame aside={<LanguageSwitch />}>
      <Page width="narrow" title={t("auth:forgot.title")}>
        {isDone ? (
          <Notice tone="secured" announce title={t("auth:forgot.sent")}>
            <p>{t("auth:forgot.sentText")}</p>
            {!sendsMail && <p>{t("auth:forgot.noSmtp")}</p>}
          </Notice>
        ) : (
          <Card>
            <PostForm from={answer} labels={{ email: t("auth:email") }}>
              <input type="hidden" name="key" value={key} />
              <p>{t("auth:forgot.lead")}</p>
              <TextField name="email" type="email" label={t("auth:email")} autoComplete="username" required />
              <FormActions size="large" block send={t("auth:forgot.submit")} />
            </PostForm>
          </Card>
        )}
        <p>
          <Link to="/login">{t("auth:backToLogin")}</Link>
        </p>
      </Page>
    </PlainFrame>
  );
}
