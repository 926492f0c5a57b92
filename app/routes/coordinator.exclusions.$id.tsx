import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { endExclusion } from "#app/commands/end-exclusion";
import { enter, newId, notFound } from "#app/context.server";
import { formKey, invalid, readForm, sentForm } from "#app/form";
import { translator } from "#app/i18n/index";
import { exclusionById } from "#app/queries/coordinator/exclusions";
import { SideName, Since } from "#app/ui/coordinator/exclusions";
import { Badge, Button, Card, Form, Page, useT } from "#app/ui/kit";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const exclusion = exclusionById(ctx, params.id ?? "");
  if (!exclusion) throw notFound();
  return { title: translator(ctx.locale)("coordinator:exclusions.title"), exclusion, key: newId() };
}

const Ending = z.object({ key: formKey });

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const form = readForm(Ending, await sentForm(request));
  if (!form.ok) return invalid(form);
  const exclusion = exclusionById(ctx, params.id ?? "");
  const done = endExclusion(ctx, { exclusionId: params.id ?? "", key: form.value.key });
  if (!exclusion || !done.ok) throw notFound();
  const { clientId, interpreterId } = exclusion;
  return redirect(
    clientId ? `/coordinator/clients/${clientId}?done=ended` : `/coordinator/interpreters/${interpreterId}`,
  );
}

/** One exclusion: whom it keeps from whom, who asked, and the way to end it. */
export default function ExclusionPage() {
  const t = useT();
  const { exclusion, key } = useLoaderData<typeof loader>();
  const { clientId, interpreterId, person, endedAt } = exclusion;
  return (
    <Page width="narrow" title={t("coordinator:exclusions.title")} lead={t("coordinator:exclusions.onlyCoordinators")}>
      <Card>
        <p>
          <Link to={`/coordinator/interpreters/${interpreterId}`} className="tap">
            {person}
          </Link>{" "}
          {endedAt !== null && <Badge icon="cancelled">{t("coordinator:exclusions.over")}</Badge>}
          <br />
          {clientId ? (
            <Link to={`/coordinator/clients/${clientId}`} className="tap">
              <SideName {...exclusion} />
            </Link>
          ) : (
            <SideName {...exclusion} />
          )}
        </p>
        <Since exclusion={exclusion} />
        {endedAt === null && (
          <Form method="post" className="stack" data-gap="s">
            <input type="hidden" name="key" value={key} />
            <p className="small muted">{t("coordinator:exclusions.endMeans")}</p>
            <div>
              <Button>{t("coordinator:exclusions.end")}</Button>
            </div>
          </Form>
        )}
      </Card>
    </Page>
  );
}
