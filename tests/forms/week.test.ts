import { expect, test } from "vitest";
import { copyDay, endsNextDay, fieldName, fieldsOf, readWeek, typedWeek, usedRows } from "#app/forms/week";

const typed = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return typedWeek(form);
};

test("an ordinary day is read as minutes of the day", () => {
  expect(readWeek(typed({ "w1-1-from": "08:00", "w1-1-to": "18:00" }))).toEqual({
    ok: true,
    windows: [{ weekday: 1, fromMinute: 480, toMinute: 1080 }],
  });
});

test("an empty week is somebody who never works, not a mistake", () => {
  expect(readWeek(typed({}))).toEqual({ ok: true, windows: [] });
});

test("a window over midnight ends the next day", () => {
  expect(readWeek(typed({ "w5-1-from": "22:00", "w5-1-to": "06:00" }))).toEqual({
    ok: true,
    windows: [{ weekday: 5, fromMinute: 1320, toMinute: 360 }],
  });
  expect(endsNextDay({ from: "22:00", to: "06:00" })).toBe(true);
  expect(endsNextDay({ from: "22:00", to: "24:00" })).toBe(false);
});

test("midnight at the end is 24:00, however it was typed", () => {
  for (const to of ["24:00", "00:00"])
    expect(readWeek(typed({ "w3-1-from": "18:00", "w3-1-to": to }))).toEqual({
      ok: true,
      windows: [{ weekday: 3, fromMinute: 1080, toMinute: 1440 }],
    });
});

test("the whole day is 00:00 to 24:00", () => {
  const whole = readWeek(typed({ "w7-1-from": "00:00", "w7-1-to": "24:00" }));
  expect(whole).toEqual({ ok: true, windows: [{ weekday: 7, fromMinute: 0, toMinute: 1440 }] });
  expect(readWeek(typed({ "w7-1-from": "00:00", "w7-1-to": "00:00" })).ok).toBe(false);
});

test("rows may be typed in any order and with a gap between them", () => {
  const read = readWeek(typed({ "w2-1-from": "15:00", "w2-1-to": "19:00", "w2-3-from": "08:00", "w2-3-to": "12:00" }));
  expect(read).toEqual({
    ok: true,
    windows: [
      { weekday: 2, fromMinute: 480, toMinute: 720 },
      { weekday: 2, fromMinute: 900, toMinute: 1140 },
    ],
  });
});

test("every day with a mistake is named with what is wrong", () => {
  const read = readWeek(
    typed({
      ...{ "w1-1-from": "08:00" },
      ...{ "w2-1-from": "8h", "w2-1-to": "12:00" },
      ...{ "w3-1-from": "10:00", "w3-1-to": "10:00" },
      ...{ "w4-1-from": "08:00", "w4-1-to": "12:00", "w4-2-from": "11:30", "w4-2-to": "13:00" },
      ...{ "w5-1-from": "24:00", "w5-1-to": "06:00" },
      ...{ "w6-1-from": "20:00", "w6-1-to": "02:00", "w6-2-from": "23:00", "w6-2-to": "24:00" },
    }),
  );
  expect(read).toEqual({
    ok: false,
    errors: {
      1: "interpreter:week.error.half",
      2: "interpreter:week.error.time",
      3: "interpreter:week.error.empty",
      4: "interpreter:week.error.overlap",
      5: "interpreter:week.error.time",
      6: "interpreter:week.error.overlap",
    },
  });
});

test("touching windows do not overlap", () => {
  const read = readWeek(typed({ "w4-1-from": "08:00", "w4-1-to": "12:00", "w4-2-from": "12:00", "w4-2-to": "13:00" }));
  expect(read.ok).toBe(true);
});

test("what is stored comes back into the same fields", () => {
  const windows = [
    { weekday: 1, fromMinute: 480, toMinute: 1080 },
    { weekday: 5, fromMinute: 1320, toMinute: 360 },
    { weekday: 6, fromMinute: 0, toMinute: 1440 },
  ];
  expect(readWeek(fieldsOf(windows))).toEqual({ ok: true, windows });
});

test("a day has as many windows as are stored, and room for one more", () => {
  const windows = [8, 11, 14, 17, 20, 22].map((hour) => ({
    weekday: 1,
    fromMinute: hour * 60,
    toMinute: hour * 60 + 90,
  }));
  const fields = fieldsOf(windows);
  expect(fields[1]).toHaveLength(7);
  expect(fields[2]).toHaveLength(3);
  expect(readWeek(fields)).toEqual({ ok: true, windows });
  const form = new FormData();
  for (const [i, { from, to }] of (fields[1] ?? []).entries()) {
    form.set(fieldName(1, i + 1, "from"), from);
    form.set(fieldName(1, i + 1, "to"), to);
  }
  expect(readWeek(typedWeek(form))).toEqual({ ok: true, windows });
  expect(readWeek(copyDay(typedWeek(form), 1, [5]))).toMatchObject({ ok: true, windows: { length: 12 } });
});

test("what was typed in a later row than the first empty one is shown again", () => {
  const fields = typed({ "w2-1-from": "08:00", "w2-1-to": "12:00", "w2-4-from": "15:00" });
  expect(usedRows(fields[2] ?? [])).toBe(4);
  expect(fields[2]?.[3]).toEqual({ from: "15:00", to: "" });
});

test("a day is copied to the others that were chosen, and only to those", () => {
  const copied = copyDay(
    typed({ "w1-1-from": "08:00", "w1-1-to": "18:00", "w7-1-from": "10:00", "w7-1-to": "12:00" }),
    1,
    [2, 3],
  );
  const read = readWeek(copied);
  expect(read.ok && read.windows.map(({ weekday, fromMinute }) => [weekday, fromMinute])).toEqual([
    [1, 480],
    [2, 480],
    [3, 480],
    [7, 600],
  ]);
});
