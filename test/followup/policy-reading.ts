import { AS_OF, ago, CAPS, LEVEL_OF, type NastyCustomer, type NastyShop, PHONES, REST, ZONES } from "./nasty-shop.js";

/* The contact policy read anew in plain JavaScript from the rows of a shop, with nothing of the code under test. */

/** A row of the list, as JSON has it. */
export interface ListRow {
  readonly customer_id: string;
  readonly channel: string;
  readonly owner: string;
  readonly due: string;
  readonly window: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly play: string;
}

const SERVICE = ["open_complaint", "promised_contact", "post_sale_check", "detractor"];
const CHANNEL: Readonly<Record<string, string>> = { call: "phone", email: "email", visit: "visit" };
const daysFrom = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** What of the policy a row breaks, in words; nothing where it keeps it. */
export function broken(row: ListRow, shop: NastyShop): string[] {
  const index = shop.customers.findIndex(({ id }) => id === row.customer_id);
  const customer = shop.customers[index]!;
  return [
    ...refused(row, customer, index, shop),
    ...unreachable(row, customer),
    ...tooMuch(row, index, shop),
    ...tooSoon(row, index, shop),
  ].map((what) => `${row.customer_id} by ${row.channel} on ${row.due} (${row.play}): ${what}`);
}

function refused({ channel }: ListRow, { optOut }: NastyCustomer, index: number, shop: NastyShop): string[] {
  const said: string[] = [];
  if (optOut === channel || optOut === "all") said.push(`opted out of ${optOut}`);
  // Customers may share a number: who has one that is on the list is on it.
  const { phone } = shop.customers[index]!;
  for (const [other, what] of shop.never) {
    const listed = shop.customers[other]!;
    if (what === "id" && other === index) said.push("id on the do-not-contact list");
    if (what === "email" && other === index && listed.email !== null) said.push("e-mail on the do-not-contact list");
    if (what === "phone" && phone !== null && PHONES[phone] && listed.phone === phone)
      said.push("number on the do-not-contact list");
  }
  for (const contact of shop.contacts)
    if (contact.customer === index && contact.outcome === "do not contact") said.push("said never again");
  return said;
}

function unreachable({ channel, window, phone, email }: ListRow, { city, zone }: NastyCustomer): string[] {
  const said: string[] = [];
  if (channel === "phone" && (phone === null || PHONES[phone] !== true)) said.push(`no possible number: ${phone}`);
  if (channel === "email" && email === null) said.push("no e-mail address");
  if ((channel === "post" || channel === "visit") && city === null) said.push("no address");
  if (channel !== "phone" && channel !== "visit") return said;
  if (zone !== null && !ZONES[zone]) said.push(`unknown zone ${zone}`);
  const [from = "", to = ""] = (window ?? "").slice(0, 11).split("-");
  if (!(from >= "09:00" && to <= "20:00" && from < to)) said.push(`quiet hours: ${window}`);
  return said;
}

function tooMuch({ channel, due, play, customer_id: id }: ListRow, index: number, shop: NastyShop): string[] {
  const said: string[] = [];
  const made = shop.contacts
    .filter((one) => one.customer === index && one.direction === "outbound" && one.kind in CHANNEL)
    .map(({ kind, daysAgo }) => ({ channel: CHANNEL[kind]!, day: ago(daysAgo) }));
  if (index === 0) made.push({ channel: "phone", day: ago(300) });
  for (const cap of CAPS) {
    if (cap.channel !== "all" && cap.channel !== channel) continue;
    const counted = made.filter((one) => cap.channel === "all" || one.channel === cap.channel);
    const many = counted.filter(({ day }) => daysFrom(day, due) < cap.days).length;
    if (many + 1 > cap.most) said.push(`cap of ${cap.most} by ${cap.channel}: ${many} already`);
  }
  const visits = made.filter((one) => one.channel === "visit" && daysFrom(one.day, AS_OF) < 365).length;
  const hasBought = shop.purchases.some(([customer, , amount]) => customer === index && amount >= 0) || index === 0;
  if (channel === "visit" && !SERVICE.includes(play) && visits >= 1 && hasBought)
    said.push("visits of the class are used up");
  const level = hasBought ? LEVEL_OF[shop.customers.find((one) => one.id === id)!.region] : undefined;
  if ((level === "basic" || level === "reactive") && (channel === "phone" || channel === "visit"))
    said.push(`level ${level}`);
  if (level === "accountable" && channel === "visit") said.push(`level ${level}`);
  return said;
}

function tooSoon({ channel, due }: ListRow, index: number, shop: NastyShop): string[] {
  const said: string[] = [];
  const own = shop.contacts.filter(
    (one) => one.customer === index && one.direction === "outbound" && one.kind in CHANNEL,
  );
  for (const { kind, daysAgo, outcome, nextIn } of own) {
    const since = daysFrom(ago(daysAgo), due);
    const by = CHANNEL[kind]!;
    if (outcome === "not interested" && since <= 180) said.push("was not interested");
    else if (outcome === "not now" && since < (nextIn ?? 31)) said.push("said not now");
    else if (outcome === "call back" && nextIn !== null && since < nextIn) said.push("named a later day");
    // Who named a day of its own has ended the rest by it.
    else if (
      !["not now", "not interested"].includes(outcome) &&
      !(outcome === "call back" && nextIn !== null) &&
      since <= REST[by]!
    )
      said.push(`rest after ${by}`);
  }
  const calls = own.filter(({ kind }) => kind === "call");
  const wrong = Math.min(
    ...calls
      .concat(own.filter(({ outcome }) => outcome === "wrong number"))
      .filter(({ outcome }) => outcome === "wrong number")
      .map(({ daysAgo }) => daysAgo),
  );
  const spoken = ["talked", "not now", "not interested", "call back", "do not contact"];
  const isReached = calls.some(({ outcome, daysAgo }) => spoken.includes(outcome) && daysAgo < wrong);
  if (channel === "phone" && Number.isFinite(wrong) && !isReached) said.push("the number was wrong");
  return said;
}
