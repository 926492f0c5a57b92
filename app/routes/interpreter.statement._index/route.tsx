import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { enter, newId, notFound } from "#app/context.server";
import { maskedAccountOf } from "#app/facts/pay/accounts";
import { sentForm } from "#app/form";
import { monthIn } from "#app/forms/statement";
import { translator } from "#app/i18n";
import { statementOf } from "#app/queries/everyone/statement";
import { dateOf } from "#app/time";
import { Button, Card, Form, Page, Told, useT } from "#app/ui/kit";
import { BankAccount } from "#app/ui/pay/bank";
import { Expenses } from "#app/ui/pay/expenses";
import { MonthSteps, StatementFiles, StatementView } from "#app/ui/pay/statement";
import { doDeed } from "./deeds";

const DONE = ["handed", "expense", "removed", "bank"] as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  const search = new URL(request.url).searchParams;
  const interpreterId = ctx.viewer.interpreterId ?? "";
  const statement = statementOf(ctx, { interpreterId, month: monthIn(search, dateOf(ctx.now)) });
  if (!statement) throw notFound();
  const { state, isOver, interpreterId: _, name: __, handedInAt: ___, approvedAt, paidAt: ____, ...shown } = statement;
  return {
    title: translator(ctx.locale)("pay:page.title"),
    statement: { ...shown, state },
    canHandIn: isOver && (state === "draft" || state === "returned"),
    canSpend: approvedAt === null && state !== "submitted",
    isOver,
    account: maskedAccountOf(ctx, interpreterId),
    today: dateOf(ctx.now),
    key: newId(),
    done: DONE.find((one) => one === search.get("done")) ?? null,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  const sent = await sentForm(request);
  const month = monthIn(new URL(request.url).searchParams, dateOf(ctx.now));
  return doDeed(ctx, ctx.viewer.interpreterId ?? "", sent, `/interpreter/statement?month=${month}`);
}

/** Hours and money of a month so far, why each row is what it is, and on whom the rest waits. */
export default function OwnStatementPage() {
  const t = useT();
  const { title, statement, canHandIn, canSpend, isOver, account, today, key, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer && "values" in answer ? answer : null;
  const of = (intent: string) => (typed?.values.intent === intent ? typed : null);
  const wrong = typed && !["expense", "bank"].includes(String(typed.values.intent)) ? typed.errors[""]?.[0] : null;
  return (
    <Page width="narrow" title={title}>
      <MonthSteps month={statement.month} to={(month) => `/interpreter/statement?month=${month}`} />
      <Told done={done && t(`pay:done.${done}`)} problem={wrong && t(wrong)} />
      <StatementView statement={statement} reportAt={(id) => `/interpreter/jobs/${id}`} />
      <Expenses expenses={statement.expenses} canChange={canSpend} from={of("expense")} formKey={key} today={today} />
      {canHandIn && (
        <Card>
          <Form method="post">
            <input type="hidden" name="key" value={key} />
            <input type="hidden" name="month" value={statement.month} />
            <input type="hidden" name="cents" value={statement.totals.cents} />
            <Button variant="primary" size="large" name="intent" value="handIn">
              {t("pay:page.handIn")}
            </Button>
          </Form>
          <p className="muted small">{t("pay:page.handInText")}</p>
        </Card>
      )}
      {!isOver && <p className="muted small">{t("pay:page.notOver")}</p>}
      <BankAccount masked={account} canChange from={of("bank")} />
      <StatementFiles to="/interpreter/statement/export" />
    </Page>
  );
}
