import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { addComplaint } from "#app/commands/add-complaint";
import { enter, newId, notFound } from "#app/context.server";
import { invalid, readForm, sentForm, typedValues } from "#app/form";
import { feedbackForm } from "#app/forms/feedback";
import { sentenceCase } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { ownComplaints } from "#app/queries/heard/own-complaints";
import { feedbackOfInstitution } from "#app/queries/institution/feedback";
import { refused, textErrors } from "#app/respond";
import { FeedbackForm, OwnComplaints } from "#app/ui/heard/feedback";
import { ButtonLink, Page, TimeRange, Told, useT } from "#app/ui/kit";

/** Read and written rarely, and without a line of script: its words are not on every other page of the institution's. */
export const handle = { plain: true };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "requester");
  const about = feedbackOfInstitution(ctx, params.id ?? "");
  if (!about) throw notFound();
  return {
    about,
    now: ctx.now,
    key: newId(),
    isSent: new URL(request.url).searchParams.has("sent"),
    complaints: ownComplaints(ctx, about.id),
    title: translator(ctx.locale)("heard:say.title"),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "requester");
  const sent = await sentForm(request);
  const form = readForm(feedbackForm, sent);
  if (!form.ok) return invalid(form);
  const { key, kind, words, about, vouched } = form.value;
  const requestId = params.id ?? "";
  const said = { requestId, side: "requester", kind, words, aboutAssignmentId: about, key } as const;
  const added = addComplaint(ctx, { ...said, isVouched: vouched === "on" });
  if (added.ok) return redirect(`/institution/requests/${requestId}/feedback?sent`);
  if (added.reason === "not_found") throw notFound();
  const errors = textErrors(added) ?? { words: [`heard:error.${added.reason}`] };
  return refused(added.reason, { errors, values: typedValues(sent) });
}

/** What the institution has to say of one request, and what became of it: for whoever wrote it alone. */
export default function InstitutionFeedback() {
  const t = useT();
  const { about, now, key, isSent, complaints, title } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const back = `/institution/requests/${about.id}`;
  const choices = [
    { value: "", label: t("heard:say.aboutService") },
    ...about.people.map(({ assignmentId, name }, index) => ({
      value: assignmentId,
      label: name ?? t("heard:say.aboutInterpreter", { number: index + 1 }),
    })),
  ];
  return (
    <Page
      width="narrow"
      title={title}
      lead={
        <>
          {about.reference} · {sentenceCase(about.what)}, <TimeRange interval={about.interval} now={now} />
        </>
      }
    >
      <Told done={isSent && !answer && t("heard:say.sent")} />
      <OwnComplaints complaints={complaints} now={now} />
      <FeedbackForm answer={answer} formKey={key} about={choices} cancel={back} />
      <p>
        <ButtonLink to={back} icon="previous" reloadDocument>
          {t("heard:say.back")}
        </ButtonLink>
      </p>
    </Page>
  );
}
