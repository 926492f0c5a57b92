import { Link } from "@remix-run/react";
import { obstacleSentence, passedSentence } from "#app/i18n/explain";
import { whenLong } from "#app/i18n/format";
import { Line, What } from "#app/ui/coordinator/words";
import {
  Card,
  Empty,
  FormActions,
  Notice,
  Page,
  PostForm,
  RadioGroup,
  SelectField,
  useReader,
  useT,
} from "#app/ui/kit";
import type { Answer } from "./deeds";
import type { ComingJob, PageFacts } from "./page";

interface Props {
  page: PageFacts;
  answer: Answer;
}

export function StopView({ page, answer }: Props) {
  const t = useT();
  const { person, needs, waiting, begun, status, key } = page;
  const word = (name: string) => t(`coordinator:stop.${name}`);
  const jobs = needs.flatMap((need) => need.jobs);
  const labels = Object.fromEntries(jobs.map(({ assignmentId, reference }) => [`fate-${assignmentId}`, reference]));
  return (
    <Page width="narrow" title={page.title} lead={word("lead")}>
      <PostForm from={answer} labels={labels}>
        <input type="hidden" name="key" value={key} />
        <input type="hidden" name="from" value={person.status} />
        <Card title={t("coordinator:people.setStatus")}>
          <RadioGroup
            name="status"
            label={word("status")}
            inline={false}
            defaultValue={status}
            required
            options={(["paused", "inactive"] as const).map((value) => ({
              value,
              label: t(`domain:interpreterStatus.${value}`),
              hint: t(`coordinator:people.statusMeans.${value}`),
            }))}
          />
        </Card>
        {jobs.length + waiting.length + begun.length === 0 && <Empty title={word("nothing")} icon="calendar" />}
        {needs.map((need) => (
          <Need key={need.id} page={page} need={need} />
        ))}
        <Begun page={page} />
        <Waiting page={page} />
        <Notice tone="waiting">
          <p>{word("tells")}</p>
          <p>{t("coordinator:stop.noUndo")}</p>
        </Notice>
        <FormActions size="large" send={word("send")} cancel={`/coordinator/interpreters/${person.id}`} />
      </PostForm>
    </Page>
  );
}

/** One job, or all of a need that comes back, with one answer for all of them or one for each. */
function Need({ page, need }: { page: PageFacts; need: PageFacts["needs"][number] }) {
  const t = useT();
  const [first] = need.jobs;
  if (!first) return null;
  const isRepeated = need.jobs.length > 1;
  return (
    <Card
      title={
        <>
          <What {...first} languageText={null} /> · {first.organisation}
        </>
      }
    >
      {isRepeated && (
        <SelectField
          name={`all-${need.id}`}
          label={t("coordinator:stop.all", { count: need.jobs.length })}
          empty={t("coordinator:stop.each")}
          defaultValue=""
          options={["keep", "release", "offer", "assign"].map((value) => ({
            value,
            label: t(`coordinator:stop.forAll.${value}`),
          }))}
        />
      )}
      {need.jobs.map((job) => (
        <Job key={job.assignmentId} page={page} job={job} needId={need.id} />
      ))}
    </Card>
  );
}

function Job({ page, job, needId }: { page: PageFacts; job: ComingJob; needId: string }) {
  const { t, locale } = useReader();
  const { assignmentId, requestId, reference, standIn, interval } = job;
  const name = standIn?.name ?? "";
  const means = (fate: string) => ({ value: fate, label: t(`coordinator:stop.fate.${fate}`, { name }) });
  return (
    <div className="stack" data-gap="s">
      <p>
        <span className="when">{whenLong(locale, interval, page.now)}</span> ·{" "}
        <Link to={`/coordinator/requests/${requestId}`} className="reference">
          {reference}
        </Link>
      </p>
      <input type="hidden" name={`need-${assignmentId}`} value={needId} />
      <input type="hidden" name={`person-${assignmentId}`} value={standIn?.id ?? ""} />
      {!standIn && <Nobody job={job} />}
      <RadioGroup
        name={`fate-${assignmentId}`}
        label={t("coordinator:stop.decide", { reference })}
        inline={false}
        defaultValue={standIn ? "offer" : "release"}
        required
        options={[...(standIn ? [means("offer"), means("assign")] : []), means("release"), means("keep")]}
      />
    </div>
  );
}

/** Nobody could do it while the others keep their jobs: those nearest to it, and why not. */
function Nobody({ job: { why, names } }: { job: ComingJob }) {
  const { t, locale } = useReader();
  return (
    <>
      <Line icon="problem">{t("change:ill.nobody")}</Line>
      <ul className="plain-list small muted">
        {names &&
          why.map(({ person, obstacles, passedBy }) => (
            <li key={person.id}>
              {person.name}: {passedBy && passedSentence(t, passedBy)}
              {obstacles.map((one) => obstacleSentence(t, locale, one, names, person.gender)).join("; ")}
            </li>
          ))}
      </ul>
    </>
  );
}

/** What has begun is theirs to end. */
function Begun({ page: { begun, now } }: Pick<Props, "page">) {
  const { t, locale } = useReader();
  if (begun.length === 0) return null;
  return (
    <Card title={t("coordinator:stop.begun")}>
      <p className="muted">{t("coordinator:stop.begunMeans")}</p>
      <ul className="plain-list">
        {begun.map((job) => (
          <li key={job.assignmentId}>
            <Link to={`/coordinator/requests/${job.requestId}`}>{job.reference}</Link> ·{" "}
            {whenLong(locale, job.interval, now)}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Questions that nobody may answer any more. */
function Waiting({ page: { waiting, now } }: Pick<Props, "page">) {
  const { t, locale } = useReader();
  if (waiting.length === 0) return null;
  return (
    <Card title={t("coordinator:people.aheadOffers")}>
      <p className="muted">{t("coordinator:people.aheadOffersMean")}</p>
      <ul className="plain-list">
        {waiting.map((offer) => (
          <li key={offer.offerId}>
            <input type="hidden" name="offers[]" value={offer.offerId} />
            <Link to={`/coordinator/requests/${offer.requestId}`}>{offer.reference}</Link> ·{" "}
            {whenLong(locale, offer.interval, now)}
          </li>
        ))}
      </ul>
    </Card>
  );
}
