import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { dayShort } from "#app/i18n/format";
import { startOfDay } from "#app/time";
import { FilterBar } from "#app/ui/coordinator/filters";
import {
  Button,
  Card,
  DateField,
  Empty,
  ErrorSummary,
  Form,
  FormState,
  Icon,
  Notice,
  Page,
  useReader,
  useT,
} from "#app/ui/kit";
import { AppliedLines } from "./applied-lines";
import { Certificate, PeopleTable } from "./figures";
import { FilledLines, LeftOut, OpenRows, UnfilledLines } from "./lines";
import type { PageFacts } from "./page";

type Shown<S extends PageFacts["shown"]> = Extract<PageFacts, { shown: S }>;

export function PlanView({ page, answer }: { page: PageFacts; answer: unknown }) {
  const { t, locale } = useReader();
  const { from, to } = page.address;
  return (
    <Page
      width="full"
      title={t("plan:title")}
      lead={t("plan:lead", { from: dayShort(locale, startOfDay(from)), to: dayShort(locale, startOfDay(to)) })}
    >
      <Days page={page} />
      <FormState from={answer}>
        <ErrorSummary />
      </FormState>
      {page.shown === "applied" && <AppliedLines applied={page.applied} again={page.days.again} now={page.now} />}
      {page.shown === "choice" && <Choice key={page.key} page={page} />}
      {page.shown === "plan" && <Planned key={page.key} page={page} />}
    </Page>
  );
}

/** Day, week and month around the first day, one step back and on, and any days by their dates. */
function Days({ page: { address, days } }: { page: PageFacts }) {
  const t = useT();
  const { span } = days;
  const step = (by: "previous" | "next", freely: string) => (
    <Link to={days[by]} className="button" aria-label={t(span ? `coordinator:calendar.${by}.${span}` : freely)}>
      <Icon name={by} />
    </Link>
  );
  return (
    <nav className="plan-days" aria-label={t("plan:days")}>
      <div className="row">
        {step("previous", "plan:earlier")}
        <ul className="plan-spans">
          {days.spans.map((one) => (
            <li key={one.span}>
              <Link to={one.to} aria-current={one.span === span ? "true" : undefined}>
                {t(`coordinator:calendar.view.${one.span}`)}
              </Link>
            </li>
          ))}
        </ul>
        {step("next", "plan:later")}
      </div>
      <FilterBar clear={null}>
        <DateField name="from" label={t("coordinator:filters.from")} defaultValue={address.from} />
        <DateField name="to" label={t("coordinator:filters.to")} defaultValue={address.to} />
      </FilterBar>
    </nav>
  );
}

/** What every post carries: the form's key, the days, and which rows stood on the page. */
function PlanForm({ page, listed, children }: { page: PageFacts; listed: readonly string[]; children: ReactNode }) {
  const shown = new Set(listed);
  const { from, to, without } = page.address;
  const elsewhere = without.filter((ref) => !shown.has(ref));
  return (
    <FormState from={null} id="plan">
      <Form method="post" className="plan-form" preventScrollReset keeps>
        <input type="hidden" name="key" value={page.key} />
        <input type="hidden" name="from" value={from} />
        <input type="hidden" name="to" value={to} />
        <input type="hidden" name="listed" value={listed.join(",")} />
        {elsewhere.length > 0 && <input type="hidden" name="without" value={elsewhere.join(",")} />}
        {children}
      </Form>
    </FormState>
  );
}

function Choice({ page }: { page: Shown<"choice"> }) {
  const t = useT();
  const { rows, choice } = page;
  if (choice.total === 0)
    return (
      <Empty title={t("plan:choice.empty")} icon="secured">
        <NotYet page={page} />
        <p>{t("coordinator:empty.noPlan")}</p>
        <Link to="/coordinator">{t("coordinator:empty.seeQueue")}</Link>
      </Empty>
    );
  const left = new Set(page.address.without);
  return (
    <PlanForm page={page} listed={rows.map(({ reference }) => short(reference))}>
      <Card
        title={t("plan:choice.title", { count: choice.total })}
        actions={
          <Button name="intent" value="plan" variant="primary">
            {t("plan:choice.do")}
          </Button>
        }
      >
        <p className="muted">{t("plan:choice.means")}</p>
        <NotYet page={page} />
        <OpenRows rows={rows} now={page.now} isTicked={(row) => !left.has(short(row.reference))} />
        {choice.total > rows.length && (
          <p className="small muted">{t("plan:choice.cut", { shown: rows.length, total: choice.total })}</p>
        )}
      </Card>
    </PlanForm>
  );
}

function NotYet({ page }: { page: Shown<"choice"> | Shown<"plan"> }) {
  const t = useT();
  const { notYet } = page.choice;
  if (notYet === 0) return null;
  return (
    <p className="small muted">
      <Link to="/coordinator">{t("plan:choice.notYet", { count: notYet })}</Link>
    </p>
  );
}

function Planned({ page }: { page: Shown<"plan"> }) {
  const t = useT();
  const { proposal, choice } = page;
  if (!proposal)
    return (
      <Notice tone="problem" announce title={t("plan:failed")}>
        <p>
          <Link to={page.days.again}>{t("plan:applied.again")}</Link>
        </p>
      </Notice>
    );
  const { filled, folded, unfilled } = proposal;
  const listed = [...filled, ...folded, ...unfilled].map(({ ref }) => ref);
  const left = choice.leftOut.map(({ reference }) => short(reference));
  return (
    <>
      <Certificate proposal={proposal} />
      <PlanForm page={page} listed={[...listed, ...left]}>
        <FilledLines proposal={proposal} now={page.now} />
        <UnfilledLines proposal={proposal} now={page.now} />
        <LeftOut rows={choice.leftOut} now={page.now} />
        <NotYet page={page} />
        <Deeds canApply={filled.length > 0} />
      </PlanForm>
      <PeopleTable people={proposal.people} />
    </>
  );
}

/** Planning again comes first, so that the Enter key never sends anything. */
function Deeds({ canApply }: { canApply: boolean }) {
  const t = useT();
  return (
    <section className="plan-deeds" aria-label={t("plan:do.title")}>
      <p className="small muted">{t("plan:do.nothingSent")}</p>
      <div className="row">
        <Button name="intent" value="plan">
          {t("plan:do.replan")}
        </Button>
        {canApply && (
          <>
            <Button name="intent" value="offer" variant="primary">
              {t("plan:do.offer")}
            </Button>
            <details className="deed">
              <summary className="button" data-variant="link">
                {t("plan:do.assignOpen")}
              </summary>
              <p className="small">{t("plan:do.assignMeans")}</p>
              <Button name="intent" value="assign">
                {t("plan:do.assign")}
              </Button>
            </details>
          </>
        )}
      </div>
    </section>
  );
}

const short = (reference: string) => reference.replace(/^R-/, "");
