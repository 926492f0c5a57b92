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

/** What came of the last action, read out: that it was done, and why it was not. */
export function Told({ done, problem }: { done?: ReactNode; problem?: ReactNode }) {
  return (
    <>
      {done && (
        <Notice tone="secured" announce>
          {done}
        </Notice>
      )}
      {problem && (
        <Notice tone="problem" announce>
          {problem}
        </Notice>
      )}
    </>
  );
}

/** Rows under named columns; what is wider than the page scrolls by itself. `look` is the room's own class. */
export function Table({ look, heads, children }: { look?: string; heads: readonly ReactNode[]; children: ReactNode }) {
  return (
    <div className="table-wrap">
      <table className={look ? `table ${look}` : "table"}>
        <thead>
          <tr>
            {heads.map((head, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns never change places
              <th key={index} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
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
            <TabWords {...tab} />
          </NavLink>
        ) : (
          <Link key={tab.to} to={tab.to} aria-current={tab.current ? "page" : undefined}>
            <TabWords {...tab} />
          </Link>
        ),
      )}
    </nav>
  );
}

function TabWords({ label, count }: Tab) {
  return (
    <>
      {label}
      {count !== undefined && <span className="count">{count}</span>}
    </>
  );
}
