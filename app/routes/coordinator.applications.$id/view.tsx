import { Link } from "@remix-run/react";
import { SECTORS } from "#app/dispatch/vocabulary";
import type { AccountLike } from "#app/facts/doubles/accounts-like";
import type { FormValues } from "#app/form";
import { OTHER } from "#app/forms/other";
import { momentLong } from "#app/i18n/format";
import { Acting } from "#app/ui/coordinator/reads-only";
import { Asked } from "#app/ui/door/asked";
import {
  Button,
  ButtonLink,
  Card,
  FormActions,
  type FormAnswer,
  Notice,
  Page,
  PostForm,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
  useReader,
  useT,
  Vouch,
} from "#app/ui/kit";
import { PlaceField } from "#app/ui/place-field";
import type { PageFacts } from "./page";

type Answer = (FormAnswer & { values: FormValues; people?: AccountLike[] }) | undefined;

export function ApplicationView({ page, answer }: { page: PageFacts; answer: Answer }) {
  const t = useT();
  const { shown, now, outcome, reason, choices, candidate } = page;
  const isRefusal = answer?.values.intent === "refuse";
  return (
    <Page
      width="narrow"
      title={page.title}
      lead={t(shown.kind === "candidate" ? "door:decide.candidate.lead" : "door:decide.lead")}
    >
      <Card title={t(shown.kind === "candidate" ? "door:decide.candidate.said" : "door:decide.asked")}>
        <Asked application={shown} now={now} />
        {shown.kind === "access" && !outcome && <p>{t("door:decide.access")}</p>}
      </Card>
      <Beside page={page} />
      {outcome && (
        <Notice tone={outcome === "admitted" ? "secured" : "waiting"} title={t("door:decide.decided")}>
          <p>
            {t(
              shown.kind === "candidate"
                ? `door:decide.candidate.outcome.${outcome}`
                : `door:decide.outcome.${outcome}`,
            )}
          </p>
          {reason && <p>{reason}</p>}
        </Notice>
      )}
      <Acting>
        {choices && <Admit page={page} choices={choices} answer={isRefusal ? undefined : answer} />}
        {candidate && <Candidate page={page} alike={candidate.alike} />}
        {!outcome && <Refuse refuseKey={page.refuseKey} answer={isRefusal ? answer : undefined} />}
      </Acting>
    </Page>
  );
}

/** The same mailbox has sent more: perhaps it is one wish. */
function Beside({ page: { beside, now } }: { page: PageFacts }) {
  const { t, locale } = useReader();
  if (beside.length === 0) return null;
  return (
    <Notice tone="waiting" title={t("door:decide.beside")}>
      <ul className="plain-list">
        {beside.map(({ id, name, confirmedAt }) => (
          <li key={id}>
            <Link to={`/coordinator/applications/${id}`}>{name}</Link> · {momentLong(locale, confirmedAt, now)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** The way into the roster: the form for somebody new, filled in from what they said. */
function Candidate({ page: { id }, alike }: { page: PageFacts; alike: NonNullable<PageFacts["candidate"]>["alike"] }) {
  const t = useT();
  return (
    <Card title={t("door:decide.candidate.take")}>
      {alike.length > 0 && (
        <Notice tone="waiting" title={t("door:decide.candidate.alike")}>
          <ul className="plain-list">
            {alike.map((one) => (
              <li key={one.id}>
                <Link to={`/coordinator/interpreters/${one.id}`}>{one.name}</Link> ({one.code},{" "}
                {t(`domain:interpreterStatus.${one.status}`)})
              </li>
            ))}
          </ul>
          <p>{t("door:decide.candidate.alikeMeans")}</p>
        </Notice>
      )}
      <p>{t("door:decide.candidate.means")}</p>
      <div className="form-actions">
        <ButtonLink to={`/coordinator/interpreters/new/edit?application=${id}`} variant="primary">
          {t("door:decide.candidate.open")}
        </ButtonLink>
      </div>
    </Card>
  );
}

type Choices = NonNullable<PageFacts["choices"]>;

function Admit({ page, choices, answer }: { page: PageFacts; choices: Choices; answer: Answer }) {
  const t = useT();
  const { admitKey, alike, closed, seen, others } = choices;
  const labels = {
    organisation: t("door:decide.organisation"),
    orgName: t("coordinator:caller.orgName"),
    orgSector: t("coordinator:caller.orgSector"),
    orgPlace: t("coordinator:caller.orgPlace"),
    person: t("door:decide.person"),
  };
  const people = answer?.people ?? [];
  return (
    <Card title={t("door:decide.admit")}>
      <PostForm from={answer} id="admit" labels={labels}>
        <input type="hidden" name="key" value={admitKey} />
        <input type="hidden" name="seen" value={seen} />
        <SelectField
          name="organisation"
          label={labels.organisation}
          hint={alike.length > 0 && t("door:decide.organisationHint")}
          empty={t("common:form.choose")}
          defaultValue={alike.length > 0 ? "" : OTHER}
          options={[
            ...(alike.length > 0 ? [{ label: t("door:decide.likely"), options: alike }] : []),
            { label: t("door:decide.fresh"), options: [{ value: OTHER, label: t("door:decide.new") }] },
            { label: t("door:decide.others"), options: others },
          ]}
        />
        {closed.length > 0 && (
          <Notice tone="waiting">
            {closed.map((name) => (
              <p key={name}>{t("coordinator:caller.orgClosed", { name })}</p>
            ))}
            <p>{t("coordinator:caller.error.orgClosed")}</p>
          </Notice>
        )}
        {people.length > 0 && <SamePerson people={people} label={labels.person} />}
        <NewInstitution page={page} choices={choices} labels={labels} />
        <p>{t(page.shown.asked ? "door:decide.means" : "door:decide.meansAccess")}</p>
        <FormActions send={t("door:decide.send")} />
      </PostForm>
    </Card>
  );
}

/** Whether they have an account already, before there is another. */
function SamePerson({ people, label }: { people: AccountLike[]; label: string }) {
  const t = useT();
  const there = people.filter(({ mayAskThere }) => mayAskThere);
  const others = people.filter(({ mayAskThere }) => !mayAskThere);
  const told = ({ name, email, role, organisation }: AccountLike) =>
    [`${name} (${email})`, organisation ?? t(`auth:role.${role}`)].join(", ");
  return (
    <>
      <input type="hidden" name="shown" value={people.map(({ id }) => id).join(",")} />
      <RadioGroup
        name="person"
        label={label}
        inline={false}
        hint={others.length > 0 && t("door:decide.personElsewhere", { who: others.map(told).join("; ") })}
        options={[
          ...there.map((one) => ({ value: one.id, label: told(one), hint: t("door:decide.personJoins") })),
          { value: OTHER, label: t("door:decide.personOther") },
        ]}
      />
    </>
  );
}

function NewInstitution({
  page,
  choices,
  labels,
}: {
  page: PageFacts;
  choices: Choices;
  labels: Record<"orgName" | "orgSector" | "orgPlace", string>;
}) {
  const t = useT();
  return (
    <>
      <h3>{t("door:decide.newTitle")}</h3>
      <TextField
        name="orgName"
        label={labels.orgName}
        defaultValue={page.shown.organisationName ?? ""}
        autoComplete="off"
        maxLength={200}
      />
      <SelectField
        name="orgSector"
        label={labels.orgSector}
        empty={t("common:form.choose")}
        options={SECTORS.map((value) => ({ value, label: t(`domain:sector.${value}`) }))}
      />
      <PlaceField
        name="orgPlace"
        label={labels.orgPlace}
        hint={t("request:hint.placeListed")}
        likely={choices.likely}
      />
    </>
  );
}

function Refuse({ refuseKey, answer }: { refuseKey: string; answer: Answer }) {
  const t = useT();
  return (
    <Card title={t("door:decide.refuse")}>
      <PostForm from={answer} id="refuse" labels={{ reason: t("door:decide.reason") }}>
        <input type="hidden" name="key" value={refuseKey} />
        <input type="hidden" name="intent" value="refuse" />
        <TextArea name="reason" label={t("door:decide.reason")} hint={t("door:decide.reasonHint")} maxLength={500} />
        <Vouch />
        <div className="form-actions">
          <Button>{t("door:decide.sendRefusal")}</Button>
        </div>
      </PostForm>
    </Card>
  );
}
