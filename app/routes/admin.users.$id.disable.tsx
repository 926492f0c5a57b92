import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { disableUser } from "#app/commands/disable-user";
import { enter, newId, notFound } from "#app/context.server";
import { invalid, readForm, sentForm } from "#app/form";
import { leavingForm, readSuccessor, successorValue } from "#app/forms/leaving";
import { translator } from "#app/i18n";
import { leavingOf } from "#app/queries/admin/leaving";
import { refused } from "#app/respond";
import { AheadList } from "#app/ui/coordinator/ahead";
import { Card, FormActions, Notice, Page, PostForm, RadioGroup, useT } from "#app/ui/kit";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const found = leavingOf(ctx, params.id ?? "");
  if (!found) throw notFound();
  const { successors, interpreterId, ...leaving } = found;
  const title = translator(ctx.locale)("admin:leaving.title", { name: leaving.name });
  /** Asked for only where there is something to hand over. */
  const { colleagues, hasMailbox, hasNobody } = successors;
  const heirs = leaving.requests.total > 0 ? colleagues : [];
  return {
    leaving: { ...leaving, hasWork: interpreterId !== null },
    colleagues: heirs.map(({ id, ...colleague }) => ({ ...colleague, value: successorValue({ colleague: id }) })),
    others: [...(hasMailbox ? (["mailbox"] as const) : []), ...(hasNobody ? (["coordinators"] as const) : [])],
    isOwn: leaving.id === ctx.viewer.userId,
    now: ctx.now,
    key: newId(),
    title,
  };
}

/** Which field a refusal is about. */
const FIELD_OF: Record<string, string> = { successor_missing: "successor", successor_wrong: "successor" };

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "admin");
  const form = readForm(leavingForm, await sentForm(request));
  if (!form.ok) return invalid(form);
  const { successor = "", work = "", key } = form.value;
  const userId = params.id ?? "";
  const values = { successor, work };
  if (leavingOf(ctx, userId)?.interpreterId && !work)
    return invalid({ ok: false, errors: { work: ["common:error.required"] }, values });
  const done = disableUser(ctx, { userId, successor: readSuccessor(successor), stopsWorking: work === "ends", key });
  if (done.ok) return redirect("/admin/users?done=disable");
  if (done.reason === "not_found") throw notFound();
  return refused(done.reason, { errors: { [FIELD_OF[done.reason] ?? ""]: [`admin:refusal.${done.reason}`] }, values });
}

/** What an account leaves behind, and who takes it on: chosen before the account is disabled. */
export default function DisablePage() {
  const t = useT();
  const { leaving, isOwn, now, key, title } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { requests, jobs, offers, hasWork, isLastOfRole, role } = leaving;
  const word = (name: string) => t(`admin:leaving.${name}`);
  const cannot = isOwn ? "own" : isLastOfRole && role === "admin" ? "lastAdmin" : null;
  return (
    <Page width="narrow" title={title} lead={word("lead")}>
      <Card>
        <p>
          <strong>{leaving.name}</strong> · {t(`auth:role.${role}`)}
          {leaving.belongsTo && `, ${leaving.belongsTo}`}
          <br />
          <span className="small muted admin-break">{leaving.email}</span>
        </p>
        {isLastOfRole && role === "coordinator" && <Notice tone="problem" title={word("lastCoordinator")} />}
        {requests.total > 0 && <AheadList title={word("requests")} ahead={requests} now={now} />}
        {jobs.total > 0 && <AheadList title={word("jobs")} ahead={jobs} now={now} />}
        {offers.total > 0 && <AheadList title={word("offers")} ahead={offers} now={now} />}
        {requests.total + jobs.total + offers.total === 0 && <p className="muted">{word("nothing")}</p>}
        {cannot ? (
          <Notice tone="problem" title={word(cannot)} />
        ) : (
          <PostForm from={answer} labels={{ successor: word("successor"), work: word("work") }}>
            <input type="hidden" name="key" value={key} />
            {requests.total > 0 && <Successor />}
            {hasWork && (
              <RadioGroup
                name="work"
                label={word("work")}
                hint={word("workHint")}
                inline={false}
                required
                options={["ends", "stays"].map((value) => ({
                  value,
                  label: word(`workWill.${value}`),
                  hint: word(`workMeans.${value}`),
                }))}
              />
            )}
            <FormActions size="large" send={word("send")} cancel="/admin/users" />
          </PostForm>
        )}
      </Card>
    </Page>
  );
}

/** A colleague, the institution's mailbox, or, where there is neither, the coordinators. */
function Successor() {
  const t = useT();
  const { colleagues, others } = useLoaderData<typeof loader>();
  return (
    <RadioGroup
      name="successor"
      label={t("admin:leaving.successor")}
      hint={colleagues.length > 0 && t("admin:leaving.successorHint")}
      inline={false}
      required
      options={[
        ...colleagues.map(({ value, name, unit }) => ({ value, label: unit ? `${name} (${unit})` : name })),
        ...others.map((value) => ({
          value,
          label: t(`admin:leaving.to.${value}`),
          hint: t(`admin:leaving.toMeans.${value}`),
        })),
      ]}
    />
  );
}
