/** What the edit does, before it is saved: what changes, whose word it needs, who still fits, and whom it tells. */
import { type ReactNode, useEffect, useRef } from "react";
import { obstacleSentence } from "#app/i18n/explain";
import { listOf } from "#app/i18n/format";
import type { EditPreview, PersonConcerned } from "#app/queries/coordinator/edit-preview";
import type { PlaceChoice } from "#app/queries/everyone/places";
import { AndPhone, Line } from "#app/ui/coordinator/words";
import { Button, Card, CheckboxField, RadioGroup, TextArea, useReader, useT } from "#app/ui/kit";
import { Changes, wordsOf } from "#app/ui/request-edit/changes";
import type { Answer } from "./deeds";
import type { PageFacts } from "./page";

type Look = NonNullable<NonNullable<Answer>["look"]>;

interface Props {
  page: PageFacts;
  look: Look;
  /** The places that the fields name. */
  places: readonly PlaceChoice[];
  refusal: string | null;
}

export function Effects({ page, look, places, refusal }: Props) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (look) box.current?.focus();
  }, [look]);
  const { preview, after } = look;
  const { sheet, options } = page;
  const isNothing = preview.changed.length === 0;
  if (isNothing && !sheet.open)
    return (
      <div ref={box} tabIndex={-1}>
        <Line icon="problem">{t("explain:refusal.nothing_to_change")}</Line>
      </div>
    );
  return (
    <Card title={t("change:edit.effects")} className="edit-effects">
      <div ref={box} tabIndex={-1} className="stack" id="effects">
        <input type="hidden" name="mark" value={preview.mark} />
        {isNothing ? (
          <p>{t("change:effects.onlyClears")}</p>
        ) : (
          <Changes fields={preview.changed} before={sheet.fields} after={after} options={options} places={places} />
        )}
        {sheet.open && (
          <CheckboxField
            name="clears"
            label={t("change:effects.clears")}
            hint={t("change:effects.clearsHint")}
            defaultChecked
          />
        )}
        <People preview={preview} />
        <Asked preview={preview} />
        <Told preview={preview} requester={look.requester} />
        <RequesterWord page={page} look={look} places={places} refusal={refusal} />
      </div>
      <div className="row">
        <Button name="intent" value="save" variant="primary">
          {t("change:edit.save")}
        </Button>
      </div>
    </Card>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="stack" data-gap="s">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** The requester agrees, as they said by phone; or they are asked before anything is saved. */
function RequesterWord({ page, look, places, refusal }: Props) {
  const { t, locale } = useReader();
  const { preview, after } = look;
  const { sheet, options } = page;
  if (preview.requesterWord.length === 0) return null;
  const named = preview.requesterWord.map((field) => t(`mail:field.${field}`));
  const asked = preview.requesterWord.map(
    (field) => `${t(`mail:field.${field}`)}: ${wordsOf(t, field, after, options, places) || t("change:edit.nothing")}`,
  );
  return (
    <Part title={t("change:effects.requesterWord", { what: listOf(locale, named) })}>
      <CheckboxField
        name="hasWord"
        label={t("change:effects.hasWord", { name: sheet.fields.contactName })}
        hint={
          <>
            {sheet.fields.contactName}
            <AndPhone number={sheet.fields.contactPhone} />
          </>
        }
        error={refusal === "word_missing" ? "explain:refusal.word_missing" : undefined}
      />
      <details className="deed">
        <summary className="button">{t("change:effects.askOpen")}</summary>
        <div className="stack" data-gap="s">
          {preview.isProposal && !sheet.open ? (
            <p className="small">{t("change:effects.askProposal")}</p>
          ) : (
            <TextArea
              name="question"
              label={t("coordinator:request.info.question")}
              hint={t("coordinator:request.info.hint")}
              defaultValue={t("change:effects.question", { what: asked.join("; ") })}
              rows={2}
              maxLength={500}
            />
          )}
          <p className="small muted">{t("change:effects.askMeans")}</p>
          <div>
            <Button name="intent" value="ask">
              {t("change:effects.ask")}
            </Button>
          </div>
        </div>
      </details>
    </Part>
  );
}

/** Whoever has the job: whether they still fit, and whether they stay. */
function People({ preview }: { preview: EditPreview }) {
  const t = useT();
  const { jobs } = preview;
  if (jobs.length === 0) return null;
  const needsReason = jobs.some(({ rule }) => rule === "reason" || rule === "twice");
  return (
    <Part title={t("change:effects.jobs")}>
      {jobs.map((person) => (
        <Person key={person.id} person={person} preview={preview} />
      ))}
      {needsReason && (
        <TextArea
          name="reason"
          label={t("change:effects.reason")}
          hint={t("coordinator:override.reasonHint")}
          rows={2}
          maxLength={500}
        />
      )}
      {jobs.some(({ rule }) => rule === "twice") && (
        <CheckboxField name="twice" label={t("coordinator:override.second")} />
      )}
    </Part>
  );
}

function Person({ person, preview }: { person: PersonConcerned; preview: EditPreview }) {
  const { t, locale } = useReader();
  const { id, name, hasPlace, rule } = person;
  const cannotStay = !hasPlace || rule === "never";
  const asks = preview.interpreterWord.length > 0 || rule !== null;
  const what = listOf(
    locale,
    preview.interpreterWord.map((field) => t(`mail:field.${field}`)),
  );
  return (
    <div>
      <p>
        <strong>{name}</strong>
        <AndPhone number={person.phone} />
      </p>
      <Fit person={person} preview={preview} />
      {cannotStay ? (
        <>
          <input type="hidden" name={`job.${id}`} value="leave" />
          <Line icon="problem">{t("change:effects.mustLeave", { name })}</Line>
        </>
      ) : (
        asks && (
          <RadioGroup
            name={`job.${id}`}
            label={what ? t("change:effects.interpreterWord", { name, what }) : t("change:effects.stays", { name })}
            inline={false}
            options={[
              { value: "stay", label: t(what ? "change:effects.stay" : "change:effects.stayAnyway") },
              { value: "leave", label: t("change:effects.leaveJob") },
            ]}
          />
        )
      )}
    </div>
  );
}

function Fit({ person: { hasPlace, obstacles }, preview }: { person: PersonConcerned; preview: EditPreview }) {
  const { t, locale } = useReader();
  const { names } = preview;
  if (!hasPlace) return <Line icon="problem">{t("change:effects.noPlace")}</Line>;
  if (obstacles.length === 0 || !names) return <Line icon="secured">{t("change:effects.fits")}</Line>;
  return (
    <>
      {obstacles.map((obstacle) => (
        <Line key={`${obstacle.code}-${"with" in obstacle ? obstacle.with.requestId : ""}`} icon="problem">
          {t("change:effects.noFit", { why: obstacleSentence(t, locale, obstacle, names) })}
        </Line>
      ))}
    </>
  );
}

/** Whoever is asked: asked anew about what it is now, or told that it is no longer for them. */
function Asked({ preview }: { preview: EditPreview }) {
  const t = useT();
  const { offers, isAnother, asksWhoFits, others } = preview;
  return (
    <Part title={t("change:effects.offers")}>
      {offers.length === 0 && <p className="muted">{t("change:effects.nobodyAsked")}</p>}
      {offers.map((person) => {
        const isWeighed = asksWhoFits || !person.hasPlace;
        const isEnding = isWeighed && endsOffer(person);
        return (
          <div key={person.id}>
            <p>
              <strong>{person.name}</strong>
              <AndPhone number={person.phone} />
            </p>
            {isWeighed && <Fit person={person} preview={preview} />}
            <p className="small">
              {t(
                isEnding
                  ? "change:effects.offerEnds"
                  : isAnother
                    ? "change:effects.offerAnew"
                    : "change:effects.offerStays",
              )}
            </p>
          </div>
        );
      })}
      {others !== null && <p>{t("change:effects.others", { count: others })}</p>}
    </Part>
  );
}

function endsOffer({ hasPlace, obstacles }: PersonConcerned): boolean {
  return !hasPlace || obstacles.length > 0;
}

function Told({ preview, requester }: { preview: EditPreview; requester: string }) {
  const t = useT();
  const { jobs, offers, isAnother, asksWhoFits, isToldToInterpreters } = preview;
  const isAskedAnew = (person: PersonConcerned) => isAnother || !person.hasPlace || (asksWhoFits && endsOffer(person));
  const people = [
    ...(isToldToInterpreters
      ? jobs.map(({ name }) => t(isAnother ? "change:effects.toldJobCalendar" : "change:effects.toldJob", { name }))
      : jobs.filter(({ rule }) => rule !== null).map(({ name }) => t("change:effects.toldLeaver", { name }))),
    ...offers.filter(isAskedAnew).map(({ name }) => t("change:effects.toldOffer", { name })),
  ];
  return (
    <Part title={t("change:effects.told")}>
      <ul>
        <li>{t("change:effects.toldRequester", { name: requester })}</li>
        {people.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <p className="small muted">{t("change:effects.undo")}</p>
    </Part>
  );
}
