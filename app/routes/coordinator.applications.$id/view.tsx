import { SECTORS } from "#app/dispatch/vocabulary";
import type { FormValues } from "#app/form";
import { OTHER } from "#app/forms/other";
import { Acting } from "#app/ui/coordinator/reads-only";
import { Asked } from "#app/ui/door/asked";
import {
  Button,
  Card,
  FormActions,
  type FormAnswer,
  Notice,
  Page,
  PostForm,
  SelectField,
  TextArea,
  TextField,
  useT,
  Vouch,
} from "#app/ui/kit";
import { PlaceField } from "#app/ui/place-field";
import type { PageFacts } from "./page";

type Answer = (FormAnswer & { values: FormValues }) | undefined;

export function ApplicationView({ page, answer }: { page: PageFacts; answer: Answer }) {
  const t = useT();
  const { shown, now, outcome, reason, choices } = page;
  const isRefusal = answer?.values.intent === "refuse";
  return (
    <Page width="narrow" title={page.title} lead={t("door:decide.lead")}>
      <Card title={t("door:decide.asked")}>
        <Asked application={shown} now={now} />
        {!shown.asked && !outcome && <p>{t("door:decide.access")}</p>}
      </Card>
      {outcome && (
        <Notice tone={outcome === "admitted" ? "secured" : "waiting"} title={t("door:decide.decided")}>
          <p>{t(`door:decide.outcome.${outcome}`)}</p>
          {reason && <p>{reason}</p>}
        </Notice>
      )}
      <Acting>
        {choices && <Admit page={page} choices={choices} answer={isRefusal ? undefined : answer} />}
        {choices && <Refuse refuseKey={choices.refuseKey} answer={isRefusal ? answer : undefined} />}
      </Acting>
    </Page>
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
  };
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
        <NewInstitution page={page} choices={choices} labels={labels} />
        <p>{t(page.shown.asked ? "door:decide.means" : "door:decide.meansAccess")}</p>
        <FormActions send={t("door:decide.send")} />
      </PostForm>
    </Card>
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
        defaultValue={page.shown.organisationName}
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
