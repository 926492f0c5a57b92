/** Who called and from where, at the head of a phone order's form. */
import { SECTORS } from "#app/dispatch/vocabulary";
import type { OrganisationLike } from "#app/facts/doubles/organisations-like";
import { OTHER } from "#app/forms/other";
import type { PlaceChoice } from "#app/queries/everyone/places";
import { CheckboxField, RadioGroup, SelectField, TextField, useT } from "#app/ui/kit";
import { PlaceField } from "#app/ui/place-field";
import { Group, shown } from "#app/ui/request-form/part";

const FIELDS = [
  "caller",
  "callerName",
  "callerEmail",
  "callerPhone",
  "callerInvite",
  "orgName",
  "orgSector",
  "orgPlace",
  "orgPhone",
  "orgKnown",
] as const;
type Labels = Record<(typeof FIELDS)[number], string>;

/** What each field is called, for the field and for the list of errors. */
export function useCallerLabels(): Labels {
  const t = useT();
  const word = (name: string) => t(`coordinator:caller.${name}`);
  return {
    caller: word("caller"),
    callerName: word("callerName"),
    callerEmail: word("callerEmail"),
    callerPhone: word("callerPhone"),
    callerInvite: word("callerInvite"),
    orgName: word("orgName"),
    orgSector: word("orgSector"),
    orgPlace: word("orgPlace"),
    orgPhone: word("orgPhone"),
    orgKnown: word("orgKnown"),
  };
}

/** Somebody of the institution's accounts, or another person with a way to reach them. */
export function CallerGroup({
  labels,
  accounts,
  isOther,
}: {
  labels: Labels;
  accounts: readonly { value: string; label: string }[];
  isOther: boolean;
}) {
  const t = useT();
  return (
    <Group title={t("coordinator:caller.title")}>
      {accounts.length > 0 ? (
        <SelectField
          name="caller"
          label={labels.caller}
          hint={t("coordinator:caller.means")}
          empty={t("common:form.choose")}
          options={[...accounts, { value: OTHER, label: t("coordinator:caller.other") }]}
        />
      ) : (
        <>
          <input type="hidden" name="caller" value={OTHER} />
          <p className="field-hint">{t("coordinator:caller.means")}</p>
        </>
      )}
      <div className="stack" {...shown("caller-other", isOther)}>
        <TextField name="callerName" label={labels.callerName} autoComplete="off" maxLength={120} />
        <div className="field-row">
          <TextField name="callerEmail" type="email" label={labels.callerEmail} autoComplete="off" maxLength={254} />
          <TextField name="callerPhone" type="tel" label={labels.callerPhone} autoComplete="off" />
        </div>
        <p className="field-hint">{t("coordinator:caller.reach")}</p>
        <CheckboxField name="callerInvite" label={labels.callerInvite} hint={t("coordinator:caller.inviteMeans")} />
      </div>
    </Group>
  );
}

/** An institution that is not in the list: few fields, and those of a like name first. */
export function InstitutionGroup({
  labels,
  likely,
  known,
}: {
  labels: Labels;
  likely: readonly PlaceChoice[];
  known: readonly OrganisationLike[];
}) {
  const t = useT();
  return (
    <Group title={t("coordinator:caller.orgTitle")}>
      <TextField name="orgName" label={labels.orgName} autoComplete="off" maxLength={200} />
      {known.length > 0 && (
        <RadioGroup
          name="orgKnown"
          label={labels.orgKnown}
          inline={false}
          options={[
            ...known.map(({ id, name, isActive }) => ({
              value: id,
              label: isActive ? name : t("coordinator:caller.orgClosed", { name }),
            })),
            { value: OTHER, label: t("coordinator:caller.orgNone") },
          ]}
        />
      )}
      <div className="field-row">
        <SelectField
          name="orgSector"
          label={labels.orgSector}
          empty={t("common:form.choose")}
          options={SECTORS.map((value) => ({ value, label: t(`domain:sector.${value}`) }))}
        />
      </div>
      <PlaceField name="orgPlace" label={labels.orgPlace} hint={t("request:hint.placeListed")} likely={likely} />
      <TextField name="orgPhone" type="tel" label={labels.orgPhone} autoComplete="off" optional />
    </Group>
  );
}
