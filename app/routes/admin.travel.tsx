import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { removeTravel, saveTravel } from "#app/commands/save-travel";
import { type Ctx, enter, newId, notFound } from "#app/context.server";
import { formKey, readForm, sentForm, typedValues } from "#app/form";
import { readPlace } from "#app/forms/place";
import { translator } from "#app/i18n";
import { dateTime } from "#app/i18n/format";
import { journeyOf, tightShown } from "#app/queries/admin/travel";
import { changesOf } from "#app/queries/everyone/changes";
import { allPlaces, likelyPlaces, placesNamed } from "#app/queries/everyone/places";
import { refused, unreadable } from "#app/respond";
import {
  Button,
  ButtonLink,
  Card,
  CheckboxField,
  ErrorSummary,
  Form,
  FormState,
  Notice,
  Page,
  PostForm,
  TextField,
  Told,
  useReader,
  useT,
} from "#app/ui/kit";
import { PlaceField } from "#app/ui/place-field";
import { ChangesCard, LONG_CHANGES } from "#app/ui/record/changes";

/** Which journey the address means; errors and choices where it does not say. */
function journeyIn(ctx: Ctx, request: Request) {
  const { searchParams } = new URL(request.url);
  const asked = new FormData();
  for (const [name, value] of searchParams) asked.append(name, value);
  const places = allPlaces(ctx);
  const [from, to] = [readPlace(asked, "from", places), readPlace(asked, "to", places)];
  const ids = from.id && to.id ? { fromPlaceId: from.id, toPlaceId: to.id } : null;
  const errors = { ...from.errors, ...to.errors };
  return { ids, answer: { errors, values: typedValues(asked), meant: { ...from.meant, ...to.meant } } };
}

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const { searchParams } = new URL(request.url);
  const { ids, answer } = journeyIn(ctx, request);
  const named = new Map(
    placesNamed(ctx, ids ? [ids.fromPlaceId, ids.toPlaceId] : []).map(({ id, label }) => [id, label]),
  );
  const done = searchParams.get("done");
  return {
    title: translator(ctx.locale)("admin:travel.title"),
    search: answer,
    likely: likelyPlaces(ctx, "", []),
    journey: ids && {
      ...journeyOf(ctx, ids.fromPlaceId, ids.toPlaceId),
      from: named.get(ids.fromPlaceId) ?? "",
      to: named.get(ids.toPlaceId) ?? "",
    },
    changes: changesOf(ctx, { area: "travel" }, searchParams.has(LONG_CHANGES)),
    done: done === "saved" || done === "removed" ? done : null,
    key: newId(),
  };
}

const Travel = z.object({
  key: formKey,
  intent: z.enum(["save", "remove"]),
  minutes: z.coerce.number("common:error.invalid").int("common:error.invalid").optional(),
  bothWays: z.literal("on").optional(),
  seen: z.coerce.number().int().min(0).max(100_000).default(0),
});

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "admin");
  const { ids } = journeyIn(ctx, request);
  if (!ids) throw notFound();
  const sent = await sentForm(request);
  const form = readForm(Travel, sent);
  if (!form.ok) return unreadable({ ...form, tight: null });
  const { key, intent, minutes, seen, bothWays } = form.value;
  const journey = { ...ids, bothWays: bothWays === "on", seenTight: seen, key };
  const values = typedValues(sent);
  if (intent === "save" && minutes === undefined)
    return unreadable({ errors: { minutes: ["common:error.required"] }, values, tight: null });
  const done = intent === "save" ? saveTravel(ctx, { ...journey, minutes: minutes ?? 0 }) : removeTravel(ctx, journey);
  if (done.ok) return redirect(withDone(request, intent === "save" ? "saved" : "removed"));
  if (done.reason === "not_found") throw notFound();
  if (done.reason === "value_invalid")
    return refused(done.reason, { errors: { minutes: ["admin:travel.minutesInvalid"] }, values, tight: null });
  const wanted = intent === "save" ? (minutes ?? 0) : journeyOf(ctx, ids.fromPlaceId, ids.toPlaceId).estimate;
  const back = { fromPlaceId: ids.toPlaceId, toPlaceId: ids.fromPlaceId };
  const ways = [ids, ...(journey.bothWays ? [back] : [])].map((way) => ({ ...way, minutes: wanted }));
  return refused(done.reason, { errors: {}, values, tight: { intent, ...tightShown(ctx, ways) } });
}

function withDone(request: Request, done: string): string {
  const { searchParams } = new URL(request.url);
  searchParams.set("done", done);
  searchParams.delete("index");
  return `/admin/travel?${searchParams}`;
}

/** How long the way between two places takes, and what another time would do to coming jobs. */
export default function TravelPage() {
  const t = useT();
  const { title, search, likely, journey, changes, done } = useLoaderData<typeof loader>();
  return (
    <Page width="narrow" title={title} lead={t("admin:travel.lead")}>
      <Told done={done && t(`admin:travel.done.${done}`)} />
      <Card title={t("admin:travel.which")}>
        <FormState from={search} id="which">
          <Form method="get" className="form">
            <ErrorSummary labels={{ from: t("admin:travel.from"), to: t("admin:travel.to") }} />
            <PlaceField name="from" label={t("admin:travel.from")} likely={likely} />
            <PlaceField name="to" label={t("admin:travel.to")} likely={likely} />
            <div>
              <Button icon="search">{t("admin:travel.show")}</Button>
            </div>
          </Form>
        </FormState>
      </Card>
      {journey && <Journey key={`${journey.from}-${journey.to}`} journey={journey} />}
      <ChangesCard changes={changes} />
    </Page>
  );
}

type Facts = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["journey"]>;

function Journey({ journey }: { journey: Facts }) {
  const t = useT();
  const { key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { from, to, there, back, estimate } = journey;
  const says = (minutes: number | null) =>
    minutes === null ? t("admin:travel.estimated", { minutes: estimate }) : t("admin:travel.measured", { minutes });
  return (
    <Card title={`${from} – ${to}`}>
      <p>
        {from} → {to}: {says(there)}
        <br />
        {to} → {from}: {says(back)}
      </p>
      <PostForm from={answer} id="journey" labels={{ minutes: t("admin:travel.minutes") }}>
        <input type="hidden" name="key" value={key} />
        <TextField
          name="minutes"
          label={t("admin:travel.minutes")}
          type="number"
          defaultValue={String(there ?? estimate)}
        />
        <CheckboxField name="bothWays" label={t("admin:travel.bothWays")} defaultChecked />
        {answer?.tight && <Tight tight={answer.tight} />}
        <div className="form-actions">
          <Button variant="primary" name="intent" value="save">
            {t(answer?.tight?.intent === "save" ? "admin:travel.saveAll" : "common:action.save")}
          </Button>
          {(there !== null || back !== null) && (
            <Button variant="link" name="intent" value="remove">
              {t("admin:travel.remove", { minutes: estimate })}
            </Button>
          )}
        </div>
      </PostForm>
    </Card>
  );
}

type Answer = NonNullable<ReturnType<typeof useActionData<typeof action>>>;

/** Who gets too little time; nothing is saved yet. */
function Tight({ tight }: { tight: NonNullable<Answer["tight"]> }) {
  const { t, locale } = useReader();
  return (
    <Notice tone="problem" title={t("admin:travel.tight", { count: tight.seen })} announce>
      <input type="hidden" name="seen" value={tight.seen} />
      <ul className="plain-list stack" data-gap="s">
        {tight.first.map((pair) => (
          <li key={`${pair.assignmentId}-${pair.beforeReference}`}>
            {pair.person}: {pair.beforeReference} ({dateTime(locale, pair.beforeEndsAt)}) → {pair.reference} (
            {dateTime(locale, pair.startsAt)})
            <div className="small">{t("admin:travel.has", { have: pair.haveMinutes, need: pair.needMinutes })}</div>
            <ButtonLink
              to={`/coordinator/move?request=${pair.requestId}&assignment=${pair.assignmentId}`}
              variant="link"
            >
              {t("coordinator:queue.step.replace")}
            </ButtonLink>
          </li>
        ))}
      </ul>
      <p>{t("admin:travel.tightMeans")}</p>
    </Notice>
  );
}
