import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { addComplaint } from "#app/commands/add-complaint";
import { enter, newId, notFound } from "#app/context.server";
import { invalid, readForm, sentForm, typedValues } from "#app/form";
import { feedbackForm } from "#app/forms/feedback";
import { translator } from "#app/i18n/index";
import { ownComplaints } from "#app/queries/heard/own-complaints";
import { feedbackOfInterpreter } from "#app/queries/interpreter/feedback";
import { refused, textErrors } from "#app/respond";
import { FeedbackForm, OwnComplaints } from "#app/ui/heard/feedback";
import { ButtonLink, Page, TimeRange, Told, useT } from "#app/ui/kit";

/** As the institution's page of the same kind. */
export const handle = { plain: true };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  const about = feedbackOfInterpreter(ctx, params.id ?? "");
  if (!about) throw notFound();
  const { id, reference, interval } = about;
  return {
    about: { id, reference, interval },
    now: ctx.now,
    key: newId(),
    isSent: new URL(request.url).searchParams.has("sent"),
    complaints: ownComplaints(ctx, about.requestId),
    title: translator(ctx.locale)("heard:say.title"),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  const about = feedbackOfInterpreter(ctx, params.id ?? "");
  if (!about) throw notFound();
  const sent = await sentForm(request);
  const form = readForm(feedbackForm, sent);
  if (!form.ok) return invalid(form);
  const { key, kind, words, vouched } = form.value;
  const said = { requestId: about.requestId, side: "interpreter", byAssignmentId: about.id, kind, words, key } as const;
  const added = addComplaint(ctx, { ...said, isVouched: vouched === "on" });
  if (added.ok) return redirect(`/interpreter/jobs/${about.id}/feedback?sent`);
  if (added.reason === "not_found") throw notFound();
  const errors = textErrors(added) ?? { words: [`heard:error.${added.reason}`] };
  return refused(added.reason, { errors, values: typedValues(sent) });
}

/** What an interpreter has to say of one job, and what became of it: for them alone. */
export default function InterpreterFeedback() {
  const t = useT();
  const { about, now, key, isSent, complaints, title } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const back = `/interpreter/jobs/${about.id}`;
  return (
    <Page
      width="narrow"
      title={title}
      lead={
        <>
          {about.reference} · <TimeRange interval={about.interval} now={now} />
        </>
      }
    >
      <Told done={isSent && !answer && t("heard:say.sent")} />
      <OwnComplaints complaints={complaints} now={now} />
      <FeedbackForm answer={answer} formKey={key} cancel={back} />
      <p>
        <ButtonLink to={back} icon="previous" reloadDocument>
          {t("heard:say.backToJob")}
        </ButtonLink>
      </p>
    </Page>
  );
}
