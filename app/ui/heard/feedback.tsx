/** A complaint or praise: the form that sends one, and what became of those that were sent. */
import { COMPLAINT_KINDS, type ComplaintState, LONGEST_COMPLAINT } from "#app/heard/complaint";
import { momentLong } from "#app/i18n/format";
import type { OwnComplaint } from "#app/queries/heard/own-complaints";
import type { Instant } from "#app/time";
import { Badge, Card, FormActions, Moment, PostForm, RadioGroup, TextArea, useReader, useT, Vouch } from "#app/ui/kit";

interface Choice {
  value: string;
  label: string;
}

/** `about` and `by` are choices where there is something to choose. */
export function FeedbackForm({
  answer,
  formKey,
  about = [],
  by = [],
  cancel,
}: {
  answer: unknown;
  formKey: string;
  about?: readonly Choice[];
  by?: readonly Choice[];
  cancel: string;
}) {
  const t = useT();
  const labels = {
    kind: t("heard:say.kind"),
    by: t("heard:say.by"),
    about: t("heard:say.about"),
    words: t("heard:say.words"),
  };
  const kinds = COMPLAINT_KINDS.map((value) => ({ value, label: t(`heard:kind.${value}`) }));
  return (
    <Card title={t("heard:say.formTitle")}>
      <PostForm from={answer} id="feedback" labels={labels}>
        <input type="hidden" name="key" value={formKey} />
        {by.length > 0 && <RadioGroup name="by" label={labels.by} options={by} defaultValue={by[0]?.value} />}
        <RadioGroup name="kind" label={labels.kind} options={kinds} defaultValue="complaint" />
        {about.length > 1 && (
          <RadioGroup name="about" label={labels.about} options={about} defaultValue={about[0]?.value} inline={false} />
        )}
        <TextArea
          name="words"
          label={labels.words}
          hint={t("heard:say.wordsHint")}
          rows={6}
          maxLength={LONGEST_COMPLAINT}
        />
        <Vouch />
        <p className="small muted">{t("heard:say.means")}</p>
        <FormActions send={t("heard:say.send")} cancel={cancel} />
      </PostForm>
    </Card>
  );
}

export function OwnComplaints({ complaints, now }: { complaints: readonly OwnComplaint[]; now: Instant }) {
  const { t, locale } = useReader();
  return complaints.map(({ id, kind, words, answer, state, isUpheld, receivedAt, dueAt }) => (
    <Card key={id} title={t(`heard:kind.${kind}`)} actions={<ComplaintBadge state={state} />}>
      <p className="small muted">
        <Moment at={receivedAt} />
      </p>
      <p className="note-text">{words}</p>
      {dueAt !== null && <p>{t("heard:say.due", { when: momentLong(locale, dueAt, now) })}</p>}
      {isUpheld !== null && (
        <>
          <h3>{t(isUpheld ? "heard:say.upheld" : "heard:say.rejected")}</h3>
          <p className="note-text">{answer}</p>
        </>
      )}
    </Card>
  ));
}

const SIGN = { received: "waiting", being_examined: "waiting", upheld: "secured", rejected: undefined } as const;

export function ComplaintBadge({ state }: { state: ComplaintState }) {
  const t = useT();
  if (state === "closed") return <Badge icon="done">{t("heard:state.closed")}</Badge>;
  return (
    <Badge sign={SIGN[state]} icon={SIGN[state] ?? "cancelled"}>
      {t(`heard:state.${state}`)}
    </Badge>
  );
}
