import { expect, test } from "vitest";
import { inGroups, type RivalFacts } from "#app/ui/interpreter/rivals";
import { at } from "#tests/support/world";

const request = {
  language: "dari",
  variant: null,
  mode: "phone" as const,
  start: at("2026-03-30T10:00"),
  end: at("2026-03-30T11:00"),
  town: null,
  reference: "R-T0001",
};
const rival = (offerId: string, ends = true): RivalFacts => ({ offerId, clash: { kind: "overlap" }, ends, request });
const offer = (id: string, ...rivals: RivalFacts[]) => ({ id, rivals });
const groups = (offers: ReturnType<typeof offer>[]) =>
  inGroups(offers).map((group) => group.map(({ id }) => id).join());

test("offers that end one another stand together, also in a row, and the others alone, in the order they came", () => {
  const morning = offer("morning", rival("noon"));
  const alone = offer("alone");
  const noon = offer("noon", rival("morning"), rival("afternoon"));
  const afternoon = offer("afternoon", rival("noon"));
  expect(groups([morning, alone, afternoon, noon])).toEqual(["morning,afternoon,noon", "alone"]);
});

test("an offer that stays beside another is no choice between them", () => {
  expect(groups([offer("job", rival("call", false)), offer("call", rival("job", false))])).toEqual(["job", "call"]);
});
