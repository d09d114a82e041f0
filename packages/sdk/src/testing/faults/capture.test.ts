import { describe, expect, it } from "vitest";
import { shelfDriver, toWeights } from "../../../test/conformance-driver.ts";
import { encodeReadings } from "../conformance/encode-reading.ts";
import { fakeByteTransport } from "../fake-byte-transport.ts";
import { fakeProvider } from "../fake-provider.ts";
import { testHub } from "../test-hub.ts";
import { parseCapture } from "./capture-format.ts";
import { captureTransport } from "./capture-transport.ts";
import { replayCapture } from "./replay-capture.ts";

const device = { id: "shelf-1", driver: "acme-shelf", transport: {} };

/** A capture of two connections, and the readings that were made then. */
async function record(): Promise<{ readonly text: string; readonly readings: readonly string[] }> {
  const line = fakeByteTransport();
  line.onWrite = () => {
    line.feed("!\n");
  };
  let text = "";
  const capture = captureTransport(fakeProvider("tcp", line), (more) => {
    text += more;
  });
  await using store = await testHub({ drivers: [shelfDriver()], transports: [capture], devices: [device] });
  store.hub.readings$.subscribe(capture.reading);
  line.feed("W 1 ");
  line.feed("2\nW 3 4\n");
  await store.clock.run(5_000);
  line.complete();
  await store.clock.run(10_000);
  line.feed("W 5 6\n");
  await store.clock.run(12_000);
  return { text, readings: encodeReadings(store.readings) };
}

async function replay(text: string, chunks?: (bytes: Uint8Array) => readonly Uint8Array[]) {
  const provider = replayCapture("tcp", text, chunks === undefined ? {} : { chunks });
  await using store = await testHub({ drivers: [shelfDriver()], transports: [provider], devices: [device] });
  await store.clock.run(60_000);
  return {
    readings: encodeReadings(store.readings),
    done: provider.done,
    recorded: encodeReadings(provider.readings as never),
  };
}

describe("a capture", () => {
  it("plays back to the readings that were made when it was recorded, over all its connections", async () => {
    const { text, readings } = await record();
    expect(readings).toEqual(encodeReadings(["W 1 2", "W 3 4", "W 5 6"].map(toWeights)));
    await expect(replay(text)).resolves.toEqual({ readings, recorded: readings, done: true });
  });

  it("gives the same when its bytes are cut one by one", async () => {
    const { text, readings } = await record();
    const cut = await replay(text, (bytes) => Array.from(bytes, (byte) => Uint8Array.of(byte)));
    expect(cut.readings).toEqual(readings);
  });

  it("holds every byte both ways, the connections' begins and ends, and the readings", async () => {
    const { entries, transport } = parseCapture((await record()).text);
    expect(transport).toBe("tcp");
    const kinds = ["open", "in", "out", "close", "reading"].map(
      (kind) => entries.filter((entry) => kind in entry).length,
    );
    expect(kinds.every((count) => count > 0)).toBe(true);
    expect(entries.filter((entry) => "open" in entry)).toHaveLength(2);
    expect(entries.map(({ t }) => t)).toEqual(entries.map(({ t }) => t).sort((a, b) => a - b));
  });

  it("is read to its last whole line when it broke off, and refused with the line where it is wrong", async () => {
    const { text } = await record();
    expect(parseCapture(text.slice(0, -5)).entries.length).toBe(parseCapture(text).entries.length - 1);
    const wrong = text.replace('"open":true', '"opne":true');
    expect(() => parseCapture(wrong)).toThrow(expect.objectContaining({ code: "capture-invalid" }));
    expect(() => parseCapture(wrong)).toThrow("Line 2");
    expect(() => replayCapture("serial", text)).toThrow("is of tcp, not of serial");
  });
});
