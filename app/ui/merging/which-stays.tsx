/** Finds the one that stays when two turn out to be one. */
import { Link } from "@remix-run/react";
import { Button, Card, Form, TextField, useT } from "#app/ui/kit";

interface Props {
  words: { title: string; find: string; none: string };
  /** What is looked for, or who was chosen. */
  typed: string;
  /** Null: nobody has looked yet, or one is chosen. */
  found: readonly { id: string; choose: string; about: string }[] | null;
}

export function WhichStays({ words, typed, found }: Props) {
  const t = useT();
  return (
    <Card title={words.title}>
      <Form method="get" className="stack" data-gap="s" role="search">
        <TextField name="find" type="search" label={words.find} defaultValue={typed} />
        <div>
          <Button icon="search">{t("common:action.search")}</Button>
        </div>
      </Form>
      {found?.length === 0 && <p role="status">{words.none}</p>}
      <ul className="plain-list stack" data-gap="s">
        {found?.map(({ id, choose, about }) => (
          <li key={id}>
            <Link to={`?into=${id}`} className="tap">
              {choose}
            </Link>
            <div className="small muted">{about}</div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
