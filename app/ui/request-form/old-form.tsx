/** An old form pasted as text: the box for it, and what was read of it. The words come from the server. */
import { Button, Form, FormState, Notice, TextArea } from "#app/ui/kit";

const OLD_FORM = "old-form";

interface OldFormTexts {
  text: string;
  hint: string;
  read: string;
}

interface OldFormTold {
  title: string;
  lines: readonly string[];
  /** What stands above the lines that were not understood; null where all were. */
  unreadTitle: string | null;
  unread: readonly string[];
}

/** `errors` is the action's answer about this box. Never kept in the browser or through a sign-in: it may name a client. */
export function OldFormBox({ texts, action, from }: { texts: OldFormTexts; action: string; from: unknown }) {
  return (
    <FormState from={from} id={OLD_FORM}>
      <Form method="post" action={action} className="stack" data-gap="s">
        <TextArea name="oldForm" label={texts.text} hint={texts.hint} rows={10} />
        <div>
          <Button name="intent" value="old_form" variant="primary">
            {texts.read}
          </Button>
        </div>
      </Form>
    </FormState>
  );
}

/** What to look at before it is sent. */
export function OldFormRead({ told }: { told: OldFormTold }) {
  return (
    <Notice title={told.title}>
      {told.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {told.unreadTitle && (
        <>
          <p>{told.unreadTitle}</p>
          <ul>
            {told.unread.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
}
