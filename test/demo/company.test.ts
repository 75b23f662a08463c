import { beforeAll, describe, expect, it } from "vitest";
import { partialCorrelationFrom, workingDaysBetween } from "./by-hand.js";
import { readCompany, type TextRow, useDemoFolders } from "./sample-company.js";

/*
 * What truth.json says is held against the files by an independent way: everything is counted anew from the records. The
 * definitions are those of the issue: habitual from 3 purchase days on, buying here alone from a share of 0.8 on, a
 * promoter from 9 on, caps of 3 calls and 8 e-mails in 30 days.
 */
const LAST_DAY = "2026-10-31";
const day = (iso: string): number => Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / 86_400_000;
function by(rows: readonly TextRow[], field: string): Map<string, TextRow[]> {
  const groups = new Map<string, TextRow[]>();
  for (const row of rows) {
    const group = groups.get(row[field]!);
    if (group === undefined) groups.set(row[field]!, [row]);
    else group.push(row);
  }
  return groups;
}
const cents = (text: string): number => Math.round(Number(text) * 100);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

describe.each([
  { customers: 1500, seed: 11, flavour: "b2c", lang: "en" } as const,
  { customers: 1500, seed: 12, flavour: "b2b", lang: "zh" } as const,
])("a sample company, $flavour in $lang", (settings) => {
  const newFolder = useDemoFolders();
  const { flavour } = settings;
  const isEnglish = settings.lang === "en";
  let read: Awaited<ReturnType<typeof readCompany>>;
  let purchases: Map<string, TextRow[]>;
  beforeAll(async () => {
    read = await readCompany(newFolder(), settings);
    purchases = by(
      read.tables.transactions.filter((row) => row.status === (isEnglish ? "completed" : "已完成")),
      "customer_id",
    );
  });
  // biome-ignore lint/suspicious/noExplicitAny: truth.json is looked into from all sides
  const truths = (): [string, any][] => Object.entries(read.truth.customers);
  const daysOf = (id: string): string[] =>
    [...new Set((purchases.get(id) ?? []).map((row) => row.date!.slice(0, 10)))].sort();

  it("knows in its customer file everybody whom another file names, and nobody twice", () => {
    const { customers, transactions, ...records } = read.tables;
    const known = new Set(customers.map((row) => row.customer_id));
    expect(known.size).toBe(settings.customers);
    expect(Object.keys(read.truth.customers).sort()).toEqual([...known].sort());
    const named = [
      ...transactions.map((row) => row.customer_id),
      ...Object.values(records).flatMap((rows) => rows.flatMap((row) => [row.customer_id, row.referred ?? ""])),
      ...customers.flatMap((row) => [row.referred_by, row.served_by ?? ""]),
    ].filter((id) => id !== "");
    expect(named.filter((id) => !known.has(id))).toEqual([]);
    for (const field of ["email", "phone"]) {
      const filled = customers.map((row) => row[field]).filter((value) => value !== "");
      expect(new Set(filled).size, field).toBe(filled.length);
    }
  });

  it("has amounts that are quantity times price less discount, to the cent", () => {
    for (const row of read.tables.transactions) {
      expect(cents(row.amount!), row.order_id).toBe(
        Number(row.quantity) * cents(row.unit_price!) - cents(row.discount!),
      );
    }
  });

  it("ends on its last day, whatever the clock says", () => {
    expect(read.truth.lastDay).toBe(LAST_DAY);
    for (const [name, rows] of Object.entries(read.tables)) {
      const days = rows.map((row) => (row.date ?? "").slice(0, 10)).sort();
      expect(days.at(-1)! <= LAST_DAY, name).toBe(true);
    }
    expect(read.tables.interactions.every((row) => row.resolved === "" || row.resolved! >= row.date!)).toBe(true);
  });

  it("says truly what everybody bought, and who is not there any more", () => {
    for (const [id, truth] of truths()) {
      const days = daysOf(id);
      const lines = purchases.get(id) ?? [];
      expect([truth.purchaseDays, truth.firstPurchase, truth.lastPurchase], id).toEqual([
        days.length,
        days[0] ?? null,
        days.at(-1) ?? null,
      ]);
      expect(Math.round(truth.revenue * 100), id).toBe(sum(lines.map((row) => cents(row.amount!))));
      expect(Math.round(truth.grossProfit * 100), id).toBe(
        sum(lines.map((row) => cents(row.amount!) - cents(row.cost!))),
      );
      if (truth.isLossMaking && days.length > 0) expect(truth.grossProfit, id).toBeLessThan(0);
      if (truth.leftOn !== null) expect(truth.leftOn, id).toBe(days.at(-1));
      const isRegular = truth.kind === "habitual" || truth.kind === "loyalist";
      if (truth.leftOn !== null && isRegular) {
        expect(day(LAST_DAY) - day(truth.leftOn), id).toBeGreaterThanOrEqual(7 * truth.meanGapDays - 1);
      }
    }
  });

  it("has habitual buyers with a rhythm and ordinary ones without", () => {
    // Squared coefficient of variation of a gamma of shape k is 1/k: 1 for none, at most 1/5 for a rhythm.
    const variation = (kinds: readonly string[]): number => {
      const squares = truths().flatMap(([id, { kind, meanGapDays }]) => {
        const days = kinds.includes(kind) ? daysOf(id).map(day) : [];
        return days.slice(1).map((one, place) => ((one - days[place]!) / meanGapDays - 1) ** 2);
      });
      return sum(squares) / squares.length;
    };
    // A cancelled order doubles a gap now and then, and the last day cuts off the longest gaps of those without rhythm.
    expect(variation(["habitual", "loyalist"])).toBeLessThan(0.3);
    expect(variation(["ordinary"])).toBeGreaterThan(0.4);
  });

  it("classes its customers as the definition does, by evidence that the files show", () => {
    const { customers, referrals, responses, interactions } = read.tables;
    const brought = by(referrals, "customer_id");
    const promoters = new Set(
      responses
        .filter((row) => /\(0-10\)|（0-10）/.test(row.question!) && Number(row.answer) >= 9)
        .map((row) => row.customer_id),
    );
    const complaints = by(
      interactions.filter((row) => row.kind === (isEnglish ? "complaint" : "投诉")),
      "customer_id",
    );
    const spends = new Map(customers.map((row) => [row.customer_id!, Number(row.category_spend)]));
    const counted: Record<string, number> = { ordinary: 0, habitual: 0, loyalist: 0 };
    for (const [id, truth] of truths()) {
      if (truth.loyaltyClass === null) {
        expect(["prospect", "internal"], id).toContain(truth.kind);
        continue;
      }
      const days = daysOf(id);
      const yearRevenue = sum(
        (purchases.get(id) ?? []).filter((row) => row.date! >= "2025-11-01").map((row) => Number(row.amount)),
      );
      const share = spends.get(id)! > 0 ? yearRevenue / spends.get(id)! : null;
      if (share !== null) expect(Math.abs(share - truth.shareOfCategory), id).toBeLessThan(0.001);
      const evidence = {
        advocacy: brought.has(id) || promoters.has(id),
        exclusivity: truth.shareOfCategory >= 0.8,
        forgiveness: (complaints.get(id) ?? []).some((complaint) => complaint.date! < days.at(-1)!),
      };
      expect(truth.evidence, id).toEqual(evidence);
      const isHabitual = truth.leftOn === null && days.length >= 3;
      const isLoyal = isHabitual && sum(Object.values(evidence).map(Number)) >= 2;
      expect(truth.loyaltyClass, id).toBe(isLoyal ? "loyalist" : isHabitual ? "habitual" : "ordinary");
      // Every loyalist still there is what it was made to be, and its share of category is in the file to be seen.
      if (truth.kind === "loyalist" && truth.leftOn === null) {
        expect(isLoyal, id).toBe(true);
        expect(share, id).not.toBeNull();
      }
      counted[truth.loyaltyClass]! += 1;
    }
    expect(Math.min(...Object.values(counted))).toBeGreaterThan(100);
  });

  it("has a referral tree that its files tell, without circles", () => {
    const { customers, referrals } = read.tables;
    const edges = referrals.map((row) => `${row.customer_id} ${row.referred} ${row.date}`).sort();
    expect(
      read.truth.referrals.map((one: Record<string, string>) => `${one.referrer} ${one.referred} ${one.day}`).sort(),
    ).toEqual(edges);
    expect(
      customers
        .filter((row) => row.referred_by !== "")
        .map((row) => `${row.referred_by} ${row.customer_id}`)
        .sort(),
    ).toEqual(referrals.map((row) => `${row.customer_id} ${row.referred}`).sort());
    for (const { referrer, referred, day: when, generation, converted } of read.truth.referrals) {
      expect(read.truth.customers[referrer].firstPurchase < when, referred).toBe(true);
      const first = read.truth.customers[referred].firstPurchase;
      expect(converted, referred).toBe(first !== null);
      if (first !== null) expect(first > when, referred).toBe(true);
      expect(generation, referred).toBe((read.truth.customers[referrer].generation ?? 0) + 1);
    }
    expect(
      Math.max(...read.truth.referrals.map((one: { generation: number }) => one.generation)),
    ).toBeGreaterThanOrEqual(2);
    const counts = by(referrals, "customer_id");
    for (const [id, truth] of truths()) expect(truth.referrals, id).toBe(counts.get(id)?.length ?? 0);
  });

  it("contacts too often just those of whom it says so", () => {
    const { customers, interactions } = read.tables;
    const channels: Record<string, string> = isEnglish
      ? { call: "phone", email: "email", campaign: "email", online: "email" }
      : { 电话: "phone", 邮件: "email", 营销活动: "email", 在线: "email" };
    const optOuts = new Map(customers.map((row) => [row.customer_id!, row.opt_out!]));
    const refuses = (id: string, channel: string): boolean => {
      const words = channel === "phone" ? /phone|电话|all|全部/ : /email|邮件|all|全部/;
      return words.test(optOuts.get(id)!);
    };
    const outbound = interactions.filter((row) => row.direction === (isEnglish ? "outbound" : "呼出"));
    const found: string[] = [];
    for (const [id, rows] of by(outbound, "customer_id")) {
      for (const [channel, cap] of [
        ["phone", 3],
        ["email", 8],
      ] as const) {
        const days = rows.filter((row) => channels[row.kind!] === channel).map((row) => day(row.date!));
        const most = Math.max(0, ...days.map((end) => days.filter((one) => one <= end && one > end - 30).length));
        if (most > cap) found.push(`${id} cap ${channel} ${most}`);
        if (days.length > 0 && refuses(id, channel)) found.push(`${id} opt-out ${channel} ${days.length}`);
      }
    }
    const planted = read.truth.overContacted.map(
      (one: Record<string, string>) => `${one.customer} ${one.why} ${one.channel} ${one.contacts}`,
    );
    expect(found.sort()).toEqual(planted.sort());
    expect(
      new Set(read.truth.overContacted.map((one: Record<string, string>) => `${one.why} ${one.channel}`)).size,
    ).toBe(4);
  });

  it("has complaints that are settled in so many working days, and customers who came back or not", () => {
    const rows = read.tables.interactions.filter((row) => row.kind === (isEnglish ? "complaint" : "投诉"));
    expect(rows.map((row) => `${row.customer_id} ${row.date} ${row.resolved}`).sort()).toEqual(
      read.truth.complaints
        .map((one: Record<string, string | null>) => `${one.customer} ${one.day} ${one.resolved ?? ""}`)
        .sort(),
    );
    for (const { customer, day: when, resolved, workingDays, cameBack } of read.truth.complaints) {
      expect(cameBack, customer).toBe(daysOf(customer).some((one) => one > when));
      expect(workingDays, customer).toBe(resolved === null ? null : workingDaysBetween(when, resolved));
    }
    const back = read.truth.complaints.filter((one: { cameBack: boolean }) => one.cameBack).length;
    expect(back).toBeGreaterThan(20);
    expect(read.truth.complaints.length - back).toBeGreaterThan(20);
  });

  it("hides in its answers that at equal quality a dear price lowers perceived value and good service raises it", () => {
    const patterns = {
      perceived: /Perceived quality|实际质量/,
      expected: /did you expect|期望的水平/,
      price: /level of our prices|价格水平/,
      service: /service quality|服务质量/,
      recommend: /recommend us|推荐我们/,
    };
    const answers = [...by(read.tables.responses, "customer_id")].flatMap(([id, rows]) => {
      const of = (pattern: RegExp): number => Number(rows.find((row) => pattern.test(row.question!))?.answer);
      const told = Object.fromEntries(Object.entries(patterns).map(([name, pattern]) => [name, of(pattern)]));
      return Number.isNaN(told.perceived) ? [] : [{ id, ...(told as Record<keyof typeof patterns, number>) }];
    });
    const value = answers.map((one) => one.perceived - one.expected);
    const quality = answers.map((one) => one.perceived);
    expect(
      partialCorrelationFrom(
        value,
        answers.map((one) => one.price),
        quality,
      ),
    ).toBeLessThan(-0.5);
    expect(
      partialCorrelationFrom(
        value,
        answers.map((one) => one.service),
        quality,
      ),
    ).toBeGreaterThan(0.2);
    const mean = (kind: string): number => {
      const of = answers.filter(({ id }) => read.truth.customers[id].loyaltyClass === kind);
      return sum(of.map((one) => one.recommend)) / of.length;
    };
    for (const { id, recommend } of answers) expect(read.truth.customers[id].recommend, id).toBe(recommend);
    expect(mean("loyalist")).toBeGreaterThan(mean("habitual") + 1);
    expect(mean("habitual")).toBeGreaterThan(mean("ordinary") + 1);
  });

  it("has prospects of whom some are like its loyal customers", () => {
    const high = isEnglish ? "high" : "高";
    const rate = (isWanted: (truth: { kind: string; isLikeLoyal: boolean }) => boolean): number => {
      const rows = read.tables.customers.filter(
        (row) => isWanted(read.truth.customers[row.customer_id!]) && row.quality_attention !== "",
      );
      return rows.filter((row) => row.quality_attention === high).length / rows.length;
    };
    const loyal = rate((truth) => truth.kind === "loyalist");
    const like = rate((truth) => truth.kind === "prospect" && truth.isLikeLoyal);
    const unlike = rate((truth) => truth.kind === "prospect" && !truth.isLikeLoyal);
    expect(like).toBeGreaterThan(2 * unlike);
    expect(Math.abs(like - loyal)).toBeLessThan(0.2);
    expect(truths().every(([, truth]) => truth.kind !== "prospect" || truth.purchaseDays === 0)).toBe(true);
  });

  it("has files with gaps, people who are plainly invented, and numbers that are kept for fiction", () => {
    const { customers } = read.tables;
    const filled = customers.map((row) => Object.values(row).filter((cell) => cell !== "").length);
    expect(Math.max(...filled)).toBeGreaterThan(1.4 * Math.min(...filled));
    const people = [...customers, ...(flavour === "b2b" ? read.tables.contacts : [])];
    for (const { email, phone } of people) {
      if (email !== "") expect(email).toMatch(/[@.]example\.(com|org|net)$/);
      if (phone !== "") {
        expect(phone).toMatch(
          /^(\+1 \d{3} 555 01\d\d|\+44 (1632 960|7700 900|20 7946 0|1\d1 496 0|113 496 0)\d{3}|\+49 (30 23125|69 90009|40 66969|221 4710|89 99998)\d{3})$/,
        );
      }
    }
  });
});
