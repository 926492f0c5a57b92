import { Link, NavLink } from "@remix-run/react";
import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

/** One page inside a frame: heading, lead, actions, content. `width` narrow = forms and phones' pages, full = boards. */
export function Page({
  title,
  lead,
  actions,
  width = "normal",
  children,
}: {
  title: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  width?: "narrow" | "normal" | "full";
  children?: ReactNode;
}) {
  return (
    <div className="page" data-width={width}>
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          {lead && <div className="page-lead">{lead}</div>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </div>
      {children}
    </div>
  );
}

/** A white sheet. With a title it is a section that says its name. `dense` for lists of many. */
export function Card({
  title,
  actions,
  dense,
  as: Tag = "section",
  className,
  children,
}: {
  title?: ReactNode;
  actions?: ReactNode;
  dense?: boolean;
  as?: "section" | "article" | "div" | "li";
  className?: string;
  children: ReactNode;
}) {
  return (
    <Tag className={className ? `card ${className}` : "card"} data-dense={dense || undefined}>
      {(title || actions) && (
        <div className="card-head">
          {title && <h2>{title}</h2>}
          {actions && <div className="row">{actions}</div>}
        </div>
      )}
      {children}
    </Tag>
  );
}

export type Tone = "brand" | "waiting" | "problem" | "secured";

const NOTICE_ICON = { brand: "info", waiting: "waiting", problem: "problem", secured: "secured" } as const;

/** Something to know, beside what it concerns. `announce` for what appears after an action. */
export function Notice({
  tone = "brand",
  title,
  announce,
  children,
}: {
  tone?: Tone;
  title?: ReactNode;
  announce?: boolean;
  children?: ReactNode;
}) {
  return (
    <div className="notice" data-tone={tone} role={announce ? (tone === "problem" ? "alert" : "status") : undefined}>
      <Icon name={NOTICE_ICON[tone]} />
      <div>
        {title && <p className="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}

/** Nothing here, and what to do next. */
export function Empty({
  title,
  icon = "inbox",
  children,
}: {
  title: ReactNode;
  icon?: IconName;
  children?: ReactNode;
}) {
  return (
    <div className="empty">
      <Icon name={icon} />
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}

/** Facts of one thing: [word, value]; rows without a value are left out. */
export function Facts({ rows }: { rows: readonly (readonly [word: ReactNode, value: ReactNode] | null | false)[] }) {
  return (
    <dl className="facts">
      {rows
        .filter((row) => row !== null && row !== false)
        .filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false)
        .map(([word, value], index) => (
          <div key={typeof word === "string" ? word : index}>
            <dt>{word}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

export function VisuallyHidden({
  children,
  as: Tag = "span",
}: {
  children: ReactNode;
  as?: "span" | "h2" | "h3" | "p" | "div";
}) {
  return <Tag className="visually-hidden">{children}</Tag>;
}

export interface Tab {
  to: string;
  label: ReactNode;
  count?: number;
  /** For tabs that differ by the query: the caller says which one is shown. */
  current?: boolean;
  end?: boolean;
}

/** Views of one thing, as links. */
export function Tabs({ tabs, label }: { tabs: readonly Tab[]; label: string }) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) =>
        tab.current === undefined ? (
          <NavLink key={tab.to} to={tab.to} end={tab.end ?? true}>
            {tab.label}
            {tab.count !== undefined && <span className="count">{tab.count}</span>}
          </NavLink>
        ) : (
          <Link key={tab.to} to={tab.to} aria-current={tab.current ? "page" : undefined}>
            {tab.label}
            {tab.count !== undefined && <span className="count">{tab.count}</span>}
          </Link>
        ),
      )}
    </nav>
  );
}
