import { VirtualClock } from "@aisle/sdk";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clientOf } from "../wire/client.fixture.ts";
import { type ScaleDeviceOptions, scaleDevice } from "./scale-device.ts";

function weighed(protocol: ScaleDeviceOptions["protocol"], options: Partial<ScaleDeviceOptions> = {}) {
  const clock = new VirtualClock(0);
  const scale = scaleDevice({ protocol, clock, ...options });
  const client = clientOf(scale);
  return {
    clock,
    scale,
    client,
    ask: (text: string): string => {
      client.send(Buffer.from(text, "latin1"));
      return client.text();
    },
  };
}

describe("a scale that speaks MT-SICS", () => {
  it("gives its weight at once, stable or not, and waits for `S`", () => {
    const { clock, scale, client, ask } = weighed("mt-sics");
    expect(ask("SI\r\n")).toBe("S S       0.00 g\r\n");
    scale.load(123.454);
    expect(ask("SI\r\n")).toBe("S D     123.45 g\r\n");
    expect(ask("S\r\n")).toBe("");
    expect(ask("S\r\n")).toBe("S I\r\n");
    clock.advanceTo(500);
    expect(client.text()).toBe("S S     123.45 g\r\n");
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("gives up `S` after five seconds of motion", () => {
    const { clock, scale, client, ask } = weighed("mt-sics");
    scale.load(1, 60_000);
    expect(ask("S\r\n")).toBe("");
    clock.advanceTo(4_999);
    expect(client.text()).toBe("");
    clock.advanceTo(5_000);
    expect(client.text()).toBe("S I\r\n");
  });

  it("streams with `SIR` until it is told otherwise, and leaves no timer when the line is closed", () => {
    const { clock, scale, client, ask } = weighed("mt-sics");
    expect(ask("SIR\r\n")).toBe("S S       0.00 g\r\n");
    scale.load(-1.5);
    clock.advanceTo(250);
    expect(client.text()).toBe("S D      -1.50 g\r\n".repeat(2));
    expect(ask("SI\r\n")).toBe("S D      -1.50 g\r\n");
    clock.advanceTo(2_000);
    expect(client.text()).toBe("");
    ask("SIR\r\n");
    client.close();
    expect([clock.nextTimerAt(), scale.said.get("weight")?.unheard]).toEqual([undefined, 0]);
  });

  it("zeroes and tares, tells its tare and shows the net weight", () => {
    const { clock, scale, ask } = weighed("mt-sics");
    scale.load(20, 0);
    expect(ask("Z\r\n")).toBe("Z A\r\n");
    expect(ask("S\r\n")).toBe("S S       0.00 g\r\n");
    scale.load(120, 0);
    expect(ask("T\r\n")).toBe("T S     100.00 g\r\n");
    scale.load(170, 0);
    expect([scale.shown, ask("S\r\nTA\r\n")]).toEqual([50, "S S      50.00 g\r\nTA A     100.00 g\r\n"]);
    expect(ask("TAC\r\nSI\r\n")).toBe("TAC A\r\nS S     150.00 g\r\n");
    scale.load(1_000, 0);
    expect(ask("Z\r\n")).toBe("Z +\r\n");
    scale.load(900);
    expect(ask("TI\r\n")).toBe("TI D     880.00 g\r\n");
    expect(ask("@\r\nI4\r\n")).toBe('I4 A "B000000001"\r\n'.repeat(2));
    expect([clock.now(), scale.shown]).toEqual([0, 880]);
  });

  it("says when the load is out of its range, and ES to what it does not know", () => {
    const { scale, ask } = weighed("mt-sics");
    scale.load(6_200.1, 0);
    expect(ask("SI\r\n")).toBe("S +\r\n");
    scale.load(-200, 0);
    expect(ask("S\r\n")).toBe("S -\r\n");
    expect(ask("s\r\n")).toBe("ES\r\n");
    expect(ask("toString\r\n\r\n")).toBe("ES\r\n");
    expect(ask(`${"S".repeat(100_000)}\r\n`)).toBe("ES\r\n");
  });
});

describe("a scale that speaks Toledo 8217", () => {
  it("gives its weight in kilograms, and its status where it has none", () => {
    const { clock, scale, ask } = weighed("toledo-8217");
    expect(ask("W")).toBe("\u000200.000\r");
    scale.load(1_237);
    expect(ask("W")).toBe(`\u0002?${String.fromCharCode(0x40 | 8 | 1)}\r`);
    clock.advanceTo(500);
    expect(ask("W")).toBe("\u000201.235\r");
    scale.load(15_001, 0);
    expect(ask("W")).toBe(`\u0002?${String.fromCharCode(0x40 | 8 | 2)}\r`);
    scale.load(-10, 0);
    expect(ask("W")).toBe(`\u0002?${String.fromCharCode(0x40 | 4)}\r`);
  });

  it("zeroes, tares by the pan and by digits, and marks net weights", () => {
    const { scale, ask } = weighed("toledo-8217");
    scale.load(100, 0);
    expect(ask("Z")).toBe(`\u0002?${String.fromCharCode(0x40 | 16)}\r`);
    scale.load(350, 0);
    expect(ask("T\r")).toBe(`\u0002?${String.fromCharCode(0x40 | 32 | 8)}\r`);
    scale.load(1_350, 0);
    expect(ask("W")).toBe("\u000201.000N\r");
    expect(ask("T00500\r")).toContain("?");
    expect(ask("W")).toBe("\u000200.750N\r");
    expect(ask("C")).toContain("?");
    expect(ask("W")).toBe("\u000201.250\r");
    expect(ask("AB")).toBe("\u0002\r\u0002?@\r");
  });

  it("takes a command right after a tare that was never ended", () => {
    const { ask } = weighed("toledo-8217");
    expect(ask("T12W")).toBe("\u000200.000\r");
  });
});

describe("a scale on a serial line", () => {
  it.each(["mt-sics", "toledo-8217"] as const)("never throws at %s, whatever comes", (protocol) => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 20 }), (chunks) => {
        const { clock, scale, client, ask } = weighed(protocol);
        for (const chunk of chunks) {
          client.send(chunk);
          scale.load(chunk.length);
          clock.advanceTo(clock.now() + chunk.length);
        }
        client.close();
        expect(clock.nextTimerAt()).toBeUndefined();
        expect(ask("")).toBeTypeOf("string");
      }),
      { numRuns: 500 },
    );
  });
});
