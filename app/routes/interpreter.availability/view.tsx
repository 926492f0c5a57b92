import { Page, Tabs, Told, useT } from "#app/ui/kit";
import { Away } from "./away";
import type { Answer } from "./deeds";
import type { PageFacts } from "./page";
import { Week } from "./week";

/** When a person works: the usual week, and when they are away. */
export function AvailabilityView({ page, answer }: { page: PageFacts; answer: Answer }) {
  const t = useT();
  return (
    <Page width="narrow" title={t("interpreter:availability.title")}>
      <Tabs
        label={t("interpreter:availability.views")}
        tabs={[
          { to: "/interpreter/availability", label: t("interpreter:availability.week"), current: page.view === "week" },
          {
            to: "/interpreter/availability?view=away",
            label: t("interpreter:availability.away"),
            current: page.view === "away",
          },
        ]}
      />
      <Told problem={answer && "refused" in answer && <p>{t(`interpreter:refusal.${answer.refused}`)}</p>} />
      {page.view === "week" ? (
        <Week page={page} answer={answer && "fields" in answer ? answer : null} />
      ) : (
        <Away page={page} />
      )}
    </Page>
  );
}
