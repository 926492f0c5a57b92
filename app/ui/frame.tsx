/** The frames around pages. They get decisions (links, names, counts) as props and never ask who somebody is. */
import { Link, NavLink } from "@remix-run/react";
import type { ReactNode } from "react";
import { BridgeMark, Icon, type IconName } from "./icon";
import { useT } from "./locale";
import { Form } from "./post-form";

export interface NavItem {
  to: string;
  label: string;
  icon?: IconName;
  /** Current only on exactly this address. */
  end?: boolean;
  count?: number;
  /** The count in words for those who hear it: "3 piedāvājumi gaida atbildi". */
  countLabel?: string;
}

/** Who is signed in: shown in the account menu. */
export interface Account {
  name: string;
  /** The organisation's name, or the role in words. */
  who: string;
}

interface Framed {
  account: Account;
  nav: readonly NavItem[];
  children: ReactNode;
}

/** Institutions: one column under a top bar with the organisation's name. */
export function InstitutionFrame({ account, nav, children }: Framed) {
  return (
    <div className="frame" data-frame="institution">
      <TopBar home="/institution" who={account.who} nav={nav} account={account} />
      <Main>{children}</Main>
      <Foot />
    </div>
  );
}

/*
 * The frame's links are on every page: what a page behind one is made of is asked for when it is opened, not on every page (twice,
 * while scripts run), which a slow line would pay for.
 */

/** Interpreters: four places, at the thumb on phones. */
export function InterpreterFrame({ account, nav, children }: Framed) {
  const t = useT();
  return (
    <div className="frame" data-frame="interpreter">
      <TopBar home="/interpreter" who={account.name} account={account} />
      <Main>{children}</Main>
      <nav className="bottom-bar" aria-label={t("common:nav.main")}>
        {nav.map((item) => (
          <NavLink key={item.to} to={item.to} end={item.end} discover="none">
            {item.icon && <Icon name={item.icon} />}
            <span>{item.label}</span>
            <Count item={item} />
          </NavLink>
        ))}
      </nav>
    </div>
  );
}

/** Coordinators: a slim rail with words on the left, the work at full width. `find` is the search box, `foot` a last link. */
export function CoordinatorFrame({
  account,
  nav,
  find,
  foot,
  children,
}: Framed & { find?: ReactNode; foot?: ReactNode }) {
  return (
    <div className="frame" data-frame="coordinator">
      <header className="rail">
        <Brand home="/coordinator" />
        {find}
        <Nav className="rail-nav" items={nav} />
        <div className="rail-foot">
          <AccountMenu account={account} />
        </div>
      </header>
      <Main>{children}</Main>
      <Foot>{foot}</Foot>
    </div>
  );
}

/** Pages without a room: sign-in, errors, the public ones. `plain` leaves out what needs an account. */
export function PlainFrame({ children, aside }: { children: ReactNode; aside?: ReactNode }) {
  return (
    <div className="frame" data-frame="plain">
      <header className="top-bar">
        <div className="top-bar-inner">
          <Brand home="/" />
          <span className="top-bar-who" />
          {aside}
        </div>
      </header>
      <Main>{children}</Main>
      <Foot />
    </div>
  );
}

export function TopBar({
  home,
  who,
  nav = [],
  account,
}: {
  home: string;
  who?: string;
  nav?: readonly NavItem[];
  account?: Account;
}) {
  return (
    <header className="top-bar">
      <div className="top-bar-inner">
        <Brand home={home} />
        <span className="top-bar-who" title={who}>
          {who}
        </span>
        {nav.length > 0 && <Nav className="top-bar-nav" items={nav} />}
        {account && <AccountMenu account={account} />}
      </div>
    </header>
  );
}

function Brand({ home }: { home: string }) {
  return (
    <Link to={home} className="brand-mark" reloadDocument={home === "/"} discover="none">
      <BridgeMark />
      Tilts
    </Link>
  );
}

/** What the skip link leads to. */
function Main({ children }: { children: ReactNode }) {
  return (
    <main id="main" tabIndex={-1}>
      {children}
    </main>
  );
}

function Nav({ className, items }: { className: string; items: readonly NavItem[] }) {
  const t = useT();
  return (
    <nav className={className} aria-label={t("common:nav.main")}>
      {items.map((item) => (
        <NavLink key={item.to} to={item.to} end={item.end} className="nav-link" discover="none">
          <span>
            {item.icon && <Icon name={item.icon} />}
            {item.label}
          </span>
          <Count item={item} />
        </NavLink>
      ))}
    </nav>
  );
}

function Count({ item }: { item: NavItem }) {
  if (!item.count) return null;
  return (
    <span className="count">
      <span aria-hidden={item.countLabel ? true : undefined}>{item.count}</span>
      {item.countLabel && <span className="visually-hidden"> {item.countLabel}</span>}
    </span>
  );
}

function AccountMenu({ account }: { account: Account }) {
  const t = useT();
  return (
    <details className="account">
      <summary>
        <Icon name="person" label={t("common:nav.account")} />
        <Icon name="chevron" />
      </summary>
      <div className="account-menu">
        <p>
          {account.name}
          <br />
          {account.who !== account.name && account.who}
        </p>
        <Link to="/account" className="nav-link" discover="none">
          {t("common:nav.settings")}
        </Link>
        <Form method="post" action="/logout" reloadDocument>
          <button type="submit" className="nav-link">
            {t("common:nav.signOut")}
          </button>
        </Form>
      </div>
    </details>
  );
}

function Foot({ children }: { children?: ReactNode }) {
  const t = useT();
  return (
    <footer className="foot">
      {children}
      <Link to="/accessibility" reloadDocument>
        {t("common:nav.accessibility")}
      </Link>
      <span>{t("common:nav.zone")}</span>
    </footer>
  );
}
