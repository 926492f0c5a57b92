import { type InputHTMLAttributes, type ReactNode, useEffect, useRef, useState } from "react";
import { shownDate } from "#app/dates";
import { Field, useField } from "./form";
import { Icon } from "./icon";
import { useT } from "./locale";

type Control = Omit<InputHTMLAttributes<HTMLInputElement>, "type" | "onChange" | "className">;

interface Props extends Control {
  /** YYYY-MM-DD, or what was typed. */
  defaultValue?: string;
  /** Called when the date is whole: chosen, or typed and left. What listens to every letter of a form hears none of this field. */
  onSettled?: (input: HTMLInputElement) => void;
}

/** A date as text, read by `app/dates`; where scripts run a button opens the browser's own calendar. */
export function DateInput({ defaultValue = "", onSettled, ...control }: Props) {
  const t = useT();
  const [scripted, setScripted] = useState(false);
  const text = useRef<HTMLInputElement>(null);
  const calendar = useRef<HTMLInputElement>(null);
  const settled = useRef(shownDate(defaultValue));
  useEffect(() => setScripted(true), []);
  const settle = () => {
    const input = text.current;
    if (!input || input.value === settled.current) return;
    settled.current = input.value;
    onSettled?.(input);
  };
  const choose = (date: string) => {
    const input = text.current;
    if (!input || date === "") return;
    input.value = shownDate(date);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
    settle();
  };
  return (
    <span className="date-input">
      <input
        placeholder="31.12.2026."
        autoComplete="off"
        maxLength={20}
        {...control}
        ref={text}
        className="control"
        type="text"
        defaultValue={shownDate(defaultValue)}
        onChange={(event) => event.stopPropagation()}
        onBlur={settle}
      />
      {scripted && (
        <span className="date-pick">
          <button type="button" className="button" onClick={() => calendar.current?.showPicker()}>
            <Icon name="calendar" label={t("common:form.pickDate")} />
          </button>
          <input
            type="date"
            ref={calendar}
            tabIndex={-1}
            aria-hidden="true"
            onInput={(event) => event.stopPropagation()}
            onChange={(event) => {
              event.stopPropagation();
              choose(event.currentTarget.value);
            }}
          />
        </span>
      )}
    </span>
  );
}

/** The same with label, hint and error, in a form. */
export function DateField({
  name,
  label,
  hint,
  error,
  optional,
  defaultValue,
  ...rest
}: Props & { name: string; label: ReactNode; hint?: ReactNode; error?: string | string[]; optional?: boolean }) {
  const { typedText } = useField(name);
  return (
    <Field {...{ name, label, hint, error, optional }}>
      {(control) => <DateInput {...rest} {...control} defaultValue={typedText ?? defaultValue} />}
    </Field>
  );
}
