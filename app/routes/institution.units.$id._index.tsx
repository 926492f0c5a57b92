import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { inviteColleague } from "#app/commands/invite-colleague";
import { enter, newId, notFound } from "#app/context.server";
import { HOUSE_LOCALE, LOCALES } from "#app/dispatch/vocabulary";
import { emailField } from "#app/email";
import { formKey, invalid, readForm, sentForm } from "#app/form";
import { translator } from "#app/i18n";
import { monthAndYear, sentenceCase } from "#app/i18n/format";
import { countedLanguage, inviteRefusal, unitWords } from "#app/i18n/unit.server";
import { unitPage } from "#app/queries/institution/unit";
import { refused, textErrors } from "#app/respond";
import { Downloads } from "#app/ui/downloads";
import { Card, FormActions, Page, PostForm, RadioGroup, Table, TextField, Told, useT, Vouch } from "#app/ui/kit";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "requester");
  const unit = unitPage(ctx, params.id ?? "");
  if (!unit) throw notFound();
  const t = translator(ctx.locale);
  const { months, languages, states } = unit.figures;
  return {
    title: unit.name,
    id: unit.id,
    words: unitWords(ctx.locale),
    colleagues: unit.colleagues,
    tables: [
      {
        head: "month",
        rows: months.map(({ month, ...counts }) => ({
          name: sentenceCase(monthAndYear(ctx.locale, month)),
          ...counts,
        })),
      },
      {
        head: "language",
        rows: languages.map(({ language, ...counts }) => ({
          name: sentenceCase(countedLanguage(ctx.locale, language)),
          ...counts,
        })),
      },
    ],
    states: states.map(({ state, requested }) => ({
      name: sentenceCase(t(`domain:requestState.${state}`)),
      requested,
    })),
    done: new URL(request.url).searchParams.get("done") === "invited",
    key: newId(),
  };
}

const Colleague = z.object({
  key: formKey,
  name: z.string().min(2, "common:error.required").max(120, "common:error.tooLong"),
  email: emailField,
  locale: z.enum(LOCALES),
  vouched: z.literal("on").optional(),
});

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "requester");
  const unitId = params.id ?? "";
  if (!unitPage(ctx, unitId)) throw notFound();
  const form = readForm(Colleague, await sentForm(request));
  if (!form.ok) return invalid(form);
  const { vouched, ...colleague } = form.value;
  const done = inviteColleague(ctx, { ...colleague, unitId, isVouched: vouched === "on" });
  if (done.ok) return redirect(`/institution/units/${unitId}?done=invited`);
  if (done.reason === "not_found") throw notFound();
  const said = inviteRefusal(ctx.locale, done.reason);
  const errors = textErrors(done) ?? { [done.reason === "email_taken" ? "email" : ""]: [said] };
  const { key: _, ...values } = form.value;
  return refused(done.reason, { errors, values });
}

/** A unit for whoever leads it: its people, its requests, and what was asked for. */
export default function UnitPage() {
  const t = useT();
  const { title, words, colleagues, done } = useLoaderData<typeof loader>();
  return (
    <Page title={title} lead={<Link to="/institution?unit=1">{words.requests}</Link>}>
      <Told done={done && words.done} />
      <Figures />
      <Card title={words.people}>
        <p className="small muted">{words.peopleMeans}</p>
        <ul className="plain-list stack" data-gap="s">
          {colleagues.map(({ name, email, isInvited }) => (
            <li key={email}>
              {name} <span className="small muted">{email}</span>
              {isInvited && <span className="small"> · {words.invited}</span>}
            </li>
          ))}
        </ul>
      </Card>
      <Invite locales={LOCALES.map((value) => ({ value, label: t(`auth:locale.${value}`) }))} />
    </Page>
  );
}

function Figures() {
  const { id, words, tables, states } = useLoaderData<typeof loader>();
  const counts = ["requested", "tookPlace", "cancelled"] as const;
  const isEmpty = states.length === 0;
  return (
    <Card title={words.figures}>
      <p className="small muted">{isEmpty ? words.none : words.figuresMean}</p>
      {!isEmpty && (
        <>
          {tables.map(({ head, rows }) => (
            <Table key={head} heads={[words[head], ...counts.map((count) => words[count])]}>
              {rows.map((row) => (
                <tr key={row.name}>
                  <th scope="row">{row.name}</th>
                  {counts.map((count) => (
                    <td key={count} className="tabular">
                      {row[count]}
                    </td>
                  ))}
                </tr>
              ))}
            </Table>
          ))}
          <Table heads={[words.state, words.requested]}>
            {states.map(({ name, requested }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="tabular">{requested}</td>
              </tr>
            ))}
          </Table>
          <Downloads to={`/institution/units/${id}/export`} />
        </>
      )}
    </Card>
  );
}

function Invite({ locales }: { locales: { value: string; label: string }[] }) {
  const { key, words } = useLoaderData<typeof loader>();
  const labels = { name: words.name ?? "", email: words.email ?? "" };
  return (
    <Card title={words.invite}>
      <p className="small muted">{words.inviteMeans}</p>
      <PostForm from={useActionData<typeof action>()} id="invite" labels={labels}>
        <input type="hidden" name="key" value={key} />
        <TextField name="name" label={labels.name} autoComplete="off" required />
        <TextField name="email" type="email" label={labels.email} autoComplete="off" required />
        <RadioGroup name="locale" label={words.mails} defaultValue={HOUSE_LOCALE} options={locales} />
        <Vouch />
        <FormActions size="large" send={words.send} />
      </PostForm>
    </Card>
  );
}
