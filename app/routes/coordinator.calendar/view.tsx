import { Link, useLocation, useNavigate } from "@remix-run/react";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { sentenceCase, whenLong } from "#app/i18n/format";
import { dateOf, mondayOf } from "#app/time";
import { DaySheet } from "#app/ui/calendar/day-sheet";
import { moveSearch } from "#app/ui/calendar/drag/drop";
import { type Entry, matchesFilters } from "#app/ui/calendar/entry";
import { EntryDialog } from "#app/ui/calendar/entry-dialog";
import { Legend } from "#app/ui/calendar/legend";
import { DayList } from "#app/ui/calendar/list";
import { MoveDialog } from "#app/ui/calendar/move-dialog";
import { Toolbar } from "#app/ui/calendar/toolbar";
import { type CalendarView, viewSearch } from "#app/ui/calendar/view";
import { Week } from "#app/ui/calendar/week";
import { ButtonLink, Icon, Notice, useReader, useT } from "#app/ui/kit";

import type { PageFacts } from "./page";

const Grid = lazy(() => import("#app/ui/calendar/grid"));
const PATH = "/coordinator/calendar";

export function CalendarScreen({ page }: { page: PageFacts }) {
  const { view } = page;
  const [opened, setOpened] = useState<Entry | null>(null);
  const [moving, setMoving] = useState<string | null>(null);
  const back = PATH + viewSearch(view);
  // After a move the page comes back with the answer: the dialog has done its work.
  const { search } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the address changes
  useEffect(() => setMoving(null), [search]);
  const move = (entry: Entry, to = {}) => {
    setOpened(null);
    setMoving(moveSearch(entry, to, back));
  };
  return (
    <div className="page calendar-page" data-width="full">
      <Toolbar path={PATH} {...page} />
      {page.chosen && <Chosen page={page} back={back} />}
      <Notes page={page} />
      <Picture page={page} back={back} onOpen={setOpened} onMove={move} />
      <OnPaper page={page} back={back} />
      <Legend />
      <EntryDialog
        entry={opened}
        now={page.now}
        onClose={() => setOpened(null)}
        onMove={move}
        chooseTo={(entry) =>
          PATH + viewSearch(view, { view: "day", date: dateOf(entry.startAt), requestId: entry.requestId })
        }
      />
      <MoveDialog search={moving} onClose={() => setMoving(null)} />
    </div>
  );
}

function Chosen({ page, back }: { page: PageFacts; back: string }) {
  const { t, locale } = useReader();
  const { chosen, view, now } = page;
  if (!chosen) return null;
  const { entry } = chosen;
  const ableCount = chosen.ability.able.length;
  return (
    <section className="chosen-bar" aria-label={t("coordinator:calendar.chosen")}>
      <Icon name="searching" />
      <p>
        <strong>{sentenceCase(entry.language)}</strong>, {t(`domain:mode.${entry.mode}`)}
        {entry.place && `, ${entry.place}`} · {whenLong(locale, { start: entry.startAt, end: entry.endAt }, now)} ·{" "}
        {entry.reference}
        <br />
        <span className="muted">
          {ableCount > 0
            ? t("coordinator:calendar.ableCount", { count: ableCount })
            : t("coordinator:calendar.ableNone")}{" "}
          {chosen.passedCount > 0 && `${t("coordinator:calendar.passedCount", { count: chosen.passedCount })} `}
          {chosen.blockedCount > 0
            ? t("coordinator:calendar.blockedCount", { count: chosen.blockedCount })
            : t("coordinator:calendar.blockedNone")}
        </span>
      </p>
      <div className="row">
        {entry.isMovable && (
          <ButtonLink variant="primary" to={`/coordinator/move${moveSearch(entry, {}, back)}`}>
            {t(`coordinator:list.${entry.assignmentId ? "move" : "assign"}`)}
          </ButtonLink>
        )}
        {(view.view !== "day" || view.date !== dateOf(entry.startAt)) && (
          <ButtonLink to={PATH + viewSearch(view, { view: "day", date: dateOf(entry.startAt) })}>
            {t("coordinator:calendar.toItsDay")}
          </ButtonLink>
        )}
        <ButtonLink to={PATH + viewSearch(view, { requestId: null, showAll: false })} icon="close">
          {t("coordinator:calendar.unchoose")}
        </ButtonLink>
      </div>
    </section>
  );
}

function Notes({ page }: { page: PageFacts }) {
  const t = useT();
  const { view, hidden, isCut } = page;
  return (
    <>
      {isCut && <Notice tone="waiting" title={t("coordinator:calendar.cut")} />}
      {view.requestId && !page.chosen && <Notice tone="waiting" title={t("coordinator:calendar.gone")} />}
      {page.choices.interpreters.length === 0 && (
        <p className="calendar-hidden">
          {t("coordinator:empty.nobody")}{" "}
          <Link to="/coordinator/interpreters/new">{t("coordinator:empty.addPerson")}</Link>
        </p>
      )}
      {view.view !== "month" && (hidden > 0 || view.showAll) && (
        <p className="calendar-hidden">
          {hidden > 0 && <span className="muted">{t("coordinator:calendar.hidden", { count: hidden })} </span>}
          <Link to={PATH + viewSearch(view, { showAll: !view.showAll })} preventScrollReset>
            {t(view.showAll ? "coordinator:calendar.showFewer" : "coordinator:calendar.showAll")}
          </Link>
        </p>
      )}
    </>
  );
}

/** What is printed in place of a picture that only a screen can show. Without scripts the list that is shown is printed. */
function OnPaper({ page, back }: { page: PageFacts; back: string }) {
  const isAwake = useAwake();
  if (page.view.view === "week" || !isAwake) return null;
  return (
    <div className="on-paper">
      {page.view.view === "day" ? <DaySheet {...page} /> : <DayList {...page} back={back} />}
    </div>
  );
}

interface PictureProps {
  page: PageFacts;
  back: string;
  onOpen: (entry: Entry) => void;
  onMove: (entry: Entry, to?: Parameters<typeof moveSearch>[1]) => void;
}

function Picture({ page, back, onOpen, onMove }: PictureProps) {
  const navigate = useNavigate();
  const isAwake = useAwake();
  const { view, chosen } = page;
  const reasons = chosen?.reasons ?? NO_REASONS;
  const dimmedIds = useMemo(() => dimmedOf(page.entries, view), [page.entries, view]);
  if (view.view === "week")
    return (
      <Week
        {...page}
        monday={mondayOf(view.date)}
        reasons={reasons}
        dimmedIds={dimmedIds}
        back={back}
        onOpen={onOpen}
      />
    );
  return (
    <>
      <noscript>
        <PlainDays page={page} back={back} />
      </noscript>
      <div className="grid-wrap needs-script">
        {isAwake ? (
          <Suspense fallback={<Waiting />}>
            <Grid
              {...page}
              view={view.view}
              date={view.date}
              zoom={view.zoom}
              reasons={reasons}
              dimmedIds={dimmedIds}
              chosenRequestId={view.requestId}
              onDrop={onMove}
              onOpen={onOpen}
              onDay={(date) => navigate(PATH + viewSearch(view, { view: "day", date }))}
            />
          </Suspense>
        ) : (
          <Waiting />
        )}
      </div>
    </>
  );
}

const NO_REASONS = {};

function dimmedOf(entries: readonly Entry[], view: CalendarView): ReadonlySet<string> {
  return new Set(entries.filter((entry) => !matchesFilters(entry, view.filters)).map((entry) => entry.id));
}

function useAwake(): boolean {
  const [isAwake, setAwake] = useState(false);
  useEffect(() => setAwake(true), []);
  return isAwake;
}

/** A month is too much to send along for those few: they have it behind the link. */
function PlainDays({ page, back }: { page: PageFacts; back: string }) {
  const t = useT();
  const isMonth = page.view.view === "month";
  return (
    <>
      <p>
        {t(isMonth ? "coordinator:calendar.plainMonth" : "coordinator:calendar.plain")}{" "}
        <a href={`/coordinator/list${viewSearch(page.view)}`}>{t("coordinator:calendar.asList")}</a>
      </p>
      {!isMonth && <DayList {...page} back={back} />}
    </>
  );
}

function Waiting() {
  const t = useT();
  return (
    <p className="grid-waiting" aria-busy="true">
      {t("coordinator:calendar.loading")}
    </p>
  );
}
