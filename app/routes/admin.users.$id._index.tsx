import "#app/styles/auth.css";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { enter, notFound } from "#app/context.server";
import { accountById } from "#app/queries/admin/accounts";
import { changesOf } from "#app/queries/everyone/changes";
import { Badge, ButtonLink, Card, Page, useT } from "#app/ui/kit";
import { ChangesCard, LONG_CHANGES } from "#app/ui/record/changes";
import { SignIns } from "#app/ui/record/sign-ins";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const account = accountById(ctx, params.id ?? "");
  if (!account) throw notFound();
  const isLong = new URL(request.url).searchParams.has(LONG_CHANGES);
  return { account, changes: changesOf(ctx, { thing: account.id }, isLong), title: account.name };
}

/** One account: who came to its door, and what was changed of it. */
export default function AccountOfSomebody() {
  const t = useT();
  const { account, changes } = useLoaderData<typeof loader>();
  return (
    <Page
      width="narrow"
      title={account.name}
      lead={
        <>
          {t(`auth:role.${account.role}`)} · {account.email} <Badge>{t(`admin:users.states.${account.state}`)}</Badge>
        </>
      }
      actions={<ButtonLink to="/admin/users">{t("admin:users.all")}</ButtonLink>}
    >
      <Card title={t("auth:signIns.title")}>
        <SignIns signIns={account.signIns} />
      </Card>
      <ChangesCard changes={changes} />
    </Page>
  );
}
