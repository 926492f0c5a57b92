/** The fields of somebody without an account, whatever they come for. */
import { TextField, useT } from "#app/ui/kit";
import { Group } from "#app/ui/request-form/part";

/** What each field is called, for the field and for the list of errors. */
export function useDoorLabels(): Record<string, string> {
  const t = useT();
  const own = ["orgName", "contactName", "email", "contactPhone", "address"] as const;
  const shared = ["language", "mode", "place", "date", "start", "fold", "minutes", "topic"] as const;
  return Object.fromEntries([
    ...shared.map((name) => [name, t(`request:field.${name}`)]),
    ...own.map((name) => [name, t(`door:field.${name}`)]),
  ]);
}

export function Who() {
  const t = useT();
  return (
    <Group title={t("door:group.who")}>
      <TextField
        name="orgName"
        label={t("door:field.orgName")}
        hint={t("door:hint.orgName")}
        autoComplete="organization"
        maxLength={200}
      />
      <Person />
    </Group>
  );
}

/** Who they are and how they are reached. */
export function Person({ emailHint }: { emailHint?: string }) {
  const t = useT();
  return (
    <>
      <TextField name="contactName" label={t("door:field.contactName")} autoComplete="name" maxLength={120} />
      <TextField
        name="email"
        type="email"
        label={t("door:field.email")}
        hint={emailHint ?? t("door:hint.email")}
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
      />
      <TextField name="contactPhone" type="tel" label={t("door:field.contactPhone")} autoComplete="tel" />
    </>
  );
}
