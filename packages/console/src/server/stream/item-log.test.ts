import fc from "fast-check";
import { expect, it } from "vitest";
import { eventItem } from "../testing/fake-source.ts";
import { ItemLog } from "./item-log.ts";

const fail = (): never => expect.fail("an item could not be written");

it("whoever reads on from where they stand gets every kept item once, in order, within the log's bounds", () => {
  const step = fc.oneof(
    fc.record({ add: fc.integer({ min: 0, max: 40 }), size: fc.integer({ min: 0, max: 200 }) }),
    fc.constant("seal" as const),
    fc.record({ read: fc.integer({ min: 1, max: 2_000 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const log = new ItemLog({ mostItems: 30, mostText: 4_000 });
      let said = 0;
      let cursor = 0;
      for (const each of steps) {
        if (each === "seal") {
          log.seal(fail);
          expect(log.text).toBeLessThanOrEqual(4_000);
          expect(log.sealed).toBe(said);
        } else if ("add" in each) {
          for (let i = 0; i < each.add; i += 1) log.append(eventItem((said += 1) - 1, each.size));
        } else {
          cursor = Math.max(cursor, log.first);
          const { items, next } = log.read(cursor, each.read);
          expect(items.map((text) => (JSON.parse(text) as { t: number }).t)).toEqual(
            Array.from({ length: Math.max(0, next - cursor) }, (_, i) => cursor + i),
          );
          if (items.length > 1) expect(items.join("").length).toBeLessThanOrEqual(each.read);
          if (log.sealed > cursor) expect(next).toBeGreaterThan(cursor);
          cursor = next;
        }
        expect(log.head).toBe(said);
        expect(log.head - log.first).toBeLessThanOrEqual(30);
      }
    }),
  );
});

it("an item that cannot be written is told and left out", () => {
  const log = new ItemLog({ mostItems: 10, mostText: 1_000 });
  log.append({ k: "note", t: 1n as unknown as number, text: "" });
  log.append(eventItem(2));
  const failed: string[] = [];
  log.seal(({ k }) => failed.push(k));
  expect(failed).toEqual(["note"]);
  expect(log.read(0, 1_000)).toEqual({ items: [JSON.stringify(eventItem(2))], next: 2 });
});
