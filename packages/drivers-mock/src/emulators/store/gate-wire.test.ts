import { seededRandom, VirtualClock } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { withCrc } from "../modbus/crc.ts";
import { encodeBoardFrame } from "../serial/board-frames.ts";
import type { ByteDevice } from "../wire/index.ts";
import { createEmulatedStore } from "./emulated-store.ts";

const startsAt = Date.UTC(2026, 0, 5, 9);

/** The first answer to a request on a wire, as a host would hear it. */
function ask(device: ByteDevice, request: Uint8Array): Buffer {
  const said: Uint8Array[] = [];
  const connection = device.connect({ send: (bytes) => said.push(bytes.slice()), hangUp: () => undefined });
  connection.receive(request);
  connection.close();
  return Buffer.from(said[0] ?? []);
}

/** Lets a store live for some time without any host, and gives what its gates have counted then. */
async function liveAlone(admission: "host" | "automatic", seconds: number) {
  const clock = new VirtualClock(startsAt);
  const passed: Record<string, number> = { "gate-1 in": 0, "gate-1 out": 0, "gate-2 in": 0, "gate-2 out": 0 };
  const store = createEmulatedStore({
    simulation: { seed: 7, admission },
    clock,
    random: seededRandom(1),
    onSaid: ({ device, kind, reading }) => {
      if (kind !== "turnstile" || reading.type !== "passage" || reading.data.phase !== "completed") return;
      const key = `${device} ${reading.data.direction}`;
      passed[key] = (passed[key] ?? 0) + 1;
    },
  });
  const stop = new AbortController();
  const living = store.live(stop.signal);
  await clock.run(startsAt + seconds * 1_000);
  stop.abort();
  await living;
  const [relay, board] = ["gate-1", "gate-2"].map((id) => store.parts.find((part) => part.id === id));
  if (relay === undefined || board === undefined) return expect.fail("no gates");
  const registers = ask(relay.bytes, withCrc(Uint8Array.of(1, 4, 0, 0, 0, 8)));
  const status = ask(board.bytes, encodeBoardFrame(1, 0x30, []));
  return {
    hostAdmits: store.hostAdmits,
    passed,
    counted: {
      "gate-1 in": registers.readUInt32BE(3),
      "gate-1 out": registers.readUInt32BE(7),
      "gate-2 in": status.readUInt32BE(6),
      "gate-2 out": status.readUInt32BE(10),
    },
    opened: registers.readUInt16BE(15),
    refused: [relay, board].map(({ counters }) => (counters as { refused: number }).refused),
  };
}

describe("the gates of an emulated store", () => {
  it("let people in by themselves where admission is automatic, and boards of both kinds count everybody", async () => {
    const { hostAdmits, passed, counted, opened, refused } = await liveAlone("automatic", 240);
    expect([hostAdmits, refused]).toEqual([false, [0, 0]]);
    expect(counted).toEqual(passed);
    expect(Math.min(...Object.values(counted))).toBeGreaterThan(2);
    expect(opened).toBeGreaterThanOrEqual(counted["gate-1 in"]);
  });

  it("let nobody in where no host admits them", async () => {
    const { hostAdmits, counted, opened } = await liveAlone("host", 60);
    expect([hostAdmits, opened, ...Object.values(counted)]).toEqual([true, 0, 0, 0, 0, 0]);
  });
});
