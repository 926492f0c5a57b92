import { GENDERS, LOCALES, MODES, TOPICS } from "#app/dispatch/vocabulary";
import { CheckboxGroup } from "#app/ui/coordinator/checkbox-group";
import {
  Card,
  CheckboxField,
  FormActions,
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
import type { Answer } from "./deeds";
import { Met } from "./met";
import type { PageFacts } from "./page";
import { HeldRows, LanguageRows, labelsOfRows } from "./rows";

interface Props {
  page: PageFacts;
  answer: Answer;
}

export function PersonView({ page, answer }: Props) {
  const t = useT();
  const { person, candidate, title, key } = page;
  const word = (name: string) => t(`coordinator:person.${name}`);
  const names = [
    "name",
    "code",
    "gender",
    "email",
    "phone",
    "locale",
    "place",
    "desk",
    "modes",
    "radius",
    "hours",
    "unwishedTopics",
  ];
  const labels = {
    ...Object.fromEntries([...names, "note", "status", "notThese"].map((name) => [name, word(name)])),
    ...labelsOfRows(t),
  };
  return (
    <Page width="narrow" title={title}>
      <PostForm from={answer} labels={labels}>
        {/* Enter in a field saves; it does not ask for more rows. */}
        <button type="submit" name="intent" value="save" className="visually-hidden" tabIndex={-1} aria-hidden="true" />
        <input type="hidden" name="key" value={key} />
        <input type="hidden" name="since" value={person?.since ?? 0} />
        {candidate && <input type="hidden" name="application" value={candidate.applicationId} />}
        {candidate && (
          <Notice tone="waiting">
            <p>{t("coordinator:person.fromCandidate")}</p>
          </Notice>
        )}
        {answer && answer.met.length > 0 && <Met met={answer.met} now={page.now} />}
        <Card title={word("who")}>
          <Who page={page} alike={answer?.alike ?? []} />
        </Card>
        <Card title={word("reach")}>
          <Reach page={page} />
        </Card>
        <Card title={word("work")}>
          <Work page={page} />
        </Card>
        <Card title={word("languages")}>
          <LanguageRows page={page} rows={answer?.rows.languages ?? 0} />
        </Card>
        <Card title={word("credentials")}>
          <HeldRows page={page} rows={answer?.rows.held ?? 0} />
        </Card>
        <Card>
          <TextArea
            name="note"
            label={word("note")}
            hint={word("noteHint")}
            defaultValue={(person ?? candidate)?.note ?? ""}
            optional
          />
        </Card>
        <Vouch />
        <FormActions size="large" send={t("common:action.save")} intent="save" cancel={backFrom(page)} />
      </PostForm>
    </Page>
  );
}

function backFrom({ person, candidate }: PageFacts): string {
  if (candidate) return `/coordinator/applications/${candidate.applicationId}`;
  return person ? `/coordinator/interpreters/${person.id}` : "/coordinator/interpreters";
}

/** Who it is, and whether they are not somebody who is there already. */
function Who({
  page: { person, candidate, proposedCode },
  alike,
}: Pick<Props, "page"> & { alike: NonNullable<Answer>["alike"] }) {
  const t = useT();
  const word = (name: string) => t(`coordinator:person.${name}`);
  return (
    <>
      <TextField name="name" label={word("name")} defaultValue={(person ?? candidate)?.name} maxLength={200} required />
      <TextField
        name="code"
        label={word("code")}
        hint={person ? null : word("codeHint")}
        defaultValue={person?.code ?? proposedCode ?? ""}
        maxLength={40}
        optional
      />
      {alike.length > 0 && (
        <CheckboxField
          name="notThese"
          value={alike.map(({ id }) => id).join(",")}
          label={t("coordinator:person.another")}
          hint={alike
            .map(({ name, code, status }) => `${name} (${code}, ${t(`domain:interpreterStatus.${status}`)})`)
            .join("; ")}
        />
      )}
      <RadioGroup
        name="gender"
        label={word("gender")}
        hint={word("genderHint")}
        defaultValue={person?.gender ?? (person ? "" : undefined)}
        options={[
          ...GENDERS.map((value) => ({ value: value as string, label: t(`domain:gender.${value}`) })),
          { value: "", label: word("genderUnknown") },
        ]}
      />
      {!person && (
        <RadioGroup
          name="status"
          label={word("status")}
          inline={false}
          defaultValue={candidate ? "candidate" : "active"}
          options={(["active", "candidate"] as const).map((value) => ({
            value,
            label: t(`domain:interpreterStatus.${value}`),
            hint: word(`statusMeans.${value}`),
          }))}
        />
      )}
    </>
  );
}

/** How they are told something. */
function Reach({ page: { person, candidate, desks } }: Pick<Props, "page">) {
  const { t, named } = useReader();
  const known = person ?? candidate;
  const word = (name: string) => t(`coordinator:person.${name}`);
  return (
    <>
      <TextField
        name="email"
        type="email"
        label={word("email")}
        hint={word("emailHint")}
        defaultValue={known?.email ?? ""}
        optional
      />
      <TextField name="phone" type="tel" label={word("phone")} defaultValue={known?.phone ?? ""} optional />
      <RadioGroup
        name="locale"
        label={word("locale")}
        defaultValue={known?.locale ?? LOCALES[0]}
        options={LOCALES.map((value) => ({ value, label: t(`auth:locale.${value}`) }))}
        required
      />
      <SelectField
        name="desk"
        label={word("desk")}
        empty={t("common:form.choose")}
        defaultValue={known?.deskId ?? ""}
        options={desks.map(({ id, name }) => ({ value: id, label: named(name) }))}
        required
      />
    </>
  );
}

/** How, where and how much they work. */
function Work({ page: { person, candidate, hours, place, likely } }: Pick<Props, "page">) {
  const t = useT();
  const word = (name: string) => t(`coordinator:person.${name}`);
  return (
    <>
      <PlaceField
        name="place"
        label={word("place")}
        hint={t("request:hint.placeListed")}
        defaultValue={place}
        likely={likely}
      />
      <CheckboxGroup
        name="modes[]"
        label={word("modes")}
        defaultValue={(person ?? candidate)?.modes ?? MODES}
        options={MODES.map((value) => ({ value, label: t(`domain:mode.${value}`) }))}
      />
      <div className="field-row">
        <TextField
          name="radius"
          label={word("radius")}
          hint={word("radiusHint")}
          inputMode="decimal"
          defaultValue={person?.radiusKm ?? ""}
          optional
        />
        <TextField
          name="hours"
          label={word("hours")}
          hint={word("hoursHint")}
          inputMode="decimal"
          defaultValue={hours}
          required
        />
      </div>
      <CheckboxGroup
        name="unwishedTopics[]"
        label={word("unwishedTopics")}
        hint={word("unwishedTopicsHint")}
        defaultValue={person?.unwishedTopics ?? []}
        options={TOPICS.map((value) => ({ value, label: t(`domain:topic.${value}`) }))}
      />
    </>
  );
}
