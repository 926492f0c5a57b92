/** What can be changed about the request itself: its language, its time, and its end. */
import { readWhen } from "#app/forms/when";
import { duration, momentLong } from "#app/i18n/format";
import { dateOf, minutesBetween } from "#app/time";
import { languageOptions } from "#app/ui/coordinator/people";
import {
  Button,
  ButtonLink,
  Card,
  CheckboxField,
  DateField,
  Form,
  FormState,
  RadioGroup,
  SelectField,
  TextField,
  useField,
  useLocale,
  useReader,
  useT,
} from "#app/ui/kit";
import { PlaceField } from "#app/ui/place-field";
import { TIME_INPUT } from "#app/ui/time-input";
import { Deed, Hidden, ReasonField, typedIn } from "./deed";
import type { Answer } from "./deeds";
import type { PageFacts } from "./page";

/** "Not in the list": a coordinator says which language is meant, and the search begins. */
export function MapLanguage({ page, answer }: { page: PageFacts; answer: Answer }) {
  const { t, named } = useReader();
  const all = languageOptions(page.languages, named);
  return (
    <Card title={t("coordinator:request.map.title")}>
      <p>{t("coordinator:request.map.typed", { typed: page.view.languageText ?? "" })}</p>
      <FormState from={answer} id="map">
        <Form method="post" className="row deed-row" preventScrollReset keeps>
          <Hidden page={page} />
          <SelectField
            name="language"
            label={t("coordinator:request.map.label")}
            options={all}
            empty={t("common:form.choose")}
            required
          />
          <Button name="intent" value="map" variant="primary">
            {t("coordinator:request.map.do")}
          </Button>
        </Form>
      </FormState>
    </Card>
  );
}

/** "Elsewhere": a coordinator says which listed place is meant, so that the way there can be reckoned with. */
export function MapPlace({ page, answer }: { page: PageFacts; answer: Answer }) {
  const t = useT();
  return (
    <Card title={t("coordinator:request.mapPlace.title")}>
      <p>{t("coordinator:request.mapPlace.typed", { typed: page.view.placeText ?? "" })}</p>
      <FormState from={answer} id="place">
        <Form method="post" className="stack" preventScrollReset keeps>
          <Hidden page={page} />
          <PlaceField
            name="place"
            label={t("coordinator:request.mapPlace.label")}
            hint={t("request:hint.placeListed")}
            likely={page.likely}
          />
          <div>
            <Button name="intent" value="mapPlace" variant="primary">
              {t("coordinator:request.mapPlace.do")}
            </Button>
          </div>
        </Form>
      </FormState>
    </Card>
  );
}

/** The question that waits for the requester's word, and the way on when it has come. */
export function InfoAsked({ page, question }: { page: PageFacts; question: string | null }) {
  const t = useT();
  return (
    <Card title={t("coordinator:request.info.title")}>
      {question && <p>{t("coordinator:request.info.asked", { question })}</p>}
      <p className="small muted">{t("coordinator:request.info.means")}</p>
      <Form method="post" preventScrollReset>
        <Hidden page={page} />
        <Button name="intent" value="clear" variant="primary">
          {t("coordinator:request.info.clear")}
        </Button>{" "}
        <ButtonLink to={`/coordinator/requests/${page.view.id}/edit`}>{t("coordinator:request.edit.clear")}</ButtonLink>
      </Form>
    </Card>
  );
}

export function Manage({ page, answer }: { page: PageFacts; answer: Answer }) {
  const t = useT();
  const { view } = page;
  return (
    <Card title={t("coordinator:request.manage")}>
      <p className="small muted">{t("coordinator:request.edit.means")}</p>
      <div className="row deeds">
        <ButtonLink to={`/coordinator/requests/${view.id}/edit`}>{t("coordinator:request.edit.open")}</ButtonLink>
        <Reschedule page={page} />
        {view.canAskForInfo && (
          <FormState from={typedIn(answer, "ask")} id="ask">
            <AskForInfo page={page} isOpen={typedIn(answer, "ask") !== null} />
          </FormState>
        )}
        {view.canReject && (
          <FormState from={typedIn(answer, "reject")} id="reject">
            <Reject page={page} isOpen={typedIn(answer, "reject") !== null} />
          </FormState>
        )}
        {view.canCancel && (
          <FormState from={null} id="cancel">
            <Cancel page={page} />
          </FormState>
        )}
      </div>
    </Card>
  );
}

function Reschedule({ page }: { page: PageFacts }) {
  const t = useT();
  const { typed } = useField("date");
  const { invalid: isTwofold, typedText: fold } = useField("fold");
  const hour = (name: "start" | "end") => (
    <TextField
      name={name}
      {...TIME_INPUT}
      label={t(`coordinator:request.reschedule.${name}`)}
      defaultValue={page.wall[name]}
      required
    />
  );
  return (
    <Deed page={page} words="reschedule" intent="reschedule" isOpen={typed !== undefined}>
      <div className="field-row">
        <DateField
          name="date"
          label={t("coordinator:request.reschedule.date")}
          defaultValue={page.wall.date}
          required
        />
        {hour("start")}
        {hour("end")}
      </div>
      <NextDay page={page} />
      {(isTwofold || fold) && (
        <RadioGroup
          name="fold"
          label={t("coordinator:request.reschedule.which")}
          options={[
            { value: "earlier", label: t("common:time.summer") },
            { value: "later", label: t("common:time.winter") },
          ]}
          defaultValue={fold || "earlier"}
        />
      )}
      <p className="small muted">{t("coordinator:request.reschedule.means")}</p>
    </Deed>
  );
}

/** An end before its beginning: what that would mean, to be confirmed. */
function NextDay({ page }: { page: PageFacts }) {
  const t = useT();
  const locale = useLocale();
  const { typedText: date = "" } = useField("date");
  const { typedText: start = "" } = useField("start");
  const { typedText: end = "" } = useField("end");
  const { typedText: fold } = useField("fold");
  const read = readWhen({ date, start, end, fold: fold === "later" ? "later" : fold ? "earlier" : undefined });
  const understood = read.ok ? undefined : read.detail?.understood;
  if (!understood) return null;
  return (
    <CheckboxField
      name="nextDay"
      value={dateOf(understood.end)}
      label={t("coordinator:request.reschedule.nextDay", {
        end: momentLong(locale, understood.end, page.now),
        length: duration(minutesBetween(understood.start, understood.end)),
      })}
    />
  );
}

function AskForInfo({ page, isOpen }: { page: PageFacts; isOpen: boolean }) {
  const t = useT();
  return (
    <Deed page={page} words="info" intent="ask" isOpen={isOpen}>
      <TextField
        name="question"
        label={t("coordinator:request.info.question")}
        hint={t("coordinator:request.info.hint")}
        maxLength={500}
        required
      />
      <p className="small muted">{t("coordinator:request.info.means")}</p>
    </Deed>
  );
}

function Reject({ page, isOpen }: { page: PageFacts; isOpen: boolean }) {
  return (
    <Deed page={page} words="reject" intent="reject" isGrave isOpen={isOpen}>
      <ReasonField words="reject" />
      <Tells page={page} />
    </Deed>
  );
}

function Cancel({ page }: { page: PageFacts }) {
  const t = useT();
  return (
    <Deed page={page} words="cancel" intent="cancel" isGrave>
      <p>{t(page.view.wouldBeLate ? "coordinator:request.cancel.late" : "coordinator:request.cancel.early")}</p>
      <Tells page={page} />
      <CheckboxField name="sure" label={t("coordinator:request.cancel.sure")} />
    </Deed>
  );
}

/** Whom it tells, by name, before it is done. */
function Tells({ page: { view } }: { page: PageFacts }) {
  const t = useT();
  const who = [
    `${t("coordinator:request.tellsRequester")} (${view.requester})`,
    ...view.jobs.flatMap(({ job }) => (job ? [job.person] : [])),
    ...view.offers.filter(({ status }) => status === "pending").map(({ person }) => person),
  ];
  return <p className="small muted">{t("coordinator:request.tells", { who: who.join(", ") })}</p>;
}
