import { type ActionFunctionArgs, data, type LinksFunction, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerEvaluation } from "#app/commands/answer-evaluation";
import { enter } from "#app/context.server";
import { HOUSE_LOCALE } from "#app/dispatch/vocabulary";
import { invalid, readForm, sentForm } from "#app/form";
import {
  directionOf,
  EVALUATION_PARTS,
  type EvaluationPart,
  FACES,
  QUESTIONS,
  type Question,
} from "#app/heard/evaluation";
import { translator } from "#app/i18n/index";
import { evaluationByLink } from "#app/queries/heard/evaluation";
import { refused } from "#app/respond";
import sheet from "#app/styles/evaluation.css?url";
import { useDocumentFacts } from "#app/ui/document";
import { FacePicture, QuestionPicture } from "#app/ui/heard/faces";
import voice from "#app/ui/heard/voice.js?raw";
import { Button, Form } from "#app/ui/kit";

/** No script but the one that reads aloud, and no way from here to anywhere: somebody else's device may be in the client's hand. */
export const handle = { plain: true };
export const links: LinksFunction = () => [{ rel: "stylesheet", href: sheet }];

/** Looking changes nothing. A link that is used up says thank you, and nothing about whose it was. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const found = evaluationByLink(ctx, params.token ?? "");
  const said: Record<EvaluationPart, string> = found?.said ?? houseWords();
  const page = { said, lang: found?.said ? found.language : HOUSE_LOCALE, title: said.title };
  if (found?.isOpen) return data({ ...page, state: "open" as const });
  const over = { ...page, state: "over" as const };
  return new URL(request.url).searchParams.has("thanks") ? data(over) : refused("link_over", over);
}

function houseWords(): Record<EvaluationPart, string> {
  const t = translator(HOUSE_LOCALE);
  const words = Object.fromEntries(EVALUATION_PARTS.map((part) => [part, t(`heard:ask.${part}`)]));
  return words as Record<EvaluationPart, string>;
}

const face = z.enum(FACES).optional();
const Answered = z.object({ intent: z.enum(["send", "skip"]), understood: face, fair: face, helped: face });

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const form = readForm(Answered, await sentForm(request));
  if (!form.ok) return invalid(form);
  const { intent, understood = null, fair = null, helped = null } = form.value;
  const answers = intent === "send" ? { understood, fair, helped } : { understood: null, fair: null, helped: null };
  const token = params.token ?? "";
  const done = answerEvaluation(ctx, { token, answers });
  return done.ok ? redirect(`/e/${token}?thanks`) : refused(done.reason, null);
}

/** Three questions with pictures, each of which may be left out. */
export default function Evaluation() {
  const { said, lang, state } = useLoaderData<typeof loader>();
  const { nonce } = useDocumentFacts();
  return (
    <main id="main" className="evaluation" lang={lang ?? HOUSE_LOCALE} dir={directionOf(said.title)}>
      {state === "open" ? (
        <>
          <h1>{said.title}</h1>
          <Form method="post">
            {QUESTIONS.map((question) => (
              <Asked key={question} question={question} said={said} lang={lang ?? HOUSE_LOCALE} />
            ))}
            <div className="evaluation-send">
              <Button name="intent" value="send" variant="primary" size="large" block>
                {said.send}
              </Button>
              <Button name="intent" value="skip" block>
                {said.skip}
              </Button>
            </div>
          </Form>
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own file, with the page's nonce */}
          <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: voice }} />
        </>
      ) : (
        <div className="evaluation-thanks">
          <FacePicture face="good" />
          <h1>{said.thanks}</h1>
        </div>
      )}
    </main>
  );
}

interface AskedProps {
  question: Question;
  said: Record<EvaluationPart, string>;
  lang: string;
}

function Asked({ question, said, lang }: AskedProps) {
  return (
    <fieldset>
      <legend>
        <QuestionPicture question={question} />
        <span>{said[question]}</span>
        <button
          type="button"
          className="button"
          lang={lang}
          data-say={said[question]}
          aria-label={said[question]}
          hidden
        >
          ▶
        </button>
      </legend>
      <div className="evaluation-faces">
        {FACES.map((value) => (
          <label key={value}>
            <input type="radio" name={question} value={value} />
            <FacePicture face={value} />
            <span>{said[value]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
