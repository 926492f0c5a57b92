import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { roleMatrix, rolesThrough } from "#app/auth/role-matrix";
import { enter } from "#app/context.server";
import { ROLES } from "#app/dispatch/vocabulary";
import { translator } from "#app/i18n";
import { doors } from "#app/server/doors";
import { Card, Page, Table, useT } from "#app/ui/kit";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const t = translator(ctx.locale);
  const all = doors();
  return {
    title: t("admin:roles.title"),
    roles: ROLES.map((role) => t(`auth:role.${role}`)),
    verbs: roleMatrix().map(({ verb, invited, extents }) => ({
      name:
        invited === null
          ? t(`admin:roles.may.${verb}`)
          : `${t("admin:roles.may.invite")}: ${t(`auth:role.${invited}`)}`,
      cells: extents.map(({ extent }) => t(`admin:roles.extent.${extent}`)),
    })),
    rooms: [...new Set(all.map(({ door }) => door))].map((door) => ({
      name: t(`admin:roles.door.${door}`),
      cells: ROLES.map((role) => t(`admin:roles.${rolesThrough(door).includes(role) ? "in" : "out"}`)),
      addresses: all.filter((one) => one.door === door).map(({ address }) => address),
    })),
  };
}

/** What each role may do and see, as the policy has it at this moment. */
export default function RolesPage() {
  const t = useT();
  const { roles, verbs, rooms } = useLoaderData<typeof loader>();
  return (
    <Page title={t("admin:roles.title")} lead={t("admin:roles.lead")}>
      <Card title={t("admin:roles.deeds")}>
        <Table heads={[t("admin:roles.deed"), ...roles]}>
          {verbs.map(({ name, cells }) => (
            <Row key={name} name={name} cells={cells} />
          ))}
        </Table>
      </Card>
      <Card title={t("admin:roles.pages")}>
        <Table heads={[t("admin:roles.page"), ...roles]}>
          {rooms.map(({ name, cells }) => (
            <Row key={name} name={name} cells={cells} />
          ))}
        </Table>
        {rooms.map(({ name, addresses }) => (
          <details key={name}>
            <summary>
              {name} ({addresses.length})
            </summary>
            <ul>
              {addresses.map((address) => (
                <li key={address}>
                  <code>{address}</code>
                </li>
              ))}
            </ul>
          </details>
        ))}
      </Card>
    </Page>
  );
}

function Row({ name, cells }: { name: string; cells: readonly string[] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {cells.map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one cell a role, in their order
        <td key={index}>{cell}</td>
      ))}
    </tr>
  );
}
