import "#app/styles/auth.css";
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect, redirectDocument } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { newPassword } from "#app/auth/new-password";
import { SHORTEST_PASSWORD } from "#app/auth/password-length";
import { HOME } from "#app/auth/redirect";
import { browserOf, deviceName, sessionCookie, sessionIdOf, signOutHeaders } from "#app/auth/sessions.server";
import type { UserViewer } from "#app/auth/viewer";
import { changePassword } from "#app/commands/change-password";
import { saveAccount } from "#app/commands/save-account";
import { saveOwnDetails } from "#app/commands/save-own-details";
import { signOutDevice, signOutEverywhere, signOutOthers } from "#app/commands/sign-out";
import { type Ctx, enter, runtime } from "#app/context.server";
import { LOCALES } from "#app/dispatch/vocabulary";
import { type FieldErrors, invalid, readForm, sentForm, typedValues } from "#app/form";
import { translator } from "#app/i18n";
import { readPhone } from "#app/phone";
import { accountOf } from "#app/queries/everyone/account";
import { refused, unreadable } from "#app/respond";
import { isHttps } from "#app/server/config.server";
import {
  Badge,
  Button,
  ButtonLink,
  Card,
  Form,
  FormActions,
  FormState,
  Moment,
  Page,
  PlainFrame,
  PostForm,
  RadioGroup,
  TextField,
  Told,
  useT,
} from "#app/ui/kit";
import { SignIns } from "#app/ui/record/sign-ins";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "signed_in");
  const account = accountOf(ctx, sessionIdOf(request, isHttps(runtime().config)));
  const done = new URL(request.url).searchParams.get("done");
  return {
    ...account,
    home: HOME[account.role],
    done: DONE.find((one) => one === done) ?? null,
    title: translator(ctx.locale)("auth:account.title"),
  };
}

const DONE = ["settings", "password", "details", "device"] as const;

const details = z.object({
  name: z.string().trim().min(1).max(200),
  phone: z
    .string()
    .max(200)
    .transform((typed, ctx) => {
      const phone = readPhone(typed);
      if (phone === null) ctx.addIssue({ code: "custom", message: "auth:error.phone" });
      return phone;
    })
    .optional(),
});
const settings = z.object({ locale: z.enum(LOCALES), theme: z.enum(["system", "light", "dark"]) });
const passwordChange = newPassword.safeExtend({ current: z.string().max(1000) });

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await enter(request, "signed_in");
  const form = await sentForm(request);
  const intent = form.get("intent");
  if (intent === "settings") {
    const read = readForm(settings, form);
    if (!read.ok) return invalid(read);
    saveAccount(ctx, read.value);
    return redirectDocument("/account?done=settings");
  }
  if (intent === "details") return saveDetails(ctx, form);
  const https = isHttps(runtime().config);
  if (intent === "everywhere") {
    signOutEverywhere(ctx, browserOf(request, https));
    return redirect("/login?note=signed_out", { headers: signOutHeaders(https) });
  }
  if (intent === "others") {
    signOutOthers(ctx, { sessionId: sessionIdOf(request, https) ?? "" });
    return redirect("/account?done=device");
  }
  if (intent === "device") {
    signOutDevice(ctx, { mark: String(form.get("mark") ?? "") });
    return redirect("/account?done=device");
  }
  return change(ctx, request, form, context.address);
}

function saveDetails(ctx: Ctx<UserViewer>, form: FormData) {
  const read = readForm(details, form);
  if (!read.ok) return refused("unknown", { form: "details" as const, errors: read.errors, values: read.values });
  const { name, phone } = read.value;
  const saved = saveOwnDetails(ctx, { name, phone: phone ?? null });
  if (saved.ok) return redirect("/account?done=details");
  const errors: FieldErrors =
    saved.reason === "roster_decides" ? { "": ["auth:account.rosterDecides"] } : { name: ["auth:error.name"] };
  return refused(saved.reason, { form: "details" as const, errors, values: typedValues(form) });
}

async function change(ctx: Ctx<UserViewer>, request: Request, form: FormData, address: string) {
  const read = readForm(passwordChange, form);
  if (!read.ok) return unreadable({ errors: read.errors });
  const changed = await changePassword(ctx, { ...read.value, address, deviceName: deviceName(request) });
  if (changed.ok) {
    const cookie = sessionCookie(changed.value.sessionId, ctx.viewer.role, isHttps(runtime().config));
    return redirect("/account?done=password", { headers: { "Set-Cookie": cookie } });
  }
  const errors: Record<typeof changed.reason, FieldErrors> = {
    wrong_password: { current: ["auth:error.wrongCurrent"] },
    guessable_password: { password: ["auth:error.guessable"] },
    too_many_tries: { "": ["auth:login.too_many_tries"] },
    busy: { "": ["auth:login.busy"] },
  };
  return refused(changed.reason, { errors: errors[changed.reason] });
}

export default function AccountPage() {
  const t = useT();
  const account = useLoaderData<typeof loader>();
  return (
    <PlainFrame
      aside={
        <ButtonLink to={account.home} variant="link">
          {t("auth:account.toWork")}
        </ButtonLink>
      }
    >
      <Page width="narrow" title={t("auth:account.title")} lead={`${account.name} · ${account.email}`}>
        <Told done={account.done && t(`auth:account.done.${account.done}`)} />
        <DetailsCard {...account} />
        <Card title={t("auth:account.settings")}>
          <FormState from={null} id="settings">
            <Form method="post" className="form" reloadDocument keeps>
              <RadioGroup
                name="locale"
                label={t("auth:account.locale")}
                hint={t("auth:account.localeHint")}
                defaultValue={account.locale}
                options={LOCALES.map((value) => ({ value, label: t(`auth:locale.${value}`) }))}
              />
              <RadioGroup
                name="theme"
                label={t("auth:account.theme")}
                defaultValue={account.theme}
                options={(["system", "light", "dark"] as const).map((value) => ({
                  value,
                  label: t(`auth:account.themes.${value}`),
                }))}
              />
              <FormActions intent="settings" send={t("common:action.save")} />
            </Form>
          </FormState>
        </Card>
        <PasswordCard email={account.email} />
        <SessionsCard sessions={account.sessions} />
        <Card title={t("auth:signIns.title")}>
          <p className="small muted">{t("auth:signIns.own")}</p>
          <SignIns signIns={account.signIns} />
        </Card>
      </Page>
    </PlainFrame>
  );
}

/** Name and telephone; those of an interpreter are the roster's. */
function DetailsCard({
  name,
  phone,
  role,
}: Pick<ReturnType<typeof useLoaderData<typeof loader>>, "name" | "phone" | "role">) {
  const t = useT();
  const labels = { name: t("auth:account.name"), phone: t("auth:account.phone") };
  const answer = useActionData<typeof action>();
  return (
    <Card title={t("auth:account.details")}>
      {role === "interpreter" ? (
        <p className="muted">{t("auth:account.rosterDecides")}</p>
      ) : (
        <PostForm from={isOfDetails(answer) ? answer : null} id="details" labels={labels}>
          <TextField name="name" label={labels.name} defaultValue={name} autoComplete="name" required />
          <TextField
            name="phone"
            type="tel"
            label={labels.phone}
            hint={t("auth:account.phoneHint")}
            defaultValue={phone ?? ""}
            autoComplete="tel"
          />
          <FormActions intent="details" send={t("common:action.save")} />
        </PostForm>
      )}
    </Card>
  );
}

/** Two forms of the page have an answer of their own. */
function isOfDetails(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && "form" in answer;
}

function PasswordCard({ email }: { email: string }) {
  const t = useT();
  const answer = useActionData<typeof action>();
  const labels = { current: t("auth:currentPassword"), password: t("auth:newPassword"), again: t("auth:again") };
  return (
    <Card title={t("auth:account.password")}>
      <PostForm from={isOfDetails(answer) ? null : answer} id="password" labels={labels}>
        <input type="hidden" name="username" value={email} autoComplete="username" />
        <TextField name="current" type="password" label={labels.current} autoComplete="current-password" required />
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
        <p className="small muted">{t("auth:account.passwordNote")}</p>
        <FormActions intent="password" send={t("auth:account.changePassword")} />
      </PostForm>
    </Card>
  );
}

function SessionsCard({ sessions }: { sessions: ReturnType<typeof useLoaderData<typeof loader>>["sessions"] }) {
  const t = useT();
  return (
    <Card title={t("auth:account.sessions")}>
      <ul className="session-list">
        {sessions.map((session) => (
          <li key={session.mark}>
            <strong>{session.device === "?" ? t("auth:account.unknownDevice") : session.device}</strong>{" "}
            {session.isCurrent && <Badge tone="brand">{t("auth:account.thisDevice")}</Badge>}
            <div className="small muted">
              {t("auth:account.lastSeen")} <Moment at={session.lastSeenAt} />
            </div>
            {!session.isCurrent && (
              <Form method="post">
                <input type="hidden" name="mark" value={session.mark} />
                <Button
                  name="intent"
                  value="device"
                  aria-label={t("auth:account.signOutOf", { device: session.device })}
                >
                  {t("auth:account.signOutHere")}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      <Form method="post" reloadDocument className="row">
        {sessions.length > 1 && (
          <Button name="intent" value="others">
            {t("auth:account.others")}
          </Button>
        )}
        <Button variant="danger" name="intent" value="everywhere">
          {t("auth:account.everywhere")}
        </Button>
      </Form>
    </Card>
  );
}
