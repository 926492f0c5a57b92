import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { saveDesks } from "#app/commands/save-desks";
import { type Ctx, enter } from "#app/context.server";
import { invalid, readForm, sentForm } from "#app/form";
import { translator } from "#app/i18n";
import { phone } from "#app/i18n/format";
import { readContactPhone } from "#app/phone";
import { desksToEdit, freeRegions } from "#app/queries/admin/desks";
import { changesOf } from "#app/queries/everyone/changes";
import { refused } from "#app/respond";
import { Card, FormActions, Notice, Page, PostForm, TextField, Told, useT } from "#app/ui/kit";
import { ChangesCard, LONG_CHANGES } from "#app/ui/record/changes";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const { searchParams } = new URL(request.url);
  return {
    desks: desksToEdit(ctx),
    free: freeRegions(ctx),
    changes: changesOf(ctx, { area: "desks" }, searchParams.has(LONG_CHANGES)),
    done: searchParams.get("done") === "saved",
    title: translator(ctx.locale)("admin:desks.title"),
  };
}

/** One field for each desk, named by its id; an empty one is no telephone. */
function formOf(ctx: Ctx) {
  const number = z
    .string()
    .refine((typed) => readContactPhone(typed) !== null, "admin:organisations.phoneInvalid")
    .transform(readContactPhone)
    .optional();
  return z.object(Object.fromEntries(desksToEdit(ctx).map(({ id }) => [id, number])));
}

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "admin");
  const form = formOf(ctx);
  const sent = await sentForm(request);
  const read = readForm(form, sent);
  if (!read.ok) return invalid(read);
  // An empty field takes a telephone away; one that was not sent says nothing.
  const desks = Object.keys(form.shape).filter((id) => sent.has(id));
  const phones = new Map(desks.map((id) => [id, read.value[id] ?? null]));
  const saved = saveDesks(ctx, phones);
  return saved.ok ? redirect("/admin/desks?done=saved") : refused(saved.reason, { errors: {}, values: {} });
}

export default function DesksPage() {
  const t = useT();
  const { desks, free, done, title, changes } = useLoaderData<typeof loader>();
  return (
    <Page width="narrow" title={title} lead={t("admin:desks.lead")}>
      <Told done={done && t("admin:desks.saved")} />
      {desks.some((desk) => desk.phone === null) && (
        <Notice tone="waiting">
          <p>{t("admin:desks.missing")}</p>
        </Notice>
      )}
      <Card>
        <PostForm
          from={useActionData<typeof action>()}
          labels={Object.fromEntries(desks.map(({ id, name }) => [id, name]))}
        >
          {desks.map((desk) => (
            <TextField
              key={desk.id}
              name={desk.id}
              type="tel"
              label={desk.name}
              defaultValue={desk.phone ? phone(desk.phone) : ""}
              optional
            />
          ))}
          <FormActions size="large" send={t("common:action.save")} cancel="/admin" />
        </PostForm>
      </Card>
      <Card title={t("admin:desks.where")}>
        <ul className="plain-list stack" data-gap="s">
          {desks.map(({ id, name }) => (
            <li key={id}>
              <Link to={`/admin/desks/${id}`} className="tap">
                {t("admin:desks.edit", { name })}
              </Link>
            </li>
          ))}
          {free.map(({ region }) => (
            <li key={region}>
              <Link to={`/admin/desks/new?region=${region}`} className="tap">
                {t("admin:desks.addOf", { region })}
              </Link>
            </li>
          ))}
        </ul>
        {free.length === 0 && <p className="small muted">{t("admin:desks.allRegions")}</p>}
      </Card>
      <ChangesCard changes={changes} />
    </Page>
  );
}
