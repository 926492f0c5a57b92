/** A file from whoever fills in the form. It works without scripts, and is never kept through a sign-in. */
import { Field } from "../form";

export function FileField({
  name,
  label,
  hint,
  accept,
}: {
  name: string;
  label: string;
  hint: string;
  accept: string;
}) {
  return (
    <Field name={name} label={label} hint={hint}>
      {(control) => <input type="file" className="control" accept={accept} {...control} />}
    </Field>
  );
}
