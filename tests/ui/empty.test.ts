import { expect, test } from "vitest";
import { sources } from "#tests/support/sources";

/** Where nothing is there and nothing is to be done, or what is to be done stands beside it. */
const NO_NEXT_STEP = [
  "app/routes/admin.health.tsx", // all mails have gone out
  "app/routes/coordinator._index/cards.tsx", // a lane that nothing waits in; the page says what comes next
  "app/routes/coordinator.clients.$id/view.tsx", // one client's own history
  "app/routes/coordinator.interpreters.$id/view.tsx", // one person's own jobs
  "app/routes/coordinator.interpreters.$id_.stop/view.tsx", // nothing stands in the way, and the button is below
  "app/routes/coordinator.interpreters.$id_.ill/view.tsx", // nobody has to be found
  "app/routes/admin.holidays.tsx", // the year's days are proposed below
  "app/routes/admin.organisations.$id_.units.tsx", // the form is below
  "app/routes/admin.import._index.tsx", // the form is above
  "app/routes/coordinator.settle/view.tsx", // nothing is left to be decided
  "app/routes/finance.statements._index/route.tsx", // a month in which nobody worked; the months are above
  "app/routes/institution.attest.tsx", // nothing waits for a word, and the way back is below
  "app/ui/pay/statement.tsx", // a month without work; the months are above
  "app/routes/admin.texts._index.tsx", // no letter differs, and nothing asks for it
];

test("a page that has nothing to show says the next step and leads there", () => {
  const without = sources
    .filter(({ file }) => /^app\/(routes|ui)\/.*\.tsx$/.test(file) && file !== "app/ui/page.tsx")
    .flatMap(({ file, code }) =>
      emptiesIn(code)
        .filter((one) => !/<(Button)?Link\b/.test(one))
        .map(() => file),
    );
  expect([...new Set(without)].sort()).toEqual([...NO_NEXT_STEP].sort());
});

/** Each `<Empty>` with what stands in it. */
function emptiesIn(code: string): string[] {
  return [...code.matchAll(/<Empty\b(?:[^<]*?\/>|[\s\S]*?<\/Empty>)/g)].map(([whole]) => whole);
}
