/**
 * Fields that work without JavaScript. `FormState` hands the action's answer (`{ errors, values }` of app/form.ts) to the
 * fields inside: each finds its own errors and what was typed by its name. Errors are i18n keys.
 */
import {
  createContext,
  type InputHTMLAttributes,
  type ReactNode,
  type SyntheticEvent,
  useContext,
  useEffect,
  useId,
  useRef,
} from "react";
import type { Translate } from "#app/i18n";
import { useTyped } from "./document";
import { Icon } from "./icon";
import { InPageLink } from "./in-page-link";
import { useT } from "./locale";

/** `{ errors, values }` of app/form.ts: what is wrong, and what was typed. */
export interface FormAnswer {
  errors?: Record<string, string[]>;
  values?: Record<string, string | string[]>;
  /** Field name → what may be meant by what was typed in it. */
  meant?: Record<string, readonly { value: string; label: string; note: string | null }[]>;
}

interface State extends FormAnswer {
  prefix: string;
}

/** Whether whoever sees the page only reads it: null no, "page" yes, "form" inside what is a form to others. */
export const ReadsOnly = createContext<"page" | "form" | null>(null);

/** Inside a form whose values can be read, reached and copied, and are sent nowhere. */
export function useReadsOnly(): boolean {
  return useContext(ReadsOnly) === "form";
}

const FormContext = createContext<State>({ prefix: "f" });

/**
 * `from` is `useActionData()` (or a fetcher's data). `id` keeps field ids apart when a page has several forms, and finds the form
 * again whose fields were kept through a sign-in.
 */
export function FormState({ from, id = "f", children }: { from: unknown; id?: string; children: ReactNode }) {
  const answer = useTyped(isAnswer(from) ? from : null, id) ?? {};
  return (
    <FormContext.Provider value={{ errors: answer.errors, values: answer.values, meant: answer.meant, prefix: id }}>
      {children}
    </FormContext.Provider>
  );
}

/** The id of the form around. */
export function useFormId(): string {
  return useContext(FormContext).prefix;
}

/** The i18n keys of everything that is wrong in the form around. */
export function useErrorKeys(): readonly string[] {
  return Object.values(useContext(FormContext).errors ?? {}).flat();
}

/** Whatever else an action answers: what is wrong stands in `errors`, and what was typed in `values`. */
function isAnswer(from: unknown): from is FormAnswer {
  return typeof from === "object" && from !== null;
}

/** Id of the control, ids for aria, error texts and what was typed of the field with that name. */
export function useField(name: string, { error, hint }: { error?: string | string[]; hint?: unknown } = {}) {
  const t = useT();
  const { errors, values, meant, prefix } = useContext(FormContext);
  const plain = name.replace(/\[\]$/, "");
  const keys = error ? [error].flat() : (errors?.[plain] ?? []);
  const id = `${prefix}-${plain}`;
  const typed = values?.[name];
  return {
    id,
    typed,
    meant: meant?.[name] ?? [],
    /** What was typed in a field that is not a list. */
    typedText: typeof typed === "string" ? typed : undefined,
    errorTexts: keys.map((key) => wordsOf(t, key)),
    hintId: `${id}-hint`,
    errorId: `${id}-error`,
    describedBy: [hint ? `${id}-hint` : "", keys.length ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined,
    invalid: keys.length > 0 || undefined,
  };
}

/** What was ticked or chosen under a name that ends in "[]"; null where the form was not sent. */
export function useTypedList(name: string): readonly string[] | null {
  const { values } = useContext(FormContext);
  return values ? [values[name] ?? []].flat() : null;
}

/** Of an i18n key, with the words that `withWords` gave it; what is none are the words themselves. */
function wordsOf(t: Translate, key: string): string {
  if (!key.includes(":") || key.includes(" ")) return key;
  const [plain = "", words] = key.split("?");
  return t(plain, Object.fromEntries(new URLSearchParams(words)));
}

export interface Labelled {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Text or i18n key; without it the form's answer is asked. */
  error?: string | string[];
  optional?: boolean;
}

/** Label, hint and error around any control; the render function gets what ties them together. */
export function Field({
  children,
  ...labelled
}: Labelled & {
  children: (control: {
    id: string;
    name: string;
    "aria-describedby"?: string;
    "aria-invalid"?: true;
    readOnly?: true;
  }) => ReactNode;
}) {
  const { name, hint } = labelled;
  const field = useField(name, labelled);
  const readOnly = useReadsOnly() || undefined;
  return (
    <div className="field">
      <label className="field-label" htmlFor={field.id}>
        <Label {...labelled} />
      </label>
      <Hint id={field.hintId}>{hint}</Hint>
      {children({ id: field.id, name, readOnly, "aria-describedby": field.describedBy, "aria-invalid": field.invalid })}
      <FieldErrors id={field.errorId} texts={field.errorTexts} />
    </div>
  );
}

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, "name" | "className" | "id">;

export function TextField({ name, label, hint, error, optional, defaultValue, ...rest }: Labelled & InputProps) {
  const { typedText } = useField(name);
  return (
    <Field {...{ name, label, hint, error, optional }}>
      {(control) => (
        <input
          className="control"
          type="text"
          {...rest}
          {...control}
          {...(rest.value === undefined && { defaultValue: typedText ?? defaultValue })}
        />
      )}
    </Field>
  );
}

export function TextArea({
  defaultValue,
  rows = 4,
  maxLength,
  ...labelled
}: Labelled & { defaultValue?: string; rows?: number; maxLength?: number }) {
  const { typedText } = useField(labelled.name);
  return (
    <Field {...labelled}>
      {(control) => (
        <textarea
          className="control"
          rows={rows}
          maxLength={maxLength}
          {...control}
          defaultValue={typedText ?? defaultValue}
        />
      )}
    </Field>
  );
}

export interface Option {
  value: string;
  label: string;
}
export type OptionGroup = { label: string; options: readonly Option[] };

/** `empty` is the words of the choice that means none. */
export function SelectField({
  options,
  empty,
  defaultValue,
  required,
  ...labelled
}: Labelled & {
  options: readonly (Option | OptionGroup)[];
  empty?: string;
  defaultValue?: string;
  required?: boolean;
}) {
  const { typedText } = useField(labelled.name);
  const chosen = typedText ?? defaultValue;
  // A choice that only stands there is a text: a closed select can be neither reached nor copied.
  if (useReadsOnly()) {
    const all = options.flatMap((option) => ("options" in option ? option.options : [option]));
    const one = all.find(({ value }) => value === chosen)?.label ?? empty ?? all[0]?.label;
    return <Field {...labelled}>{(control) => <input className="control" {...control} defaultValue={one} />}</Field>;
  }
  return (
    <Field {...labelled}>
      {(control) => (
        <select className="control" required={required} {...control} defaultValue={chosen}>
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map((option) =>
            "options" in option ? (
              <optgroup key={option.label} label={option.label}>
                {option.options.map(optionOf)}
              </optgroup>
            ) : (
              optionOf(option)
            ),
          )}
        </select>
      )}
    </Field>
  );
}

function optionOf({ value, label }: Option) {
  return (
    <option key={value} value={value}>
      {label}
    </option>
  );
}

export interface Choice {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
}

export function RadioGroup({
  options,
  defaultValue,
  inline = true,
  required,
  ...labelled
}: Labelled & { options: readonly Choice[]; defaultValue?: string; inline?: boolean; required?: boolean }) {
  const { name, hint } = labelled;
  const field = useField(name, labelled);
  const chosen = field.typedText ?? defaultValue;
  return (
    <fieldset className="field" aria-describedby={field.describedBy}>
      <legend>
        <Label {...labelled} />
      </legend>
      <Hint id={field.hintId}>{hint}</Hint>
      <div className="choices" data-inline={inline || undefined}>
        {options.map((option, index) => (
          <ChoiceRow key={option.value} hint={option.hint} label={option.label}>
            {(ids) => (
              <input
                type="radio"
                name={name}
                value={option.value}
                required={required}
                id={index === 0 ? field.id : undefined}
                defaultChecked={chosen === option.value}
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

export function CheckboxField({
  name,
  label,
  hint,
  error,
  value = "on",
  defaultChecked,
}: Omit<Labelled, "optional"> & { value?: string; defaultChecked?: boolean }) {
  const field = useField(name, { error });
  const checked = useTypedList(name)?.includes(value) ?? defaultChecked;
  return (
    <div className="field">
      <ChoiceRow hint={hint} label={label}>
        {(ids) => (
          <input
            type="checkbox"
            name={name}
            value={value}
            id={name.endsWith("[]") ? undefined : field.id}
            defaultChecked={checked}
            aria-invalid={field.invalid}
            {...ids}
          />
        )}
      </ChoiceRow>
      <FieldErrors id={field.errorId} texts={field.errorTexts} />
    </div>
  );
}

/** What is wrong with the form, first on the page and with the focus; each line leads to its field. `labels`: field name → word. */
export function ErrorSummary({ labels = {}, title }: { labels?: Record<string, string>; title?: string }) {
  const t = useT();
  const { errors, prefix } = useContext(FormContext);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors && Object.keys(errors).length > 0) box.current?.focus();
  }, [errors]);
  if (!errors || Object.keys(errors).length === 0) return null;
  return (
    <div className="error-summary" role="alert" tabIndex={-1} ref={box} aria-labelledby={`${prefix}-errors`}>
      <h2 id={`${prefix}-errors`}>{title ?? t("common:form.errors")}</h2>
      <ul>
        {Object.entries(errors).flatMap(([name, keys]) =>
          keys.map((key) => {
            const text = wordsOf(t, key);
            const words = labels[name] ? `${labels[name]}: ${text}` : text;
            return (
              <li key={`${name}-${key}`}>{name ? <InPageLink to={`${prefix}-${name}`}>{words}</InPageLink> : words}</li>
            );
          }),
        )}
      </ul>
    </div>
  );
}

export function ChoiceRow({
  label,
  hint,
  children,
}: {
  label: ReactNode;
  hint?: ReactNode;
  children: (ids: { "aria-describedby"?: string; "aria-disabled"?: true; onClick?: typeof stay }) => ReactNode;
}) {
  const id = useId();
  const held = useReadsOnly() && ({ "aria-disabled": true, onClick: stay } as const);
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is what the render function returns
    <label className="choice">
      {children({ "aria-describedby": hint ? id : undefined, ...held })}
      <span>{label}</span>
      {hint && (
        <span className="field-hint" id={id}>
          {hint}
        </span>
      )}
    </label>
  );
}

const stay = (event: SyntheticEvent) => event.preventDefault();

export function Label({ label, optional }: Labelled) {
  const t = useT();
  return (
    <>
      {label} {optional && <span className="field-optional">({t("common:form.optional")})</span>}
    </>
  );
}

export function Hint({ id, children }: { id: string; children: ReactNode }) {
  return children ? (
    <div className="field-hint" id={id}>
      {children}
    </div>
  ) : null;
}

export function FieldErrors({ id, texts }: { id: string; texts: readonly string[] }) {
  return texts.length ? (
    <div id={id}>
      {texts.map((text) => (
        <div className="field-error" key={text}>
          <Icon name="problem" />
          <span>{text}</span>
        </div>
      ))}
    </div>
  ) : null;
}
