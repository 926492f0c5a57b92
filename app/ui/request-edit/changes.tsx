/** What was changed, each fact as it was and as it would be. */
import { type EditedField, type EditedFields, FORM_NAMES } from "#app/dispatch/request-edit";
import type { Translate } from "#app/i18n";
import { duration, phone } from "#app/i18n/format";
import type { PlaceChoice } from "#app/queries/everyone/places";
import { useT } from "#app/ui/kit";
import type { EditOptions } from "#app/ui/request-form/part";

interface Props {
  fields: readonly EditedField[];
  before: EditedFields;
  after: EditedFields;
  options: EditOptions;
  /** The places that the fields name. */
  places: readonly PlaceChoice[];
}

export function Changes({ fields, before, after, options, places }: Props) {
  const t = useT();
  return (
    <ul className="changes plain-list">
      {besidesPlaceText(fields).map((field) => (
        <li key={field}>
          <span className="muted">{t(`request:field.${FORM_NAMES[field]}`)}:</span>{" "}
          <s>{wordsOf(t, field, before, options, places) || t("change:edit.nothing")}</s> →{" "}
          <strong>{wordsOf(t, field, after, options, places) || t("change:edit.nothing")}</strong>
        </li>
      ))}
    </ul>
  );
}

/** One line for the place, whether it is listed or in words. */
function besidesPlaceText(fields: readonly EditedField[]): readonly EditedField[] {
  return fields.includes("placeId") ? fields.filter((field) => field !== "placeText") : fields;
}
const VARIANT_STRENGTH = { must: "request:choice.variantMust", wish: "request:choice.variantWish" } as const;

/** What stands in a field, in words; empty for nothing. */
export function wordsOf(
  t: Translate,
  field: EditedField,
  fields: EditedFields,
  { languages }: EditOptions,
  places: readonly PlaceChoice[],
): string {
  const language = languages.find(({ code }) => code === fields.language);
  switch (field) {
    case "language":
      return language?.name ?? fields.languageText ?? "";
    case "variant":
      return language?.variants.find(({ code }) => code === fields.variant)?.name ?? t("request:choice.anyVariant");
    case "variantStrength":
      return fields.variant === null ? "" : t(VARIANT_STRENGTH[fields.variantStrength]);
    case "mode":
      return t(`domain:mode.${fields.mode}`);
    case "placeId":
      return places.find(({ id }) => id === fields.placeId)?.label ?? fields.placeText ?? "";
    case "minutes":
      return duration(fields.minutes);
    case "interpreterCount":
      return String(fields.interpreterCount);
    case "contactPhone":
      return phone(fields.contactPhone);
    default:
      return fields[field] ?? "";
  }
}
