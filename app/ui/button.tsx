import { Link, useNavigation } from "@remix-run/react";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Icon, type IconName } from "./icon";

export type ButtonVariant = "primary" | "quiet" | "danger" | "link";

interface Look {
  variant?: ButtonVariant;
  size?: "normal" | "large";
  block?: boolean;
  icon?: IconName;
  children: ReactNode;
}

/** A submit button unless `type` says otherwise. `pending` shows that the work lasts; by default from the form's own navigation. */
export function Button({
  variant = "quiet",
  size,
  block,
  icon,
  pending,
  children,
  type = "submit",
  ...rest
}: Look & { pending?: boolean } & Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className" | "children">) {
  const sending = useSending(rest.name, rest.value);
  const isPending = pending ?? (type === "submit" && sending);
  return (
    <button
      {...rest}
      type={type}
      className="button"
      data-variant={variant}
      data-size={size}
      data-block={block || undefined}
      data-pending={isPending || undefined}
      aria-busy={isPending || undefined}
    >
      {icon && !isPending && <Icon name={icon} />}
      {children}
    </button>
  );
}

export function ButtonLink({
  to,
  variant = "quiet",
  size,
  block,
  icon,
  children,
  ...rest
}: Look & {
  to: string;
  /** A file, a phone number or another site: the browser goes there itself. */
  reloadDocument?: boolean;
  download?: boolean | string;
  "aria-label"?: string;
  "aria-describedby"?: string;
  preventScrollReset?: boolean;
  /** "none": what that page needs is asked for only when somebody goes there. */
  discover?: "none";
}) {
  const look = {
    className: "button",
    "data-variant": variant,
    "data-size": size,
    "data-block": block || undefined,
  };
  const inside = (
    <>
      {icon && <Icon name={icon} />}
      {children}
    </>
  );
  if (/^(tel|mailto|webcal|https?):/.test(to))
    return (
      <a href={to} {...look} aria-label={rest["aria-label"]}>
        {inside}
      </a>
    );
  return (
    <Link to={to} {...look} {...rest}>
      {inside}
    </Link>
  );
}

function useSending(name: string | undefined, value: unknown): boolean {
  const { state, formData, formMethod } = useNavigation();
  if (state === "idle" || !formData || formMethod === "GET") return false;
  return name ? formData.get(name) === String(value ?? "") : false;
}
