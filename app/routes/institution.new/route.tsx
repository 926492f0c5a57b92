import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useEffect, useState } from "react";
import { submitRequest } from "#app/commands/submit-request";
import { enter, newId } from "#app/context.server";
import { keptOf } from "#app/dispatch/request-shown";
import { sentForm } from "#app/form";
import { asNewRequest, notTaken, readRequest, warned } from "#app/forms/request";
import { translator } from "#app/i18n";
import { phone } from "#app/i18n/format";
import { draftLike, offered, type RequestDraft, requestFormFor } from "#app/queries/everyone/form-options";
import { nearClientsOf } from "#app/queries/everyone/near-clients";
import { allPlaces } from "#app/queries/everyone/places";
import { lastRequestOf } from "#app/queries/institution/my-requests";
import { refused, unreadable } from "#app/respond";
import { Button, ButtonLink, Notice, Page, useT, useTyped } from "#app/ui/kit";
import { draftNameOf, dropDraft, findDraft } from "#app/ui/request-form/draft";
import { RequestForm } from "#app/ui/request-form/request-form";

/** A form stays as it is under the hand; what has changed meanwhile is said when it is sent. */
export const handle = { still: true };

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "requester");
  const url = new URL(request.url);
  const like = url.searchParams.get("like");
  const choices = requestFormFor(ctx);
  const earlier = like ? draftLike(ctx, like) : null;
  const { me, home } = choices;
  const blank: RequestDraft = {
    language: url.searchParams.get("language") ?? "",
    variant: url.searchParams.get("variant") ?? "",
    mode: "phone",
    place: home.place,
    address: home.address ?? "",
    minutes: "60",
    count: "1",
    contactName: me.name,
    contactPhone: me.phone && phone(me.phone),
    unitId: me.unitId ?? "",
  };
  const likeEarlier: RequestDraft | null = earlier && { ...earlier, contactPhone: phone(earlier.contactPhone ?? "") };
  return {
    options: offered(choices),
    now: ctx.now,
    key: newId(),
    userId: ctx.viewer.userId,
    last: earlier ? null : lastRequestOf(ctx),
    like: likeEarlier,
    blank: earlier ? {} : blank,
    title: translator(ctx.locale)("request:new.title"),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "requester");
  const form = await sentForm(request);
  const organisationId = ctx.viewer.organisationId ?? "";
  const nearTo = nearClientsOf(ctx, organisationId);
  const nearClients = nearTo(String(form.get("clientCode") ?? ""));
  const choices = { ...requestFormFor(ctx), places: allPlaces(ctx) };
  const read = readRequest(form, choices, ctx.now, nearTo);
  if (!read.ok) return unreadable({ ...read, warnings: undefined, nearClients });
  const { value } = read;
  if (value.warnings.length > 0) return unreadable({ ...warned(form, value.warnings), nearClients });
  const sent = submitRequest(ctx, { organisationId, ...asNewRequest(value) });
  if (sent.ok) return redirect(`/institution/requests/${sent.value.requestId}?sent=1`);
  const deskNumber = choices.deskPhone ? phone(choices.deskPhone) : translator(ctx.locale)("common:office.noNumber");
  const page = { ...notTaken(form, sent, deskNumber), nearClients };
  return sent.reason === "too_many_requests" ? refused(sent.reason, page) : unreadable(page);
}

export default function NewRequest() {
  const t = useT();
  const { options, now, key, userId, last, like, blank } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const isTyped = useTyped(answer) !== null;
  const draftName = draftNameOf(userId);
  const [draft, setDraft] = useState<Record<string, string> | null>(null);
  useEffect(() => {
    if (!like && !isTyped) setDraft(findDraft(draftName));
  }, [draftName, like, isTyped]);
  const begun =
    draft &&
    keptOf({ ...draft, ...(blank.language && { language: blank.language, variant: blank.variant ?? "" }) }, options);
  const defaults = like ?? { ...blank, ...begun };

  return (
    <Page
      title={t("request:new.title")}
      lead={t("request:new.lead")}
      actions={last && !like && <LikeLast last={last} />}
    >
      {like && (
        <Notice>
          <p>{t("request:new.like", { reference: like.reference })}</p>
        </Notice>
      )}
      {draft && !like && !isTyped && (
        <Notice>
          <div className="row">
            <p>{t("request:new.restored")}</p>
            <Button
              type="button"
              variant="link"
              onClick={() => {
                dropDraft(draftName);
                setDraft(null);
              }}
            >
              {t("request:new.startOver")}
            </Button>
          </div>
        </Notice>
      )}
      <RequestForm
        key={`${like ? "like" : "new"}-${draft ? "draft" : "blank"}`}
        options={options}
        now={now}
        idempotencyKey={key}
        defaults={defaults}
        answer={answer}
        draftName={draftName}
      />
    </Page>
  );
}

function LikeLast({ last }: { last: { id: string; what: string } }) {
  const t = useT();
  return (
    <ButtonLink to={`/institution/new?like=${last.id}`} icon="copy" reloadDocument>
      {t("request:new.likeLast")}
    </ButtonLink>
  );
}
