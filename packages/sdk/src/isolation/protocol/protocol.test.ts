import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSecret, Secret } from "../../secrets/index.ts";
import { decodeChildMessage, decodeHostMessage } from "./decode.ts";
import { packReadings, unpackReadings } from "./pack-readings.ts";
import { packSettings, unpackSettings } from "./pack-settings.ts";

const floats = fc.array(fc.float(), { maxLength: 6 }).map((values) => Float32Array.from(values));
const leaf = fc.oneof(fc.double(), fc.string(), fc.boolean(), fc.constant(undefined), floats, fc.array(fc.nat()));
const data = fc.dictionary(fc.string(), fc.oneof(leaf, fc.uint8Array({ maxLength: 4 })), { maxKeys: 20 });
const reading = fc.record(
  { type: fc.constantFrom("weights", "scan", "mode"), data, at: fc.option(fc.double(), { nil: undefined }) },
  { requiredKeys: ["type", "data"] },
);

function roundTrip(emissions: readonly unknown[]): unknown[] {
  const back: unknown[] = [];
  unpackReadings(structuredClone(packReadings(emissions)), (emission, index) => {
    expect(index).toBe(back.length);
    back.push(emission);
  });
  return back;
}

/** Without an `at` that says nothing: the same to whoever reads it. */
const plain = (emission: unknown): unknown => {
  const { at, ...rest } = emission as { readonly at?: unknown };
  return at === undefined ? rest : { at, ...rest };
};

describe("readings in columns", () => {
  it("come back as a structured clone would give them, typed arrays and all", () => {
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 20 }), (emissions) => {
        expect(roundTrip(emissions).map(plain)).toEqual(structuredClone(emissions).map(plain));
      }),
    );
  });

  it("come back whatever a driver emits instead of readings", () => {
    fc.assert(
      fc.property(fc.array(fc.anything(), { maxLength: 20 }), (emissions) => {
        const sendable = emissions.filter((emission) => !inspect(emission, { depth: 9 }).includes("Symbol("));
        expect(roundTrip(sendable).map(looks)).toEqual(structuredClone(sendable).map(looks));
      }),
    );
  });

  it("keep a key that would be a prototype from becoming one", () => {
    const hostile = JSON.parse('{"type":"scan","data":{"__proto__":{"polluted":true}}}') as unknown;
    const [back] = roundTrip([hostile]) as { data: Record<string, unknown> }[];
    expect(back?.data["polluted"]).toBeUndefined();
  });

  it("do not keep the whole batch for one reading that is kept", () => {
    const emissions = [1, 2, 3].map((value) => ({ type: "weights", data: { grams: Float32Array.of(value) } }));
    const [, second] = roundTrip(emissions) as { data: { grams: Float32Array } }[];
    expect(second?.data.grams.buffer.byteLength).toBe(4);
  });
});

function looks(value: unknown): string {
  return inspect(value, { depth: 9, sorted: true }).replaceAll("[Object: null prototype] ", "");
}

describe("messages", () => {
  it("are told from whatever else comes over the channel, without throwing", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(decodeChildMessage(value)).toBeUndefined();
        expect(decodeHostMessage(value)).toBeUndefined();
      }),
    );
  });

  it("are none when a field is of another type", () => {
    const opened = {
      type: "opened",
      id: 1,
      device: { info: {}, liveness: "unwatched", commands: [], probe: true, readClock: false },
    };
    expect(decodeChildMessage(opened)).toBe(opened);
    for (const liveness of [{ within: -1 }, { probe: "driver", every: Number.NaN }, "never", undefined]) {
      expect(decodeChildMessage({ ...opened, device: { ...opened.device, liveness } })).toBeUndefined();
    }
    expect(decodeHostMessage({ type: "close", id: "1" })).toBeUndefined();
    expect(
      decodeChildMessage({ type: "batch", number: 1, ids: [1], ...packReadings([{ type: "x", data: {} }]) }),
    ).toBeDefined();
    const shapes = [{ type: "x", at: false, keys: ["__proto__"], isFloats: [false] }];
    expect(decodeChildMessage({ type: "batch", number: 1, ids: [1], ...packReadings([]), shapes })).toBeUndefined();
  });
});

describe("settings on their way to a driver process", () => {
  it("arrive with their secrets, which are secrets again", () => {
    const settings = {
      host: "10.0.0.9",
      login: { password: new Secret("correct horse") },
      ports: [1, 2],
      none: undefined,
    };
    const back = unpackSettings(structuredClone(packSettings(settings))) as typeof settings;
    expect(isSecret(back.login.password)).toBe(true);
    expect(back.login.password.reveal()).toBe("correct horse");
    expect(JSON.stringify(back)).toBe('{"host":"10.0.0.9","login":{"password":"***"},"ports":[1,2]}');
  });

  it("lose what is no data, and rings are cut", () => {
    const ring: Record<string, unknown> = { run: () => 1 };
    ring["self"] = ring;
    expect(() => structuredClone(packSettings(ring))).not.toThrow();
  });
});
