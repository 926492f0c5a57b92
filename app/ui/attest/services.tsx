import { NOT_HELD_REASONS } from "#app/dispatch/vocabulary";
import { sentenceCase, timeOfDay, untilLong, whenLong } from "#app/i18n/format";
import type { ServiceShown } from "#app/queries/everyone/attesting";
import "#app/styles/fold.css";
import type { Instant } from "#app/time";
import {
  Badge,
  Button,
  Card,
  Facts,
  Form,
  FormState,
  RadioGroup,
  TextArea,
  TextField,
  useReader,
  Vouch,
} from "#app/ui/kit";
import { TIME_INPUT } from "#app/ui/time-input";
import { useTook } from "./took";

interface Shown {
  services: readonly ServiceShown[];
  now: Instant;
  formKey: string;
  /** The answer to what was sent, and which service it was about. */
  answer: unknown;
  about: string | null;
  /** It is the code on the interpreter's own screen that opened the page. */
  isByCode?: boolean;
}

/** The services of one request: as reported by one press, or what was otherwise. */
export function AttestServices({ services, now, formKey, answer, about, isByCode = false }: Shown) {
  const { t, locale, named } = useReader();
  const [first] = services;
  if (!first) return null;
  const waiting = services.filter(({ state }) => state === "waiting");
  const objectable = isByCode ? [] : services.filter(({ canObject }) => canObject);
  const language = [named(first.language), named(first.variant)].filter(Boolean).join(": ");
  return (
    <>
      <p>
        <strong>
          {[language && sentenceCase(language), whenLong(locale, first.planned, now)].filter(Boolean).join(" · ")}
        </strong>
        <br />
        <span className="muted small">{first.reference}</span>
      </p>
      {services.map((service) => (
        <Card
          key={service.assignmentId}
          title={service.interpreter}
          actions={<Badge tone={TONES[service.state]}>{t(`attest:state.${service.state}`)}</Badge>}
        >
          <Reported service={isByCode ? { ...service, canObject: false } : service} />
          {service.asked && <Question service={service} formKey={isByCode ? null : formKey} />}
        </Card>
      ))}
      {waiting.length > 0 && (
        <Form method="post" className="form">
          <input type="hidden" name="key" value={formKey} />
          {waiting.map((service) => (
            <input key={service.assignmentId} type="hidden" name="service[]" value={markOf(service)} />
          ))}
          <Button name="intent" value="as_reported" variant="primary" size="large" block>
            {t(`attest:${waiting.length > 1 ? "allAsReported" : "asReported"}`)}
          </Button>
        </Form>
      )}
      {[...waiting, ...objectable].map((service) => (
        <NotSo
          key={service.assignmentId}
          service={service}
          formKey={formKey}
          answer={about === markOf(service) ? answer : null}
          isOneOfMany={services.length > 1}
        />
      ))}
      {waiting[0]?.until && (
        <p className="muted small">{t("attest:silence", { until: untilLong(locale, waiting[0].until, now) })}</p>
      )}
    </>
  );
}

const TONES = {
  waiting: "waiting",
  confirmed: "secured",
  auto_confirmed: "secured",
  settled: "secured",
  before: "secured",
  disputed: "problem",
} as const;

/** As a form sends it: the report that was seen. */
export const markOf = ({ assignmentId, number }: Pick<ServiceShown, "assignmentId" | "number">): string =>
  `${assignmentId}:${number}`;

/** Both versions beside each other, and what became of them. */
function Reported({ service }: { service: ServiceShown }) {
  const { t, locale, named } = useReader();
  const { report, word, holds, settledAs, canObject } = service;
  const took = useTook();
  const decision = settledAs && [t(`attest:because.settled_${settledAs}`), holds && took(holds)];
  return (
    <>
      <Facts
        rows={[
          [t("coordinator:settle.report"), sentenceCase(took(report))],
          [t("attest:yours"), word && sentenceCase(took(word))],
          [t("attest:yourWords"), word?.words],
          [t("attest:decision"), decision && sentenceCase(decision.filter(Boolean).join(": "))],
          [
            t("attest:more"),
            service.usedLanguage && t("attest:used", { language: named(service.usedLanguage) ?? locale }),
          ],
          [t("attest:portal"), service.isByCoordinator && t("attest:byCoordinator")],
        ]}
      />
      {canObject && <p>{t("attest:spotNoted")}</p>}
      {service.isObjected && <p>{t("attest:objected")}</p>}
    </>
  );
}

/** Without a key it is answered elsewhere. */
function Question({ service, formKey }: { service: ServiceShown; formKey: string | null }) {
  const { t } = useReader();
  const took = useTook();
  const { asked, holds } = service;
  if (!asked) return null;
  const said = (
    <>
      <h3>{t("attest:question")}</h3>
      {holds && <p>{t("attest:was", { what: took(holds) })}</p>}
      <p>{t("attest:wouldBe", { what: took(asked.said) })}</p>
    </>
  );
  if (formKey === null)
    return (
      <>
        {said}
        <p>{t("attest:notByCode")}</p>
      </>
    );
  return (
    <Form method="post" className="form">
      {said}
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="service[]" value={markOf(service)} />
      <input type="hidden" name="askedAt" value={asked.at} />
      <div className="row">
        <Button name="intent" value="agree" variant="primary">
          {t("attest:agree")}
        </Button>
        <Button name="intent" value="disagree">
          {t("attest:disagree")}
        </Button>
      </div>
    </Form>
  );
}

function NotSo({
  service,
  formKey,
  answer,
  isOneOfMany,
}: {
  service: ServiceShown;
  formKey: string;
  answer: unknown;
  isOneOfMany: boolean;
}) {
  const { t, locale } = useReader();
  const { report, planned } = service;
  const reasons = NOT_HELD_REASONS.map((value) => ({
    value,
    label: sentenceCase(t(`domain:notHeldReason.${value}`)),
  }));
  const outcomes = [
    { value: "held", label: t("attest:held") },
    { value: "not_held", label: t("attest:heldNot") },
  ];
  return (
    <details className="fold" open={answer !== null || undefined}>
      <summary className="button" data-block>
        {isOneOfMany ? t("attest:notSoFor", { person: service.interpreter }) : t("attest:notSo")}
      </summary>
      <FormState from={answer} id={`not-${service.assignmentId}`}>
        <Form method="post" className="form fold-body" keeps>
          <input type="hidden" name="key" value={formKey} />
          <input type="hidden" name="service[]" value={markOf(service)} />
          <RadioGroup
            name="outcome"
            label={t("attest:outcome")}
            options={outcomes}
            defaultValue={report.held ? "held" : "not_held"}
          />
          <div className="row">
            <TextField
              name="start"
              label={t("attest:start")}
              defaultValue={timeOfDay(locale, report.startedAt ?? planned.start)}
              {...TIME_INPUT}
            />
            <TextField
              name="end"
              label={t("attest:end")}
              defaultValue={timeOfDay(locale, report.endedAt ?? planned.end)}
              {...TIME_INPUT}
            />
          </div>
          <RadioGroup name="reason" label={t("attest:why")} optional options={reasons} inline={false} />
          <TextArea name="words" label={t("attest:words")} optional maxLength={1000} rows={3} />
          <Vouch />
          <Button name="intent" value="otherwise" block>
            {t("attest:send")}
          </Button>
        </Form>
      </FormState>
    </details>
  );
}
