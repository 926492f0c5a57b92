/** The frame of the rooms beside the day's work: who is here, the room's pages as tabs, and the page; closed for whoever only reads. */
import { Outlet } from "@remix-run/react";
import type { ComponentProps, ReactNode } from "react";
import "#app/styles/admin.css";
import type { Role } from "#app/dispatch/vocabulary";
import { Reading } from "#app/ui/coordinator/reads-only";
import { TopBar, useT } from "#app/ui/kit";
import { Tabs } from "#app/ui/page";

interface Props {
  home: string;
  title: string;
  viewer: { name: string; role: Role; readsOnly: boolean };
  tabs: ComponentProps<typeof Tabs>;
  /** Below the tabs. */
  children?: ReactNode;
}

export function TabbedRoom({ home, title, viewer: { name, role, readsOnly }, tabs, children }: Props) {
  const t = useT();
  return (
    <div className="frame" data-frame="institution">
      <TopBar home={home} who={title} account={{ name, who: t(`auth:role.${role}`) }} />
      <main id="main" tabIndex={-1} className="admin">
        <div className="admin-tabs">
          <Tabs {...tabs} />
          {children}
        </div>
        <Reading isOnly={readsOnly}>
          <Outlet />
        </Reading>
      </main>
    </div>
  );
}
