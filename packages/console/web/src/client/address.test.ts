import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PageAddress, readAddress, writeAddress } from "./address.ts";
import type { Panel, Selection } from "./page-model.ts";

const id = fc.string({ minLength: 1, maxLength: 20 });
const selection: fc.Arbitrary<Selection> = fc.oneof(
  fc.record({ kind: fc.constantFrom("session", "plate", "camera", "gate", "device"), id }) as fc.Arbitrary<Selection>,
  fc.record({ kind: fc.constant("person" as const), id: fc.nat() }),
  fc.record({ kind: fc.constant("interaction" as const), id, session: id, line: id }, { requiredKeys: ["kind", "id"] }),
);
const address: fc.Arbitrary<PageAddress> = fc.record(
  { t: fc.nat({ max: 4e12 }), selection, panel: fc.constantFrom<Panel>("devices", "time", "install", "truth") },
  { requiredKeys: [] },
);

describe("the address of the page", () => {
  it("says everything that was written into it", () => {
    fc.assert(
      fc.property(address, (written) => {
        expect(readAddress(writeAddress(written))).toEqual(written);
      }),
    );
  });

  it("is empty where the page shows what it shows by itself", () => {
    expect(writeAddress({ panel: "carts" })).toBe("");
  });

  it("leaves out what it does not know", () => {
    expect(readAddress("#t=soon&person=me&panel=cellar&colour=red")).toEqual({});
    expect(readAddress("#t=-5")).toEqual({});
    expect(readAddress("")).toEqual({});
  });

  it("never throws, whatever somebody typed", () => {
    fc.assert(fc.property(fc.string(), (text) => void readAddress(text)));
  });

  it("takes an empty time for none", () => {
    expect(readAddress("#t=&panel=devices")).toEqual({ panel: "devices" });
    expect(readAddress("#t=0")).toEqual({ t: 0 });
  });
});
