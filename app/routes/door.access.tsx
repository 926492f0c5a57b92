import "#app/styles/institution.css";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { applyAtDoor } from "#app/commands/apply-at-door";
import { enter, newId, runtime } from "#app/context.server";
import { mailWay } from "#app/facts/service/mail";
import { type FieldErrors, sentForm, typedValues, withWords } from "#app/form";
import { readAccess } from "#app/forms/door";
import { phone } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { deskPhoneOf } from "#app/queries/everyone/form-options";
import { refused, textErrors, unreadable } from "#app/respond";
import { Sent } from "#app/ui/door/sent";
import { useDoorLabels, Who } from "#app/ui/door/who";
import { ButtonLink, FormActions, Page, PlainFrame, PostForm, useT, Vouch } from "#app/ui/kit";
import { LanguageSwitch } from "#app/ui/language-switch";

export const handle = { plain: true };

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "anyone");
  return {
    title: translator(ctx.locale)("door:access.title"),
    key: newId(),
  };
}

/** The answer is the same whether the address is known here or not. */
export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const form = await sentForm(request);
  const read = readAccess(form);
  if (!read.ok) return unreadable({ ...read, done: false as const });
  const made = await applyAtDoor(ctx, { ...read.value, address: context.address });
  if (made.ok)
    return {
      done: true as const,
      deskPhone: deskPhoneOf(ctx, "riga"),
      sendsMail: mailWay(ctx.db, runtime()).smtpUrl !== null,
    };
  const again = (errors: FieldErrors) => ({ errors, values: typedValues(form), done: false as const });
  if (made.reason !== "too_many_requests") return unreadable(again(textErrors(made) ?? {}));
  const deskPhone = deskPhoneOf(ctx, "riga");
  const number = deskPhone ? phone(deskPhone) : translator(ctx.locale)("common:office.noNumber");
  return refused(made.reason, again({ "": [withWords("door:error.tooMany", { phone: number })] }));
}

/** Access alone, without a request. */
export default function DoorForAccess() {
  const t = useT();
  const labels = useDoorLabels();
  const { title, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <PlainFrame aside={<LanguageSwitch />}>
      {answer?.done ? (
        <Sent deskPhone={answer.deskPhone} sendsMail={answer.sendsMail} />
      ) : (
        <Page width="narrow" title={title} lead={t("door:access.lead")}>
          <PostForm from={answer} labels={labels}>
            <input type="hidden" name="key" value={key} />
            <Who />
            <Vouch />
            <FormActions size="large" block send={t("door:access.send")} />
          </PostForm>
          <p>
            <ButtonLink to="/door" variant="link" reloadDocument>
              {t("door:access.first")}
            </ButtonLink>
          </p>
        </Page>
      )}
    </PlainFrame>
  );
}
