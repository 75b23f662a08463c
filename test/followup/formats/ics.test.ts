import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { AWKWARD, type Call, useList } from "./hand-list.js";

const list = useList();

interface Event {
  readonly uid: string;
  readonly summary: string;
  readonly description: string;
  readonly start: Date;
  readonly end: Date;
  readonly isWholeDay: boolean;
  readonly value: (name: string) => unknown;
}

/** The events as ical.js reads them. */
function eventsOf(text: string): Event[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      summary: event.summary,
      description: event.description,
      start: event.startDate.toJSDate(),
      end: event.endDate.toJSDate(),
      isWholeDay: event.startDate.isDate,
      value: (name) => component.getFirstPropertyValue(name),
    };
  });
}

const starts = async (calls: readonly Call[], facts?: Call, minutes?: number): Promise<string[]> =>
  eventsOf(await list.write("ics", calls, facts, minutes)).map(({ start }) => start.toISOString().slice(0, 16));

describe("ics", () => {
  it("has one event a row, with what the caller has to know", async () => {
    const [event, ...others] = eventsOf(await list.write("ics", [{ other_reasons: "anniversary" }]));
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      uid: "L1-1@call-list.invalid",
      summary: "Call Jo Doe: Post-sale check",
      start: new Date("2026-11-30T08:00:00Z"),
      end: new Date("2026-11-30T08:15:00Z"),
      isWholeDay: false,
    });
    expect(event!.description.split("\n")).toEqual([
      "bought 5 days ago",
      "- ask how it runs",
      "- offer the manual",
      "Phone: 030 901820",
      "E-mail: jo@example.com",
      "Customer's time: 09:00 (Europe/Berlin)",
      "Customer: C1",
      "Owner: Ann",
      "Also: anniversary",
    ]);
    expect(["categories", "transp", "dtstamp"].map((name) => String(event!.value(name)))).toEqual([
      "Post-sale check",
      "OPAQUE",
      "2026-11-28T00:00:00Z",
    ]);
  });

  /* Oracle: Berlin leaves summer time on 25 October 2026, Kathmandu is UTC+5:45. */
  it("is at the right instant across a change of summer time, and in a zone of three quarters of an hour", async () => {
    const owners = ["Ann", "Bob", "Eve", "Kim"];
    const calls = [
      { due: "2026-10-23" },
      { due: "2026-10-26" },
      { due: "2026-10-26", time_zone: "Asia/Kathmandu" },
      { due: "2026-10-26", time_zone: "America/New_York", window_start: "10:30" },
    ].map((call, index) => ({ ...call, owner: owners[index]! }));
    expect(await starts(calls)).toEqual([
      "2026-10-23T07:00",
      "2026-10-26T08:00",
      "2026-10-26T03:15",
      "2026-10-26T14:30",
    ]);
  });

  it("spreads an owner's day in the order of rank, by as many minutes as asked", async () => {
    const calls = [{ rank: 3 }, { rank: 1 }, { rank: 2, owner: "Bob" }, { rank: 4, due: "2026-12-01" }];
    expect(await starts(calls)).toEqual([
      "2026-11-30T08:00",
      "2026-11-30T08:00",
      "2026-11-30T08:15",
      "2026-12-01T08:00",
    ]);
    expect((await starts(calls, {}, 40))[2]).toBe("2026-11-30T08:40");
  });

  it("times by the staff's zone and hours what has none of its own, and says so", async () => {
    const calls = [{ time_zone: "Mars/Olympus" }, { window_start: null, window_end: null, time_zone: "Asia/Tokyo" }];
    expect(await starts(calls)).toEqual(["2026-11-30T08:00", "2026-11-30T07:00"]);
    expect(list.notes).toEqual(["time zone Mars/Olympus is not known; calls there are timed by Europe/Berlin"]);
  });

  it("takes hours that end after midnight", async () => {
    const calls = Array.from({ length: 3 }, () => ({ time_zone: "UTC", window_start: "23:40", window_end: "00:25" }));
    expect(await starts(calls)).toEqual(["2026-11-30T23:40", "2026-11-30T23:55", "2026-12-01T00:10"]);
  });

  it("is a whole day that leaves the time free where nobody telephones", async () => {
    const calls = ["email", "post", "visit"].map((channel) => ({ channel, contact: "Al Roe" }));
    const events = eventsOf(await list.write("ics", calls));
    expect(events.map(({ isWholeDay, summary }) => [isWholeDay, summary])).toEqual([
      [true, "Write to Al Roe (Jo Doe): Post-sale check"],
      [true, "Write to Al Roe (Jo Doe): Post-sale check"],
      [true, "Visit Al Roe (Jo Doe): Post-sale check"],
    ]);
    expect(events[0]!.value("dtend")?.toString()).toBe("2026-12-01");
    expect(events[0]!.value("transp")).toBe("TRANSPARENT");
  });

  it("brings every text through, folded by octets", async () => {
    const calls = AWKWARD.map((text) => ({
      name: text,
      play_title: text,
      reason: text.repeat(9),
      talking_points: null,
    }));
    const text = await list.write("ics", calls);
    for (const [index, event] of eventsOf(text).entries()) {
      const awkward = AWKWARD[index]!;
      const plain = awkward.replaceAll("\r\n", "\n");
      expect(event.summary).toBe(`Call ${awkward.replaceAll(/\s+/g, " ")}: ${plain}`);
      expect(event.description.startsWith(plain.repeat(9))).toBe(true);
      expect(event.value("categories")).toBe(plain);
    }
    const lines = text.split("\r\n");
    expect(lines.pop()).toBe("");
    // Were a character cut in two, its halves would be U+FFFD in a line of its own.
    for (const line of lines) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toMatch(/[\r\n\uFFFD]/);
    }
    expect(lines.some((line) => Buffer.byteLength(line) === 75)).toBe(true);
  });

  it("keeps an identifier from one list to the next, and each its own", async () => {
    const uids = async (calls: readonly Call[], facts: Call) =>
      eventsOf(await list.write("ics", calls, facts)).map(({ uid }) => uid);
    const first = await uids([{ call_id: "L1-a" }, { call_id: "L1-b" }], {});
    const second = await uids([{ call_id: "L1-b" }, { call_id: "L1-c,;" }], { as_of: "2026-11-29" });
    expect(first).toEqual(["L1-a@call-list.invalid", "L1-b@call-list.invalid"]);
    expect(second).toEqual(["L1-b@call-list.invalid", "L1-c,;@call-list.invalid"]);
  });

  it("is a calendar without events when nobody is to be called", async () => {
    expect(eventsOf(await list.write("ics", [], { campaign: "Spring, 2026", phase: "launch" }))).toEqual([]);
  });
});
