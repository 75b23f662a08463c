import { afterEach, expect, it } from "vitest";
import { CALL_LIST_FORMATS } from "../../../src/followup/formats/index.js";
import { AWKWARD, useList } from "./hand-list.js";

const list = useList();
const machine = process.env.TZ;

afterEach(() => {
  if (machine === undefined) delete process.env.TZ;
  else process.env.TZ = machine;
});

// The workbook reads more tables and has tests of its own.
const TEXTS = CALL_LIST_FORMATS.filter(({ binary }) => !binary).map(({ id }) => id);

it.each(TEXTS)("%s has equal bytes wherever and in whatever order of rows it is written", async (id) => {
  const calls = AWKWARD.map((name, index) => ({
    name,
    rank: index + 1,
    customer_id: `C${index}`,
    call_id: `L-${index}`,
    channel: index === 3 ? "email" : "phone",
    time_zone: index === 4 ? "Asia/Kathmandu" : null,
    window_start: index === 5 ? null : "09:00",
  }));
  const offsets = new Set<number>();
  const written = new Set<string>();
  for (const zone of ["America/St_Johns", "Asia/Tokyo", "UTC"]) {
    process.env.TZ = zone;
    offsets.add(new Date("2026-11-30T12:00:00Z").getTimezoneOffset());
    written.add(await list.write(id, calls));
    written.add(await list.write(id, calls.toReversed()));
  }
  expect(offsets.size).toBe(3);
  expect(written.size).toBe(1);
});
