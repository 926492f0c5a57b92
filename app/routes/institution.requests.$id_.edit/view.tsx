import { useEffect, useRef } from "react";
import { phone, phoneLink } from "#app/i18n/format";
import type { PlaceChoice } from "#app/queries/everyone/places";
import { Button, ButtonLink, Card, Notice, Page, Told, useT } from "#app/ui/kit";
import { OfficeHours } from "#app/ui/office";
import { Changes } from "#app/ui/request-edit/changes";
import { EditForm } from "#app/ui/request-edit/edit-form";
import type { Answer } from "./deeds";
import type { PageFacts } from "./page";

type Look = NonNullable<NonNullable<Answer>["look"]>;

export function EditOwnView({ page, answer }: { page: PageFacts; answer: Answer }) {
  const t = useT();
  const { sheet, options, now, key, defaults } = page;
  const back = `/institution/requests/${sheet.requestId}`;
  const before = answer?.overtaken?.now ?? sheet.fields;
  const look = answer?.look ?? null;
  return (
    <Page title={page.title} lead={t(sheet.jobs > 0 ? "change:edit.ownLeadTaken" : "change:edit.ownLead")}>
      <Told problem={answer?.problem} />
      {answer?.overtaken && (
        <Notice tone="problem" title={t("change:edit.overtaken")} announce>
          <Changes {...answer.overtaken} after={answer.overtaken.now} options={options} places={answer.places} />
        </Notice>
      )}
      {sheet.open?.question && (
        <Notice tone="waiting" title={t("change:edit.askedYou")}>
          <p>{sheet.open.question}</p>
        </Notice>
      )}
      <EditForm
        key={JSON.stringify(before)}
        options={options}
        region={sheet.region}
        now={now}
        idempotencyKey={key}
        before={before}
        defaults={defaults}
        answer={answer}
        action={`${back}/edit`}
        isRelay={sheet.isRelay}
      >
        {look && <Means page={page} look={look} places={answer?.places ?? []} />}
        <div className="row">
          <Button name="intent" value="look" variant={look ? "quiet" : "primary"}>
            {t(look ? "change:edit.lookAgain" : "change:edit.look")}
          </Button>
          <ButtonLink to={back} variant="link">
            {t("change:edit.leave")}
          </ButtonLink>
        </div>
      </EditForm>
    </Page>
  );
}

/** What is changed and whom that tells; or that an interpreter must agree first, and whom to call. */
function Means({
  page: { sheet, options },
  look,
  places,
}: {
  page: PageFacts;
  look: Look;
  places: readonly PlaceChoice[];
}) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (look) box.current?.focus();
  }, [look]);
  const isNothing = look.changed.length === 0;
  const isAsked = sheet.open !== null && !sheet.open.isProposal;
  const canSave = !look.needsCoordinator && (!isNothing || isAsked);
  return (
    <Card title={t("change:edit.effects")} className="edit-effects">
      <div ref={box} tabIndex={-1} className="stack" data-gap="s" id="effects">
        {isNothing ? (
          <p>{t(isAsked ? "change:edit.ownOnlyClears" : "change:edit.unchanged")}</p>
        ) : (
          <Changes fields={look.changed} before={sheet.fields} after={look.after} options={options} places={places} />
        )}
        {look.needsCoordinator ? (
          <Notice tone="waiting" title={t("change:edit.ownNeedsWord")}>
            <p>
              <a href={look.deskPhone ? phoneLink(look.deskPhone) : undefined}>
                {t("change:edit.ownCall", {
                  phone: look.deskPhone ? phone(look.deskPhone) : t("common:office.noNumber"),
                  reference: sheet.reference,
                })}
              </a>{" "}
              <OfficeHours />
            </p>
          </Notice>
        ) : (
          canSave && <p className="muted">{t(sheet.jobs > 0 ? "change:edit.ownToldTaken" : "change:edit.ownTold")}</p>
        )}
      </div>
      {canSave && (
        <div className="row">
          <Button name="intent" value="save" variant="primary">
            {t("change:edit.save")}
          </Button>
        </div>
      )}
    </Card>
  );
}
