import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { addExclusion } from "#app/commands/add-exclusion";
import { type Ctx, enter, newId, notFound } from "#app/context.server";
import { EXCLUSION_ASKERS } from "#app/dispatch/vocabulary";
import { type FieldErrors, formKey, readForm, sentForm, typedValues } from "#app/form";
import { translator } from "#app/i18n/index";
import {
  clientOf,
  codesMeant,
  institutionsMeant,
  type Meant,
  pairAhead,
  peopleMeant,
  personOf,
} from "#app/queries/coordinator/exclusions";
import { refused, unreadable } from "#app/respond";
import { AheadList } from "#app/ui/coordinator/ahead";
import { Button, ButtonLink, Card, Notice, Page, PostForm, RadioGroup, TextField, Told, useT } from "#app/ui/kit";

/** One side is known by where the coordinator came from; the other is typed. */
function knownSide(ctx: Ctx, request: Request) {
  const { searchParams } = new URL(request.url);
  const person = personOf(ctx, searchParams.get("interpreter") ?? "");
  const client = person ? null : clientOf(ctx, searchParams.get("client") ?? "");
  if (!person && !client) throw notFound();
  return { person, client };
}

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const { person, client } = knownSide(ctx, request);
  return {
    title: translator(ctx.locale)("coordinator:exclusions.add"),
    person,
    client: client && { id: client.id, code: client.code, organisation: client.organisation },
    askers: EXCLUSION_ASKERS,
    now: ctx.now,
    key: newId(),
  };
}

const text = z.string().max(200, "common:error.tooLong");
const Sent = z.object({
  key: formKey,
  /** A name or a code, and which of several is meant. */
  person: text.optional(),
  personMeant: text.optional(),
  organisation: text.optional(),
  organisationMeant: text.optional(),
  code: text.optional(),
  codeMeant: text.optional(),
  /** Of a client who is known: only they, or their whole institution. */
  scope: z.enum(["client", "organisation"]).optional(),
  askedBy: z.enum(EXCLUSION_ASKERS),
  seen: z.coerce.number().int().min(0).max(100_000).default(0),
});
type Sent = z.output<typeof Sent>;

type Choices = Partial<Record<"person" | "organisation" | "code", Meant[]>>;
const NO_CHOICES: Choices = {};

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const known = knownSide(ctx, request);
  const sent = await sentForm(request);
  const form = readForm(Sent, sent);
  if (!form.ok) return unreadable({ ...form, choices: NO_CHOICES, ahead: null });
  const { key, askedBy, seen } = form.value;
  const { pair, errors, choices } = pairIn(ctx, known, form.value);
  const values = typedValues(sent);
  if (!pair) return unreadable({ errors, values, choices, ahead: null });
  const done = addExclusion(ctx, { ...pair, askedBy, seenAhead: seen, key });
  if (done.ok) return redirect(`${back(known)}?done=added`);
  if (done.reason === "not_found") throw notFound();
  if (done.reason === "already_excluded")
    return refused(done.reason, { errors: { "": ["coordinator:exclusions.already"] }, values, choices, ahead: null });
  return refused(done.reason, { errors: {}, values, choices, ahead: pairAhead(ctx, pair.interpreterId, pair.side) });
}

const back = ({ person, client }: ReturnType<typeof knownSide>) =>
  person ? `/coordinator/interpreters/${person.id}` : `/coordinator/clients/${client?.id}`;

/** Whom what was typed names; errors and choices for what names nobody or several. */
function pairIn(ctx: Ctx, { person, client }: ReturnType<typeof knownSide>, typed: Sent) {
  const errors: FieldErrors = {};
  const choices: Choices = {};
  const one = (field: "person" | "organisation" | "code", meant: (text: string) => Meant[]): string | null => {
    const found = typed[field] ? meant(typed[field]) : [];
    const chosen = found.length === 1 ? found[0] : found.find(({ value }) => value === typed[`${field}Meant`]);
    if (found.length > 1) choices[field] = found.slice(0, MOST_CHOICES);
    if (!chosen)
      errors[found.length > 1 ? `${field}Meant` : field] = [`coordinator:exclusions.wrong.${reasonOf(found)}`];
    return chosen?.value ?? null;
  };
  if (client) {
    const interpreterId = one("person", (text) => peopleMeant(ctx, text));
    const side = typed.scope === "organisation" ? { organisationId: client.organisationId } : { clientId: client.id };
    if (!typed.scope) errors.scope = ["common:error.required"];
    return { errors, choices, pair: interpreterId && typed.scope ? { interpreterId, side } : null };
  }
  const organisationId = one("organisation", (text) => institutionsMeant(ctx, text));
  const clientId = organisationId && typed.code ? one("code", (text) => codesMeant(ctx, organisationId, text)) : null;
  const side = clientId ? { clientId } : typed.code || !organisationId ? null : { organisationId };
  return { errors, choices, pair: person && side ? { interpreterId: person.id, side } : null };
}

const MOST_CHOICES = 20;
const reasonOf = (found: readonly Meant[]) => (found.length > 1 ? "several" : "nobody");

/** Somebody is not to be sent to a client or an institution: what that does to what lies ahead is shown before it is saved. */
export default function NewExclusionPage() {
  const t = useT();
  const { person, client, askers, now, key, title } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const word = (name: string) => t(`coordinator:exclusions.${name}`);
  const names = ["person", "personMeant", "organisation", "organisationMeant", "code", "codeMeant", "scope", "askedBy"];
  const labels = Object.fromEntries(names.map((name) => [name, word(`field.${name}`)]));
  const ahead = answer?.ahead;
  const from = person ? `/coordinator/interpreters/${person.id}` : `/coordinator/clients/${client?.id}`;
  return (
    <Page
      width="narrow"
      title={title}
      lead={person ? person.name : client && `${client.organisation}, ${t("coordinator:people.client", client)}`}
    >
      <Told problem={ahead && word("notYet")} />
      <Card>
        <p className="muted">{word("onlyCoordinators")}</p>
        <PostForm from={answer} labels={labels}>
          <input type="hidden" name="key" value={key} />
          {client && <Typed name="person" required />}
          {client && (
            <RadioGroup
              name="scope"
              label={labels.scope}
              inline={false}
              defaultValue="client"
              required
              options={[
                { value: "client", label: word("scope.client"), hint: word("scope.clientHint") },
                { value: "organisation", label: t("coordinator:exclusions.scope.organisation", client) },
              ]}
            />
          )}
          {person && <Typed name="organisation" required />}
          {person && <Typed name="code" />}
          <RadioGroup
            name="askedBy"
            label={labels.askedBy}
            inline={false}
            required
            options={askers.map((value) => ({ value, label: t(`coordinator:people.askedBy.${value}`) }))}
          />
          {ahead && (
            <Notice tone="problem" title={word("aheadTitle")}>
              {ahead.jobs.total > 0 && (
                <>
                  <AheadList title={t("coordinator:exclusions.jobs")} ahead={ahead.jobs} now={now} />
                  <p>{t("coordinator:exclusions.jobsMean")}</p>
                </>
              )}
              {ahead.offers.total > 0 && (
                <>
                  <AheadList title={t("coordinator:exclusions.offers")} ahead={ahead.offers} now={now} />
                  <p>{t("coordinator:exclusions.offersMean")}</p>
                </>
              )}
              <input type="hidden" name="seen" value={ahead.seen} />
            </Notice>
          )}
          <div className="form-actions">
            <Button variant="primary">{word(ahead ? "saveAll" : "save")}</Button>
            <ButtonLink to={from} variant="link">
              {t("common:action.cancel")}
            </ButtonLink>
          </div>
        </PostForm>
      </Card>
    </Page>
  );
}

/** A name or code, and which of several that it means. */
function Typed({ name, required }: { name: "person" | "organisation" | "code"; required?: boolean }) {
  const t = useT();
  const choices = useActionData<typeof action>()?.choices[name];
  return (
    <>
      <TextField
        name={name}
        label={t(`coordinator:exclusions.field.${name}`)}
        hint={t(`coordinator:exclusions.hint.${name}`)}
        required={required}
        optional={!required}
      />
      {choices && (
        <RadioGroup
          name={`${name}Meant`}
          label={t(`coordinator:exclusions.field.${name}Meant`)}
          inline={false}
          options={choices}
        />
      )}
    </>
  );
}
