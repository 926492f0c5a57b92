/** The two halves of a phone order: which institution calls, and what it asks for. */
import { OTHER } from "#app/forms/other";
import type { PhoneOrder } from "#app/queries/coordinator/phone-order";
import { Button, Form, FormActions, FormState, Page, SelectField, useReader, useT } from "#app/ui/kit";
import { OldFormBox, OldFormRead } from "#app/ui/request-form/old-form";
import { RequestForm } from "#app/ui/request-form/request-form";
import { CallerGroup, InstitutionGroup, useCallerLabels } from "./caller";
import type { Again } from "./deeds";
import type { readPage } from "./page";

type PageFacts = ReturnType<typeof readPage>;

export function OrderForm({
  order,
  page: { now, key, organisations: _organisations, ...page },
  answer,
}: {
  order: PhoneOrder;
  page: PageFacts;
  answer: Again | undefined;
}) {
  const t = useT();
  const labels = useCallerLabels();
  const { organisation, options, home, contact, accounts } = order;
  const action = `/coordinator/new?organisation=${organisation?.id ?? OTHER}`;
  const isAboutBox = answer?.errors.oldForm !== undefined;
  return (
    <Page title={page.title} lead={organisation?.name ?? t("coordinator:phone.unlisted")}>
      {answer?.told ? (
        <OldFormRead told={answer.told} />
      ) : (
        page.oldForm && (
          <details open={isAboutBox}>
            <summary>{t("request:old.open")}</summary>
            <OldFormBox texts={page.oldForm} action={action} from={isAboutBox ? answer : null} />
          </details>
        )
      )}
      <RequestForm
        key={`${organisation?.id ?? OTHER} ${answer?.told ? JSON.stringify(answer.values) : ""}`}
        options={options}
        now={now}
        idempotencyKey={key}
        action={action}
        requestsAt="/coordinator/requests"
        withHelp={false}
        draftName={null}
        moreLabels={labels}
        before={(values) => (
          <>
            {!organisation && <InstitutionGroup labels={labels} likely={options.likely} known={answer?.known ?? []} />}
            <CallerGroup
              labels={labels}
              accounts={accounts}
              isOther={values.caller === OTHER || accounts.length === 0}
            />
          </>
        )}
        after={
          <div>
            <Button name="intent" value="other" formNoValidate>
              {t("coordinator:phone.other")}
            </Button>
          </div>
        }
        defaults={{
          mode: "phone",
          place: home.place,
          address: home.address ?? "",
          minutes: "60",
          count: "1",
          contactName: contact.name,
          contactPhone: contact.phone,
          unitId: contact.unitId,
        }}
        answer={isAboutBox ? undefined : answer}
        read={answer?.told}
      />
    </Page>
  );
}

/** What the form has of its own. */
const SHOWN = new Set(["form", "organisation"]);

/** Which institution it is. What was typed of the request before goes with it, unseen. */
export function WhoCalls({
  organisations,
  typed,
}: {
  organisations: PageFacts["organisations"];
  typed: Again["values"] | undefined;
}) {
  const { t, named } = useReader();
  return (
    <Page width="narrow" title={t("coordinator:phone.title")} lead={t("coordinator:phone.lead")}>
      <FormState from={null} id="who">
        <Form method={typed ? "post" : "get"} action="/coordinator/new" className="form" keeps={typed !== undefined}>
          {Object.entries(typed ?? {}).map(
            ([name, value]) =>
              typeof value === "string" &&
              !SHOWN.has(name) && <input key={name} type="hidden" name={name} value={value} />,
          )}
          <SelectField
            name="organisation"
            label={t("coordinator:phone.who")}
            hint={t("coordinator:phone.lastChoice")}
            empty={t("common:form.choose")}
            options={[
              ...organisations.map(({ id, name, town }) => ({ value: id, label: `${name} (${named(town)})` })),
              { value: OTHER, label: t("coordinator:phone.notListed") },
            ]}
            required
          />
          <FormActions send={t("common:action.continue")} />
        </Form>
      </FormState>
    </Page>
  );
}
