import { readFileSync } from "node:fs";
import { join } from "node:path";
import { VirtualClock } from "@aisle/sdk";
import { Subject } from "rxjs";
import { expect, it } from "vitest";
import { model, t0, tellAll, visit } from "../src/engine/visit.fixture.ts";
import {
  type CartLine,
  createEngine,
  fuse,
  type LineExplanation,
  type Receipt,
  type StoreEvent,
} from "../src/index.ts";
import { keepBills } from "./host-bills.ts";

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), "utf8");
const readme = read("../README.md");

const percent = (probability: number): string => `${Math.round(100 * probability)} %`;
const list = (lines: readonly CartLine[]): string =>
  lines.map(({ quantity, name }) => `${quantity} × ${name}`).join(", ");

function words(event: StoreEvent): string {
  switch (event.type) {
    case "session.opened":
      return `${event.session} of ${event.credential}`;
    case "interaction.detected": {
      const { id, kind, plates, sessions } = event.interaction;
      const [{ plate, grams } = { plate: "", grams: 0 }] = plates;
      const [{ session, probability } = { session: null, probability: 0 }] = sessions;
      return `${id}: ${kind} of −${Math.round(-grams)} g at ${plate}, ${percent(probability)} ${session}`;
    }
    case "cart.changed":
      return `${event.session} holds ${list(event.lines)}, because of ${event.cause}`;
    case "session.closed":
      return `${event.session}: ${event.reason}`;
    case "receipt.issued": {
      const { session, total, lines } = event.receipt;
      return `${session} is to pay ${total}: ${list(lines)} (${percent(lines[0]?.confidence ?? 0)})`;
    }
    default:
      return "";
  }
}

it("tells what a visit says, event by event", () => {
  for (const event of tellAll(visit())) {
    const seconds = `+${((event.at - t0) / 1000).toFixed(2)} s`;
    expect(readme).toContain(`${seconds.padEnd(9)} ${event.type.padEnd(21)} ${words(event)}\n`);
  }
});

it("names every store event", () => {
  const types = [...read("../src/events/store-event.ts").matchAll(/readonly type: "([a-z.]+)"/g)].map(
    ([, type]) => type,
  );
  expect(types.length).toBeGreaterThanOrEqual(10);
  for (const type of types) expect(readme).toContain(`| \`${type}\` |`);
});

it("names what is counted of a device", () => {
  const [counts] = Object.values(createEngine(model).counters());
  expect(readme).toContain(`{ ${Object.keys(counts!).join(", ")} }`);
});

/** What the host of the README does with the receipts of one visit, of which some are looked at in another light. */
function billed(change: (receipt: Receipt) => Receipt): { bills: Receipt[]; asked: (readonly LineExplanation[])[] } {
  const readings$ = new Subject<ReturnType<typeof visit>[number]>();
  const clock = new VirtualClock(t0);
  const fusion = fuse({ readings$, statuses$: new Subject() }, model, { clock });
  const bills: Receipt[] = [];
  const asked: (readonly LineExplanation[])[] = [];
  const receipts$ = new Subject<Receipt>();
  fusion.receipts$.subscribe((receipt) => receipts$.next(change(receipt)));
  const stop = keepBills(
    { ...fusion, receipts$ },
    { bill: (receipt) => bills.push(receipt), ask: (_, why) => asked.push(why) },
  );
  for (const reading of visit()) readings$.next(reading);
  fusion.closeStore();
  stop();
  fusion.stop();
  return { bills, asked };
}

it("shows the host that is tested, which bills what is sure", () => {
  expect(readme).toContain(`<!-- host-bills.ts -->\n\`\`\`ts\n${read("host-bills.ts")}\`\`\``);
  const { bills, asked } = billed((receipt) => receipt);
  expect(bills.map(({ total }) => total)).toEqual([250]);
  expect(asked).toEqual([]);
});

it("shows a host that asks about a doubtful line with what it rests on", () => {
  const { bills, asked } = billed((receipt) => ({
    ...receipt,
    review: true,
    lines: receipt.lines.map((line) => ({ ...line, review: true })),
  }));
  expect(bills).toEqual([]);
  expect(asked).toHaveLength(1);
  expect(asked[0]?.map(({ line, units }) => [line.name, units[0]?.interaction.kind])).toEqual([["Tea", "pick"]]);
});

it("shows a host that asks about a doubtful visit without naming a line", () => {
  const { bills, asked } = billed((receipt) => ({ ...receipt, review: true }));
  expect(bills).toEqual([]);
  expect(asked).toEqual([[]]);
});
