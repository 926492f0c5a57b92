/** A field of few pages, kept out of what every page is sent. */
import { type Choice, ChoiceRow, FieldErrors, Hint, Label, type Labelled, useField, useTypedList } from "#app/ui/form";

/** Several of a few, under one name that ends in "[]". */
export function CheckboxGroup({
  options,
  defaultValue,
  ...labelled
}: Labelled & { options: readonly Choice[]; defaultValue: readonly string[] }) {
  const { name, hint } = labelled;
  const field = useField(name, labelled);
  const chosen = useTypedList(name) ?? defaultValue;
  return (
    <fieldset className="field" aria-describedby={field.describedBy}>
      <legend>
        <Label {...labelled} />
      </legend>
      <Hint id={field.hintId}>{hint}</Hint>
      <div className="choices" data-inline>
        {options.map(({ value, label, hint: means }, index) => (
          <ChoiceRow key={value} hint={means} label={label}>
            {(ids) => (
              <input
                type="checkbox"
                name={name}
                value={value}
                id={index === 0 ? field.id : undefined}
                defaultChecked={chosen.includes(value)}
                aria-invalid={field.invalid}
                {...ids}
              />
            )}
          </ChoiceRow>
        ))}
      </div>
      <FieldErrors id={field.errorId} texts={field.errorTexts} />
    </fieldset>
  );
}
