import { expect, test } from "vitest";
import { addressSearch, readAddress, spanAround, spanOf, stepDays } from "#app/routes/coordinator.plan/address";

const read = (text: string) => readAddress(new URLSearchParams(text), "2026-11-24");

test("without days it is this week, and on a Saturday the next", () => {
  expect(read("")).toMatchObject({ from: "2026-11-23", to: "2026-11-29", isPlanned: false });
  expect(readAddress(new URLSearchParams(), "2026-11-28")).toMatchObject({ from: "2026-11-30", to: "2026-12-06" });
});

test("what is written is read again", () => {
  const address = {
    from: "2026-11-30",
    to: "2026-12-06",
    without: ["7F3KQ", "PLN2A"],
    pins: [
      { ref: "PLN2B", interpreterIds: ["6an4CauaWz8N8jiBDTHCqA"] },
      { ref: "PLN3A", interpreterIds: ["a", "b_-"] },
    ],
    isPlanned: true,
    applied: null,
  };
  expect(addressSearch(address)).toBe(
    "?from=2026-11-30&to=2026-12-06&without=7F3KQ,PLN2A&pin=PLN2B:6an4CauaWz8N8jiBDTHCqA,PLN3A:a:b_-&plan=1",
  );
  expect(readAddress(new URLSearchParams(addressSearch(address)), "2026-11-24")).toEqual(address);
});

test("nonsense is left out, days the wrong way round are one day, and nobody plans a year on a page", () => {
  expect(read("from=never&to=2026-99-99&without=../x,7F3KQ&pin=7F3KQ,PLN2B:a:b:c,x:y&applied=<b>")).toEqual({
    from: "2026-11-23",
    to: "2026-11-29",
    without: ["7F3KQ"],
    pins: [],
    isPlanned: false,
    applied: null,
  });
  expect(read("from=2026-12-05&to=2026-12-01").to).toBe("2026-12-05");
  expect(read("from=2026-01-01&to=2026-12-31").to).toBe("2026-03-03");
});

test("a day, a week and a month step by their own length, over the year's end and February", () => {
  expect(spanAround("month", "2028-02-10")).toEqual({ from: "2028-02-01", to: "2028-02-29" });
  expect(spanOf({ from: "2026-11-30", to: "2026-12-06" })).toBe("week");
  expect(spanOf({ from: "2026-11-30", to: "2026-11-30" })).toBe("day");
  expect(spanOf({ from: "2026-11-29", to: "2026-12-06" })).toBeNull();
  expect(stepDays({ from: "2026-12-01", to: "2026-12-31" }, 1)).toEqual({ from: "2027-01-01", to: "2027-01-31" });
  expect(stepDays({ from: "2026-03-01", to: "2026-03-31" }, -1)).toEqual({ from: "2026-02-01", to: "2026-02-28" });
  expect(stepDays({ from: "2026-11-30", to: "2026-12-06" }, -1)).toEqual({ from: "2026-11-23", to: "2026-11-29" });
  expect(stepDays({ from: "2026-11-24", to: "2026-11-26" }, 1)).toEqual({ from: "2026-11-27", to: "2026-11-29" });
});
