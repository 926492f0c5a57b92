import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { addComplaint } from "#app/commands/add-complaint";
import { enter, newId, notFound } from "#app/context.server";
import { invalid, readForm, sentForm, typedValues } from "#app/form";
import { feedbackForm } from "#app/forms/feedback";
import { sentenceCase } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { complainable } from "#app/queries/heard/complaints";
import { refused, textErrors } from "#app/respond";
import { FeedbackForm } from "#app/ui/heard/feedback";
import { Page, TimeRange, useT } from "#app/ui/kit";

/** A form stays as it is under the hand. */
export const handle = { still: true };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const about = complainable(ctx, params.id ?? "");
  if (!about) throw notFound();
  return { about, now: ctx.now, key: newId(), title: translator(ctx.locale)("heard:desk.writeTitle") };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const sent = await sentForm(request);
  const form = readForm(feedbackForm, sent);
  if (!form.ok) return invalid(form);
  const { key, kind, words, about, by, vouched } = form.value;
  const side = by && by !== REQUESTER ? "interpreter" : "requester";
  const said = {
    requestId: params.id ?? "",
    side,
    byAssignmentId: by,
    aboutAssignmentId: about,
    kind,
    words,
    key,
  } as const;
  const added = addComplaint(ctx, { ...said, isVouched: vouched === "on" });
  if (added.ok) return redirect(`/coordinator/complaints/${added.value.complaintId}`);
  if (added.reason === "not_found") throw notFound();
  const errors = textErrors(added) ?? { words: [`heard:error.${added.reason}`] };
  return refused(added.reason, { errors, values: typedValues(sent) });
}

const REQUESTER = "requester";

/** Somebody has phoned: a coordinator writes down what they say. */
export default function PhonedFeedback() {
  const t = useT();
  const { about, now, key, title } = useLoaderData<typeof loader>();
  const people = about.people.map(({ assignmentId, name }) => ({ value: assignmentId, label: name }));
  return (
    <Page
      width="narrow"
      title={title}
      lead={
        <>
          {about.reference} · {about.organisation} · {sentenceCase(about.what)},{" "}
          <TimeRange interval={about.interval} now={now} />
        </>
      }
    >
      <FeedbackForm
        answer={useActionData<typeof action>()}
        formKey={key}
        by={[{ value: REQUESTER, label: t("heard:desk.byRequester") }, ...people]}
        about={[{ value: "", label: t("heard:say.aboutService") }, ...people]}
        cancel={`/coordinator/requests/${about.id}`}
      />
    </Page>
  );
}
