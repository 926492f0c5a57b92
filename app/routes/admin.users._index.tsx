import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { disableUser, enableUser } from "#app/commands/disable-user";
import { inviteAgain } from "#app/commands/invite-user";
import { enter, newId } from "#app/context.server";
import { ROLES, type Role } from "#app/dispatch/vocabulary";
import { formKey, readForm, sentForm, textIn } from "#app/form";
import { translator } from "#app/i18n";
import { type AccountRow, accounts } from "#app/queries/admin/accounts";
import { changesOf } from "#app/queries/everyone/changes";
import { respond, unreadable } from "#app/respond";
import type { Result } from "#app/result";
import { Downloads } from "#app/ui/downloads";
import {
  Badge,
  Button,
  ButtonLink,
  Card,
  Empty,
  Form,
  Moment,
  Page,
  SelectField,
  Table,
  TextField,
  Told,
  useT,
} from "#app/ui/kit";
import { ChangesCard, LONG_CHANGES } from "#app/ui/record/changes";

const DONE = ["invited", "invite", "disable", "enable"] as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const { searchParams } = new URL(request.url);
  const words = textIn(searchParams, "words") ?? "";
  const role = ROLES.find((known) => known === searchParams.get("role")) ?? null;
  return {
    ...accounts(ctx, { words, role }),
    words,
    role,
    changes: changesOf(ctx, { area: "account" }, searchParams.has(LONG_CHANGES)),
    own: ctx.viewer.userId,
    key: newId(),
    done: DONE.find((known) => known === searchParams.get("done")) ?? null,
    title: translator(ctx.locale)("admin:users.title"),
  };
}

const change = z.object({
  intent: z.enum(["invite", "disable", "enable"]),
  userId: z.string(),
  key: formKey,
});

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "admin");
  const form = readForm(change, await sentForm(request));
  if (!form.ok) return unreadable({ refused: "not_found" });
  const { intent, ...input } = form.value;
  const done: Result<unknown> = { invite: inviteAgain, disable: disableUser, enable: enableUser }[intent](ctx, input);
  if (!done.ok && done.reason === "successor_missing")
    return redirect(`/admin/users/${encodeURIComponent(input.userId)}/disable`);
  return respond(done, { to: `/admin/users?done=${intent}`, otherwise: ({ reason }) => ({ refused: reason }) });
}

export default function UsersPage() {
  const t = useT();
  const { rows, total, words, role, own, key, done, changes } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page
      title={t("admin:users.title")}
      actions={
        <>
          <ButtonLink to="/admin/roles" variant="link">
            {t("admin:nav.roles")}
          </ButtonLink>
          <ButtonLink to="/admin/users/invite" variant="primary" icon="plus">
            {t("admin:users.inviteNew")}
          </ButtonLink>
        </>
      }
    >
      <Told done={done && t(`admin:users.done.${done}`)} problem={answer && t(`admin:refusal.${answer.refused}`)} />
      <Card>
        <Form method="get" className="admin-filter" role="search">
          <TextField name="words" label={t("admin:users.find")} type="search" defaultValue={words} />
          <SelectField
            name="role"
            label={t("admin:users.role")}
            empty={t("admin:users.anyRole")}
            defaultValue={role ?? ""}
            options={ROLES.map((value: Role) => ({ value, label: t(`auth:role.${value}`) }))}
          />
          <Button icon="search">{t("common:action.search")}</Button>
        </Form>
        <p className="small muted" role="status">
          {t("admin:users.count", { count: total })}
          {total > rows.length && ` ${t("admin:users.onlyFirst", { count: rows.length })}`}
        </p>
        {rows.length === 0 ? (
          <Empty title={t("admin:users.none")} icon="person">
            <Link to="/admin/users">{t("admin:users.all")}</Link>
          </Empty>
        ) : (
          <Table look="admin-table" heads={["name", "role", "state", "action"].map((head) => t(`admin:users.${head}`))}>
            {rows.map((row) => (
              <UserRow key={row.id} row={row} formKey={`${key}-${row.id}`} isOwn={row.id === own} />
            ))}
          </Table>
        )}
        {rows.length > 0 && <Downloads to="/admin/users/export" />}
      </Card>
      <ChangesCard changes={changes} />
    </Page>
  );
}

const STATE_LOOK = {
  active: { tone: "secured", icon: "secured" },
  invited: { tone: "waiting", icon: "waiting" },
  disabled: { tone: undefined, icon: "cancelled" },
} as const;

function UserRow({ row, formKey, isOwn }: { row: AccountRow; formKey: string; isOwn: boolean }) {
  const t = useT();
  return (
    <tr>
      <td>
        <Link to={`/admin/users/${row.id}`}>
          <strong>{row.name}</strong>
        </Link>
        <div className="small muted admin-break">{row.email}</div>
      </td>
      <td>
        {t(`auth:role.${row.role}`)}
        {row.belongsTo && <div className="small muted">{row.belongsTo}</div>}
      </td>
      <td>
        <Badge {...STATE_LOOK[row.state]}>{t(`admin:users.states.${row.state}`)}</Badge>
        {row.lastSeenAt !== null && (
          <div className="small muted">
            {t("admin:users.lastSeen")} <Moment at={row.lastSeenAt} />
          </div>
        )}
      </td>
      <td>
        {isOwn ? (
          <span className="small muted">{t("admin:users.you")}</span>
        ) : (
          <Form method="post" className="row">
            <input type="hidden" name="userId" value={row.id} />
            <input type="hidden" name="key" value={formKey} />
            {row.state === "invited" && (
              <Button name="intent" value="invite" aria-label={t("admin:users.resendTo", { name: row.name })}>
                {t("admin:users.resend")}
              </Button>
            )}
            {row.state === "disabled" ? (
              <Button name="intent" value="enable" aria-label={t("admin:users.enableOne", { name: row.name })}>
                {t("admin:users.enable")}
              </Button>
            ) : (
              <ButtonLink
                to={`/admin/users/${row.id}/disable`}
                variant="link"
                aria-label={t("admin:users.disableOne", { name: row.name })}
              >
                {t("admin:users.disable")}
              </ButtonLink>
            )}
          </Form>
        )}
      </td>
    </tr>
  );
}
