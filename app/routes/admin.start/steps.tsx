/** What each step shows: a small form, or the way to the page where it is done. */
import { MAIL_ENCRYPTIONS } from "#app/dispatch/vocabulary";
import type { GuideStep } from "#app/facts/service/guide";
import { phone } from "#app/i18n/format";
import { IMPORT_PAGE } from "#app/ui/admin/import-page";
import { MailOutcome } from "#app/ui/admin/mail-test";
import {
  Button,
  ButtonLink,
  CheckboxField,
  Form,
  FormActions,
  Notice,
  PostForm,
  RadioGroup,
  TextField,
  useT,
  Vouch,
} from "#app/ui/kit";
import { TIME_INPUT } from "#app/ui/time-input";
import type { Shown } from "./page";
import type { Answer, Found } from "./view";

interface Body<S extends GuideStep> {
  form: Shown<S>;
  formKey: string;
  answer: Answer;
}

export function StepBody({ form, ...rest }: { form: Found["form"]; formKey: string; answer: Answer }) {
  switch (form?.step) {
    case "name":
      return <Name form={form} {...rest} />;
    case "desks":
      return <Desks form={form} {...rest} />;
    case "hours":
      return <Hours form={form} {...rest} />;
    case "languages":
      return <Languages form={form} {...rest} />;
    case "holidays":
      return <Ways ways={[["holidays", `/admin/holidays?year=${form.year}`]]} words={{ year: form.year }} />;
    case "mail":
      return <Mail form={form} {...rest} />;
    case "admin":
      return <SecondAdmin {...rest} />;
    case "organisations":
      return (
        <Ways
          ways={[
            ["organisations", "/admin/organisations/new"],
            ["import", IMPORT_PAGE],
          ]}
        />
      );
    case "interpreters":
      return (
        <Ways
          ways={[
            ["interpreters", "/coordinator/interpreters/new/edit"],
            ["import", IMPORT_PAGE],
          ]}
        />
      );
    case "requesters":
      return <Ways ways={[["requesters", "/admin/users/invite"]]} />;
    case "trial":
      return (
        <Ways
          ways={[
            ["trial", "/coordinator/new"],
            ["requests", form.isUnderWay ? "/coordinator/list" : null],
          ]}
        />
      );
    default:
      return null;
  }
}

/** Pages on which the step is done; the line above every page of the administrator leads back. */
function Ways({
  ways,
  words,
}: {
  ways: readonly (readonly [name: string, to: string | null])[];
  words?: Record<string, string>;
}) {
  const t = useT();
  return (
    <div className="row">
      {ways.map(([name, to]) =>
        to === null ? null : (
          <ButtonLink key={name} to={to} variant={name === ways[0]?.[0] ? "primary" : "quiet"}>
            {t(`admin:start.way.${name}`, words)}
          </ButtonLink>
        ),
      )}
    </div>
  );
}

function Name({ form, formKey, answer }: Body<"name">) {
  const t = useT();
  const label = t("admin:start.name.label");
  return (
    <PostForm from={answer} id="name" labels={{ name: label }}>
      <input type="hidden" name="key" value={formKey} />
      <TextField
        name="name"
        label={label}
        hint={t("admin:start.name.hint")}
        defaultValue={form.name ?? ""}
        maxLength={80}
        required
      />
      <Vouch />
      <FormActions intent="name" send={t("admin:start.save")} />
    </PostForm>
  );
}

function Desks({ form, answer }: Body<"desks">) {
  const t = useT();
  return (
    <PostForm from={answer} id="desks" labels={Object.fromEntries(form.desks.map(({ id, name }) => [id, name]))}>
      {form.desks.map((desk) => (
        <TextField
          key={desk.id}
          name={desk.id}
          type="tel"
          label={desk.name}
          defaultValue={desk.phone ? phone(desk.phone) : ""}
          optional
        />
      ))}
      <FormActions intent="desks" send={t("admin:start.save")} />
    </PostForm>
  );
}

function Hours({ form, formKey, answer }: Body<"hours">) {
  const t = useT();
  const labels = { opens: t("admin:settings.rule.office_opens"), closes: t("admin:settings.rule.office_closes") };
  return (
    <PostForm from={answer} id="hours" labels={labels}>
      <input type="hidden" name="key" value={formKey} />
      <div className="field-row">
        <TextField name="opens" label={labels.opens} defaultValue={form.opens} required {...TIME_INPUT} />
        <TextField name="closes" label={labels.closes} defaultValue={form.closes} required {...TIME_INPUT} />
      </div>
      <FormActions intent="hours" send={t("admin:start.save")} />
    </PostForm>
  );
}

function Languages({ form, formKey, answer }: Body<"languages">) {
  const t = useT();
  const label = t("admin:start.languages.label");
  return (
    <PostForm from={answer} id="languages" labels={{ codes: label }}>
      <input type="hidden" name="key" value={formKey} />
      <fieldset className="field">
        <legend>{label}</legend>
        <div className="guide-languages">
          {form.languages.map(({ code, name, served }) => (
            <CheckboxField key={code} name="codes[]" value={code} label={name} defaultChecked={served} />
          ))}
        </div>
      </fieldset>
      <FormActions intent="languages" send={t("admin:start.save")} />
      <p>
        <ButtonLink to="/admin/languages" variant="link">
          {t("admin:start.way.languages")}
        </ButtonLink>
      </p>
    </PostForm>
  );
}

function SecondAdmin({ formKey, answer }: Omit<Body<"admin">, "form">) {
  const t = useT();
  const labels = { name: t("admin:invite.name"), email: t("auth:email") };
  return (
    <PostForm from={answer} id="admin" labels={labels}>
      <input type="hidden" name="key" value={formKey} />
      <TextField name="name" label={labels.name} autoComplete="off" required />
      <TextField name="email" type="email" label={labels.email} autoComplete="off" required />
      <Vouch />
      <FormActions intent="admin" send={t("admin:invite.submit")} />
    </PostForm>
  );
}

function Mail({ form, answer }: Body<"mail">) {
  const t = useT();
  return (
    <>
      {answer?.test && <MailOutcome {...answer.test} />}
      {form.by === "environment" && <p className="muted">{t("admin:start.mail.environment", { from: form.from })}</p>}
      {form.by === "demo" && <p className="muted">{t("admin:start.mail.demo")}</p>}
      {form.server?.isPasswordLost && (
        <Notice tone="problem">
          <p>{t("admin:start.mail.lost")}</p>
        </Notice>
      )}
      {form.by !== "environment" && form.by !== "demo" && <MailServerForm form={form} answer={answer} />}
      {form.by !== "files" && (
        <Form method="post">
          <Button name="intent" value="test">
            {t("admin:mailTest.send")}
          </Button>
        </Form>
      )}
    </>
  );
}

function MailServerForm({ form: { server }, answer }: Pick<Body<"mail">, "form" | "answer">) {
  const t = useT();
  const labels = Object.fromEntries(
    ["host", "encryption", "port", "username", "password", "sender"].map((name) => [
      name,
      t(`admin:start.mail.${name}`),
    ]),
  );
  return (
    <PostForm from={answer} id="mail" labels={labels}>
      <TextField
        name="host"
        label={labels.host}
        hint={t("admin:start.mail.hostHint")}
        defaultValue={server?.host}
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <RadioGroup
        name="encryption"
        label={labels.encryption}
        inline={false}
        defaultValue={server?.encryption ?? "starttls"}
        options={MAIL_ENCRYPTIONS.map((value) => ({
          value,
          label: t(`admin:start.mail.encryptions.${value}`),
          hint: t(`admin:start.mail.encryptionHint.${value}`),
        }))}
      />
      <TextField
        name="port"
        type="number"
        min={1}
        max={65535}
        label={labels.port}
        hint={t("admin:start.mail.portHint")}
        defaultValue={server?.port}
        optional
      />
      <TextField
        name="username"
        label={labels.username}
        hint={t("admin:start.mail.usernameHint")}
        defaultValue={server?.username ?? ""}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        optional
      />
      <TextField
        name="password"
        type="password"
        label={labels.password}
        hint={server?.username ? t("admin:start.mail.passwordKept") : undefined}
        autoComplete="off"
        optional
      />
      <TextField
        name="sender"
        type="email"
        label={labels.sender}
        hint={t("admin:start.mail.senderHint")}
        defaultValue={server?.sender}
        autoComplete="off"
        required
      />
      <FormActions intent="mail" send={t("admin:start.mail.save")} />
    </PostForm>
  );
}
