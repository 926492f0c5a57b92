/** What came of a call, in one press: nobody answered, they said no, or yes. */
import { shortMoment } from "#app/i18n/coordinator";
import { Acting } from "#app/ui/coordinator/reads-only";
import { Button, Form, useReader, useT } from "#app/ui/kit";
import { Hidden } from "./deed";
import type { PageFacts } from "./page";

interface Called {
  page: PageFacts;
  interpreterId: string;
  person: string;
}

export function CallNote({ page, interpreterId, person }: Called) {
  const t = useT();
  const { nextSlot } = page.view;
  const word = (key: "noAnswer" | "saidNo" | "saidYes") => t(`coordinator:request.call.${key}`);
  return (
    <Acting>
      <details className="deed call-note">
        <summary className="button" aria-label={t("coordinator:request.call.of", { name: person })}>
          {t("coordinator:request.call.open")}
        </summary>
        <Form method="post" className="stack" data-gap="s" preventScrollReset>
          <Hidden page={page} />
          <input type="hidden" name="interpreterId" value={interpreterId} />
          {nextSlot && <input type="hidden" name="slot" value={nextSlot} />}
          <div className="row">
            <Button name="intent" value="noAnswer" aria-label={`${word("noAnswer")}: ${person}`}>
              {word("noAnswer")}
            </Button>
            <Button name="intent" value="saidNo" aria-label={`${word("saidNo")}: ${person}`}>
              {word("saidNo")}
            </Button>
            {nextSlot && (
              <Button name="intent" value="assign" aria-label={`${word("saidYes")}: ${person}`}>
                {word("saidYes")}
              </Button>
            )}
          </div>
          <p className="small muted">{t("coordinator:request.call.means")}</p>
        </Form>
      </details>
    </Acting>
  );
}

/** "zvanīts 14:05, neatbildēja", of the last call that nobody answered. */
export function useCalledWords({ view }: PageFacts) {
  const { t, locale } = useReader();
  return (interpreterId: string) => {
    const last = view.calls.find((call) => call.interpreterId === interpreterId);
    return last && t("coordinator:request.call.noted", { at: shortMoment(locale, last.at) });
  };
}
