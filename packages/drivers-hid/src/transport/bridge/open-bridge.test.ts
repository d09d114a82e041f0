import { silentLogger, VirtualClock } from "@aisle/sdk";
import { fakeByteTransport, fakeProvider } from "@aisle/sdk/testing";
import { describe, expect, it } from "vitest";
import { createHidTransport } from "../hid-transport.ts";
import { encodeMessage, kinds } from "./messages.ts";

const facts = {
  usbVendorId: 1,
  usbProductId: 2,
  manufacturer: "Acme",
  product: "Bridge",
  serialNumber: "B-1",
  hidUsagePage: 0x8c,
  hidUsage: 2,
};
const hello = (value: unknown): Uint8Array =>
  encodeMessage(kinds.hello, new TextEncoder().encode(JSON.stringify(value)));

function rig() {
  const line = fakeByteTransport();
  const tcp = fakeProvider("tcp", line);
  const clock = new VirtualClock();
  const abort = new AbortController();
  const open = async () =>
    createHidTransport({ tcp }).open({
      settings: { host: "10.0.0.9", port: 4_001, connectTimeout: 5_000 },
      signal: abort.signal,
      clock,
      log: silentLogger,
    });
  const greeted = async () => {
    const opening = open();
    await clock.settle();
    line.feed(hello(facts));
    return opening;
  };
  return { line, tcp, clock, abort, open, greeted };
}

describe("a device at the other end of HID over TCP", () => {
  it("says what it is, sends reports, takes reports", async () => {
    const { line, tcp, clock, greeted } = rig();
    const { transport, close } = await greeted();
    expect(tcp.openings).toEqual([{ host: "10.0.0.9", port: 4_001, connectTimeout: 5_000 }]);
    expect(transport.facts).toEqual(facts);
    const reports: Uint8Array[] = [];
    line.feed(encodeMessage(kinds.input, Uint8Array.of(2, 1)));
    transport.reports$.subscribe((report) => reports.push(report));
    await clock.settle();
    line.feed(encodeMessage(kinds.input, Uint8Array.of(2, 2)));
    expect(reports).toEqual([Uint8Array.of(2, 1), Uint8Array.of(2, 2)]);
    await transport.write(Uint8Array.of(4, 1));
    expect(line.writes).toEqual([Uint8Array.of(0, 3, kinds.output, 4, 1)]);
    await close();
    expect(tcp.held).toBe(0);
    expect(clock.nextTimerAt()).toBeUndefined();
    await expect(transport.write(Uint8Array.of(4, 1))).rejects.toMatchObject({ code: "device-gone" });
  });

  it("that never says hello is asked for at its host and port", async () => {
    const { clock, open } = rig();
    const opening = expect(open()).rejects.toMatchObject({
      code: "timeout",
      remedy: expect.stringMatching(/^Check host and port; is a HID bridge there/),
    });
    await clock.settle();
    await clock.run(5_000);
    await opening;
  });

  it("answers for its feature reports, refuses one that it has not, and is not waited for over two seconds", async () => {
    const { line, clock, greeted } = rig();
    const { transport } = await greeted();
    const asking = transport.getFeatureReport(9, 0x120);
    expect(line.writes).toEqual([Uint8Array.of(0, 4, kinds.getFeature, 9, 1, 0x20)]);
    line.feed(encodeMessage(kinds.feature, Uint8Array.of(8, 1, 8, 8)));
    line.feed(encodeMessage(kinds.feature, Uint8Array.of(9, 1, 9, 7)));
    await expect(asking).resolves.toEqual(Uint8Array.of(9, 7));
    const refused = transport.getFeatureReport(9, 8);
    line.feed(encodeMessage(kinds.feature, Uint8Array.of(9, 0)));
    await expect(refused).rejects.toMatchObject({ code: "hid-feature-refused" });
    const silent = expect(transport.getFeatureReport(9, 8)).rejects.toMatchObject({ code: "timeout" });
    await clock.run(2_000);
    await silent;
    const again = transport.getFeatureReport(9, 8);
    line.feed(encodeMessage(kinds.feature, Uint8Array.of(9, 1, 9)));
    await expect(again).resolves.toEqual(Uint8Array.of(9));
  });

  it.each([
    ["a length of 0", Uint8Array.of(0, 0)],
    ["a kind that no device sends", Uint8Array.of(0, 1, 0x02)],
    ["an empty report", encodeMessage(kinds.input, new Uint8Array())],
    ["a second hello", hello(facts)],
    ["an answer without its outcome", encodeMessage(kinds.feature, Uint8Array.of(1))],
  ])("is lost with a clear reason after %s", async (_, bytes) => {
    const { line, greeted } = rig();
    const { transport, lost$ } = await greeted();
    const lost: unknown[] = [];
    let completed = false;
    lost$?.subscribe((cause) => lost.push(cause));
    transport.reports$.subscribe({ complete: () => (completed = true) });
    line.feed(bytes);
    line.feed(encodeMessage(kinds.input, Uint8Array.of(2, 2)));
    expect(lost).toMatchObject([{ code: "hid-bridge-invalid" }]);
    expect(completed).toBe(true);
  });

  it.each([
    ["no JSON", encodeMessage(kinds.hello, Uint8Array.of(0xff)), "hid-bridge-invalid"],
    ["facts of the wrong kind", hello({ usbVendorId: "1" }), "hid-bridge-invalid"],
    ["a report before its hello", encodeMessage(kinds.input, Uint8Array.of(2, 2)), "hid-bridge-invalid"],
  ])("is not opened where it begins with %s", async (_, bytes, code) => {
    const { line, tcp, clock, open } = rig();
    const opening = expect(open()).rejects.toMatchObject({ code });
    await clock.settle();
    line.feed(bytes);
    await opening;
    expect(tcp.held).toBe(0);
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("is not waited for when it never says hello, ends, or is given up", async () => {
    for (const [act, code] of [
      [({ clock }: ReturnType<typeof rig>) => clock.run(5_000), "timeout"],
      [({ line }: ReturnType<typeof rig>) => line.complete(), "device-gone"],
      [({ abort }: ReturnType<typeof rig>) => abort.abort(), "aborted"],
    ] as const) {
      const bridge = rig();
      const opening = expect(bridge.open()).rejects.toMatchObject({ code });
      await bridge.clock.settle();
      await act(bridge);
      await opening;
      expect(bridge.tcp.held).toBe(0);
      expect(bridge.clock.nextTimerAt()).toBeUndefined();
    }
  });

  it("is lost when a message begins and does not end within two seconds", async () => {
    const { line, clock, greeted } = rig();
    const { lost$ } = await greeted();
    const lost: unknown[] = [];
    lost$?.subscribe((cause) => lost.push(cause));
    const report = encodeMessage(kinds.input, Uint8Array.of(2, 2));
    line.feed(report.slice(0, 3));
    await clock.run(1_900);
    line.feed(report.slice(3));
    await clock.run(10_000);
    expect(lost).toEqual([]);
    line.feed(Uint8Array.of(8, 0, kinds.input));
    await clock.run(12_000);
    expect(lost).toMatchObject([{ code: "hid-bridge-invalid" }]);
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it.each(["lost", "closed"])(
    "answers for no feature report any more once it is %s, and leaves no timer",
    async (how) => {
      const { line, clock, greeted } = rig();
      const { transport, close } = await greeted();
      const asking = expect(transport.getFeatureReport(9, 8)).rejects.toMatchObject({ code: "device-gone" });
      if (how === "lost") line.complete();
      else await close();
      await asking;
      expect(clock.nextTimerAt()).toBeUndefined();
    },
  );

  it("is lost when the connection is", async () => {
    const { line, greeted } = rig();
    const { lost$ } = await greeted();
    const lost: unknown[] = [];
    lost$?.subscribe((cause) => lost.push(cause));
    line.complete();
    expect(lost).toMatchObject([{ code: "device-gone" }]);
  });
});
