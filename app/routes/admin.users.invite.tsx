import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { inviteUser } from "#app/commands/invite-user";
import { enter, newId } from "#app/context.server";
import { HOUSE_LOCALE, LOCALES, ROLES } from "#app/dispatch/vocabulary";
import { emailField } from "#app/email";
import { formKey, invalid, readForm, sentForm } from "#app/form";
import { translator } from "#app/i18n";
import { invitationChoices } from "#app/queries/admin/accounts";
import { respond, textErrors } from "#app/respond";
import { Card, FormActions, Page, PostForm, RadioGroup, SelectField, TextField, useT, Vouch } from "#app/ui/kit";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  return { key: newId(), ...invitationChoices(ctx), title: translator(ctx.locale)("admin:invite.title") };
}

const invitation = z
  .object({
    name: z.string().min(2, "common:error.required").max(120, "common:error.tooLong"),
    email: emailField,
    role: z.enum(ROLES),
    locale: z.enum(LOCALES),
    organisationId: z.string().optional(),
    interpreterId: z.string().optional(),
    vouched: z.literal("on").optional(),
    key: formKey,
  })
  .refine((v) => v.role !== "requester" || v.organisationId, {
    path: ["organisationId"],
    message: "admin:invite.needsOrganisation",
  })
  .refine((v) => v.role !== "interpreter" || v.interpreterId, {
    path: ["interpreterId"],
    message: "admin:invite.needsInterpreter",
  });

/** Which field a refusal is about. */
const FIELD_OF: Record<string, string> = {
  email_taken: "email",
  organisation_missing: "organisationId",
  interpreter_missing: "interpreterId",
  interpreter_has_account: "interpreterId",
};

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "admin");
  const form = readForm(invitation, await sentForm(request));
  if (!form.ok) return invalid(form);
  const { key: _, ...values } = form.value;
  const { vouched, ...invited } = form.value;
  return respond(inviteUser(ctx, { ...invited, isVouched: vouched === "on" }), {
    to: "/admin/users?done=invited",
    otherwise: (refusal) => ({
      errors: textErrors(refusal) ?? { [FIELD_OF[refusal.reason] ?? ""]: [`admin:refusal.${refusal.reason}`] },
      values,
    }),
  });
}

export default function InvitePage() {
  const t = useT();
  const { key, organisations, interpreters } = useLoaderData<typeof loader>();
  const labels = {
    name: t("admin:invite.name"),
    email: t("auth:email"),
    role: t("admin:users.role"),
    organisationId: t("admin:invite.organisation"),
    interpreterId: t("admin:invite.interpreter"),
  };
  return (
    <Page width="narrow" title={t("admin:invite.title")} lead={t("admin:invite.lead")}>
      <Card>
        <PostForm from={useActionData<typeof action>()} className="form invite-form" labels={labels}>
          <input type="hidden" name="key" value={key} />
          <TextField name="name" label={labels.name} autoComplete="off" required />
          <TextField name="email" type="email" label={labels.email} autoComplete="off" required />
          <RadioGroup
            name="role"
            label={labels.role}
            inline={false}
            defaultValue="requester"
            options={ROLES.map((value) => ({
              value,
              label: t(`auth:role.${value}`),
              hint: t(`admin:invite.roleHint.${value}`),
            }))}
          />
          <div data-for="requester">
            <SelectField
              name="organisationId"
              label={labels.organisationId}
              hint={t("admin:invite.organisationHint")}
              empty={t("common:form.choose")}
              options={organisations}
            />
          </div>
          <div data-for="interpreter">
            <SelectField
              name="interpreterId"
              label={labels.interpreterId}
              hint={t("admin:invite.interpreterHint")}
              empty={t("common:form.choose")}
              options={interpreters}
            />
          </div>
          <RadioGroup
            name="locale"
            label={t("admin:invite.locale")}
            defaultValue={HOUSE_LOCALE}
            options={LOCALES.map((value) => ({ value, label: t(`auth:locale.${value}`) }))}
          />
          <Vouch />
          <FormActions size="large" send={t("admin:invite.submit")} cancel="/admin/users" />
        </PostForm>
      </Card>
    </Page>
  );
}
