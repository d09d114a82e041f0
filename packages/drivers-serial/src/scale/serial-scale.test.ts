import { fakeByteTransport, fakeProvider, testHub } from "@aisle/sdk/testing";
import { describe, expect, it } from "vitest";
import { serialScale } from "./serial-scale.ts";

async function scale(settings: object, answer: (written: string) => string | undefined) {
  const transport = fakeByteTransport();
  transport.onWrite = (bytes) => {
    const said = answer(new TextDecoder("latin1").decode(bytes));
    if (said !== undefined) transport.feed(Uint8Array.from(said, (character) => character.charCodeAt(0)));
  };
  const { hub, clock, readings } = await testHub({
    drivers: [serialScale],
    transports: [fakeProvider("serial", transport)],
    devices: [{ id: "s1", driver: "serial-scale", settings, transport: {} }],
  });
  await clock.settle();
  return { hub, clock, transport, readings, device: hub.device("s1", "weight-shelf") };
}

const grams = (readings: readonly { readonly type: string; readonly data: unknown }[]) =>
  readings.map(({ type, data }) => (type === "weights" ? (data as { grams: Float32Array }).grams[0] : data));

describe("a scale that is asked", () => {
  const toledo = (written: string): string | undefined =>
    written === "W" ? "\x0201.500\r" : written === "T\r" ? "\x02?p\r" : undefined;

  it("is asked at its rate, and its weights are grams", async () => {
    const { hub, clock, transport, readings } = await scale({ profile: "toledo-8217", rate: 4 }, toledo);
    await clock.run(1_000);
    expect(transport.written).toBe("WWWWW");
    expect(grams(readings)).toEqual([1_500, 1_500, 1_500, 1_500, 1_500]);
    await hub.close();
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("is offline within a second and a quarter of silence", async () => {
    let silent = false;
    const { hub, clock, device } = await scale({ profile: "toledo-8217" }, (written) =>
      silent ? undefined : toledo(written),
    );
    await clock.run(10_000);
    expect(device.status.state).toBe("online");
    silent = true;
    await clock.run(11_001);
    expect(device.status).toMatchObject({ state: "offline", reason: { code: "silent" } });
    await hub.close();
  });

  it("says that its zero moved before the next weight, and refuses a plate that it has not", async () => {
    const { hub, clock, device, readings } = await scale({ profile: "toledo-8217", rate: 1 }, toledo);
    await expect(device.commands.tare({ plates: [1] })).resolves.toMatchObject({
      outcome: "refused",
      error: { code: "plate-unknown" },
    });
    await expect(device.commands.tare({})).resolves.toMatchObject({ outcome: "done" });
    await clock.run(1_000);
    // The status that answers the tare is no weight, and says so.
    expect(grams(readings)).toEqual([1_500, { plates: [0], cause: "tare" }, Number.NaN, 1_500]);
    await hub.close();
  });

  it("says that its zero moved also where a weight was being asked for when it was told", async () => {
    const weight = "\n  1.000kg\r\n00\r\x03";
    const answers: Record<string, string> = { "W\r": weight, "Z\r": "\n20\r\x03" };
    const { hub, clock, transport, device, readings } = await scale({ profile: "nci" }, (written) => answers[written]);
    delete answers["W\r"];
    await clock.run(250);
    const taring = device.commands.tare({});
    await clock.settle();
    // The answer to the weight, with the load in it: not at zero.
    transport.feed(new TextEncoder().encode(weight));
    await expect(taring).resolves.toMatchObject({ outcome: "done" });
    expect(grams(readings)).toEqual([1_000, 1_000, { plates: [0], cause: "zero" }, Number.NaN]);
    await hub.close();
  });

  it("talks to CAS in two steps", async () => {
    const { hub, transport, readings } = await scale({ profile: "cas-pd2" }, (written) =>
      written === "\x05" ? "\x06" : written === "\x11" ? "\x01\x02S  1.234kg\x75\x03\x04" : undefined,
    );
    expect(transport.written).toBe("\x05\x11");
    expect(grams(readings)).toEqual([1_234]);
    await hub.close();
  });
});

describe("a scale that sends by itself", () => {
  const stream = "S S     200.00 g\r\n";
  const sics = (written: string): string | undefined =>
    ({ "@\r\n": 'I4 A "B1"\r\n', "SIR\r\n": stream, "T\r\n": `T S     200.00 g\r\nS S       0.00 g\r\n` })[written];

  it("is greeted, started, and started again after a tare, which comes before the weights that follow it", async () => {
    const { hub, transport, device, readings } = await scale({ profile: "mt-sics" }, sics);
    expect(device.info).toEqual({ serialNumber: "B1" });
    transport.feed(stream);
    await expect(device.commands.tare({ plates: [0] })).resolves.toMatchObject({ outcome: "done" });
    expect(transport.written).toBe("@\r\nSIR\r\nT\r\nSIR\r\n");
    expect(grams(readings)).toEqual([200, { plates: [0], cause: "tare" }, 0, 200]);
    await hub.close();
  });

  it("that does not come to rest refuses, and what it says too late still tells that its zero moved", async () => {
    const answers: Record<string, string> = { "@\r\n": 'I4 A "B1"\r\n', "SIR\r\n": stream, "T\r\n": "T I\r\n" };
    const { hub, clock, transport, device, readings } = await scale(
      { profile: "mt-sics" },
      (written) => answers[written],
    );
    transport.feed(stream);
    await expect(device.commands.tare({})).resolves.toMatchObject({
      outcome: "refused",
      error: { code: "scale-refused", message: expect.stringContaining("rest") },
    });
    // Some scales have ended their stream for it.
    expect(transport.written).toBe("@\r\nSIR\r\nT\r\nSIR\r\n");
    delete answers["T\r\n"];
    const late = device.commands.tare({}, { deadline: 300 });
    await clock.run(300);
    await expect(late).resolves.toMatchObject({ outcome: "unknown" });
    transport.feed("T S     200.00 g\r\n");
    expect(readings.at(-1)).toMatchObject({ type: "rebaselined" });
    await hub.close();
  });

  it("whose line is noisy is degraded, not wrong", async () => {
    const { hub, transport, device, readings } = await scale({ profile: "mt-sics" }, sics);
    transport.feed(stream);
    const before = readings.length;
    for (let line = 0; line < 5; line += 1) transport.feed("S S   \x7f200.00 g\r\n");
    expect(device.status).toMatchObject({ state: "degraded", reason: { code: "protocol-noise" } });
    expect(readings).toHaveLength(before);
    for (let line = 0; line < 5; line += 1) transport.feed(stream);
    expect(device.status.state).toBe("online");
    await hub.close();
  });
});
