import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { closeComplaint, decideComplaint, takeUpComplaint } from "#app/commands/handle-complaint";
import { noteReading } from "#app/commands/note-reading";
import { enter, newId, notFound } from "#app/context.server";
import { formKey, invalid, readForm, sentForm, typedValues } from "#app/form";
import { LONGEST_COMPLAINT } from "#app/heard/complaint";
import { dateTime, momentLong, phone, phoneLink, sentenceCase } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { complaintPage } from "#app/queries/heard/complaints";
import { refused, textErrors } from "#app/respond";
import { Acting } from "#app/ui/coordinator/reads-only";
import { ComplaintBadge } from "#app/ui/heard/feedback";
import {
  Button,
  Card,
  Facts,
  FormActions,
  Notice,
  Page,
  PostForm,
  RadioGroup,
  TextArea,
  useReader,
  useT,
  Vouch,
} from "#app/ui/kit";

/** A form stays as it is under the hand. */
export const handle = { still: true };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const complaint = complaintPage(ctx, params.id ?? "");
  if (!complaint) throw notFound();
  if (complaint.words !== null) noteReading(ctx, { requestId: complaint.requestId });
  const title = translator(ctx.locale)(`heard:kind.${complaint.kind}`);
  return { complaint, now: ctx.now, keys: { take: newId(), decide: newId(), close: newId() }, title };
}

const Deed = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("take"), key: formKey }),
  z.object({ intent: z.literal("close"), key: formKey }),
  z.object({
    intent: z.literal("decide"),
    key: formKey,
    upheld: z.enum(["yes", "no"], "heard:error.upheld"),
    answer: z.string("heard:error.answer_missing").max(LONGEST_COMPLAINT, "common:error.tooLong"),
    vouched: z.literal("on").optional(),
  }),
]);

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const sent = await sentForm(request);
  const form = readForm(Deed, sent);
  if (!form.ok) return invalid(form);
  const complaintId = params.id ?? "";
  const deed = form.value;
  const { key } = deed;
  const done =
    deed.intent === "decide"
      ? decideComplaint(ctx, {
          ...{ complaintId, key, answer: deed.answer },
          isUpheld: deed.upheld === "yes",
          isVouched: deed.vouched === "on",
        })
      : deed.intent === "take"
        ? takeUpComplaint(ctx, { complaintId, key })
        : closeComplaint(ctx, { complaintId, key });
  if (done.ok) return redirect(`/coordinator/complaints/${complaintId}`);
  if (done.reason === "not_found") throw notFound();
  const errors = textErrors(done) ?? { "": [`heard:error.${done.reason}`] };
  return refused(done.reason, { errors, values: typedValues(sent) });
}

type Complaint = ReturnType<typeof useLoaderData<typeof loader>>["complaint"];

/** One complaint or praise: what it says, and what becomes of it. */
export default function ComplaintPage() {
  const { t, locale } = useReader();
  const { complaint, now, title, keys } = useLoaderData<typeof loader>();
  const { state, kind, side, words, dueAt } = complaint;
  const isOpen = state === "received" || state === "being_examined";
  return (
    <Page width="narrow" title={title} lead={<ComplaintBadge state={state} />}>
      {dueAt !== null && (
        <Notice tone={complaint.isOverdue ? "problem" : "waiting"}>
          <p>
            {t(complaint.isOverdue ? "heard:desk.overdue" : "heard:desk.due", { when: momentLong(locale, dueAt, now) })}
          </p>
        </Notice>
      )}
      <Card title={t("heard:desk.said")}>
        <Facts
          rows={[
            [t("heard:desk.side"), sentenceCase(t(`heard:side.${side}`))],
            [t("heard:desk.from"), complaint.from],
            [t("heard:desk.about"), complaint.about],
            [t("heard:desk.received"), dateTime(locale, complaint.receivedAt)],
            [
              t("heard:desk.request"),
              <Link key="request" to={`/coordinator/requests/${complaint.requestId}`}>
                {complaint.reference} · {complaint.organisation} · {sentenceCase(complaint.what)}
              </Link>,
            ],
          ]}
        />
        <p className="note-text">{words ?? t(complaint.isForgotten ? "heard:desk.forgotten" : "heard:desk.hidden")}</p>
      </Card>
      <Decision complaint={complaint} />
      <Acting>
        {isOpen && kind === "complaint" && <Handle isExamined={state === "being_examined"} keys={keys} />}
        <Close complaint={complaint} closeKey={keys.close} />
      </Acting>
    </Page>
  );
}

function Decision({ complaint: { isUpheld, answer, decidedBy, decidedAt } }: { complaint: Complaint }) {
  const { t, locale } = useReader();
  if (isUpheld === null || decidedAt === null) return null;
  return (
    <Card title={t(isUpheld ? "heard:say.upheld" : "heard:say.rejected")}>
      <p className="small muted">
        {t("heard:desk.decidedBy", { who: decidedBy ?? "", when: dateTime(locale, decidedAt) })}
      </p>
      {answer && <p className="note-text">{answer}</p>}
    </Card>
  );
}

function Handle({ isExamined, keys }: { isExamined: boolean; keys: { take: string; decide: string } }) {
  const t = useT();
  const answer = useActionData<typeof action>();
  const labels = { upheld: t("heard:desk.upheld"), answer: t("heard:desk.answer") };
  return (
    <>
      {!isExamined && (
        <PostForm from={null} id="take" labels={{}}>
          <input type="hidden" name="key" value={keys.take} />
          <Button name="intent" value="take">
            {t("heard:desk.take")}
          </Button>
        </PostForm>
      )}
      <Card title={t("heard:desk.decide")}>
        <PostForm from={answer} id="decide" labels={labels}>
          <input type="hidden" name="key" value={keys.decide} />
          <RadioGroup
            name="upheld"
            label={labels.upheld}
            options={[
              { value: "yes", label: t("heard:desk.yes") },
              { value: "no", label: t("heard:desk.no") },
            ]}
          />
          <TextArea
            name="answer"
            label={labels.answer}
            hint={t("heard:desk.answerHint")}
            rows={6}
            maxLength={LONGEST_COMPLAINT}
          />
          <Vouch />
          <p className="small muted">{t("heard:desk.decideMeans")}</p>
          <FormActions intent="decide" send={t("heard:desk.send")} />
        </PostForm>
      </Card>
    </>
  );
}

/** A complaint once it is decided, praise at any time; whoever has no account is phoned first. */
function Close({ complaint: { kind, isUpheld, state, call }, closeKey }: { complaint: Complaint; closeKey: string }) {
  const t = useT();
  if (state === "closed" || (kind === "complaint" && isUpheld === null)) return null;
  return (
    <Card title={t("heard:desk.closeTitle")}>
      {kind === "complaint" && call && (
        <p>
          {t("heard:desk.call")} <a href={phoneLink(call)}>{phone(call)}</a>
        </p>
      )}
      <PostForm from={null} id="close" labels={{}}>
        <input type="hidden" name="key" value={closeKey} />
        <Button name="intent" value="close">
          {t(kind === "praise" ? "heard:desk.closePraise" : "heard:desk.close")}
        </Button>
      </PostForm>
    </Card>
  );
}
