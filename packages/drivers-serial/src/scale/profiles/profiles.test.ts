import fc from "fast-check";
import { from, toArray } from "rxjs";
import { describe, expect, it } from "vitest";
import { bytesOf } from "../../line/index.ts";
import type { ScaleMessage } from "../profile.ts";
import { casPd2Fixture } from "./cas-pd2.fixture.ts";
import { type ScaleProfileName, scaleProfiles } from "./index.ts";
import { mtSicsFixture } from "./mt-sics.fixture.ts";
import { nciFixture } from "./nci.fixture.ts";
import type { ScaleFixture } from "./scale-fixture.fixture.ts";
import { smaFixture } from "./sma.fixture.ts";
import { toledo8217Fixture } from "./toledo-8217.fixture.ts";

const fixtures: Readonly<Record<ScaleProfileName, ScaleFixture>> = {
  "mt-sics": mtSicsFixture,
  nci: nciFixture,
  sma: smaFixture,
  "toledo-8217": toledo8217Fixture,
  "cas-pd2": casPd2Fixture,
};

function read(profile: ScaleProfileName, ...chunks: readonly Uint8Array[]): readonly ScaleMessage[] {
  let said: readonly ScaleMessage[] = [];
  from(chunks)
    .pipe(scaleProfiles[profile].parse({ unit: "kg" }), toArray())
    .subscribe((messages) => {
      said = messages;
    });
  return said;
}

describe.each(Object.keys(fixtures) as ScaleProfileName[])("the profile %s", (profile) => {
  const fixture = fixtures[profile];

  it.each(fixture.map(([bytes, means]) => [JSON.stringify(bytes), bytes, means]))("reads %s", (_, bytes, means) => {
    const [message, ...more] = read(profile, bytesOf(bytes));
    expect(more).toEqual([]);
    const { grams, ...rest } = means;
    expect(message).toMatchObject(rest);
    if (grams === undefined) return;
    const got = message?.type === "sample" ? message.grams : undefined;
    if (Number.isNaN(grams)) expect(got).toBeNaN();
    else expect(got).toBeCloseTo(grams as number, 6);
  });

  it("reads the same however its bytes are cut, and never fails", () => {
    const frame = fc.oneof(
      fc.constantFrom(...fixture).map(([bytes]) => bytesOf(bytes)),
      fc.uint8Array({ maxLength: 30 }),
    );
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 10 }), fc.integer({ min: 1, max: 9 }), (parts, step) => {
        const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
        const cut = Array.from({ length: Math.ceil(bytes.length / step) }, (_, index) =>
          bytes.slice(index * step, (index + 1) * step),
        );
        expect(read(profile, ...cut)).toEqual(read(profile, bytes));
      }),
    );
  });
});

it("a CAS frame with one byte changed gives no weight", () => {
  const good = bytesOf("\x01\x02S  1.234kg\x75\x03\x04");
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const bad = good.map((byte, index) => (index === at ? byte ^ flip : byte));
      expect(read("cas-pd2", bad).filter(({ type }) => type === "sample")).toEqual([]);
    }),
  );
});

it("a CAS scale is heard again at its second answer after an SOH of noise, although its answers are one byte long", () => {
  const said = read("cas-pd2", bytesOf("\x01"), bytesOf("\x06"), bytesOf("\x06"));
  expect(said).toEqual([{ type: "ready" }, { type: "ready" }]);
});
