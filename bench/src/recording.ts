/**
 * What recording costs: a store of 18 shelves × 30 plates × 20 Hz and 16 cameras × 10 Hz, written and read as fast as the
 * machine can, then live for a while. Beside it the plain MCAP writer and reader of @mcap/core with the same messages,
 * and weights as JSON.
 *
 *     npm run -s bench -- recording [--minutes 5] [--live 10]
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { type DeviceStatusChange, type Reading, systemClock, VirtualClock } from "@aisle/sdk";
import { openRecording, type Recorder, recordHub } from "@aisle/sdk/recording";
import { McapStreamReader, McapWriter } from "@mcap/core";
import { Subject } from "rxjs";

const { values } = parseArgs({
  options: { minutes: { type: "string", default: "5" }, live: { type: "string", default: "10" } },
});
const seconds = Number(values.minutes) * 60;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "aisle-bench-recording-"));
const begin = Date.UTC(2026, 0, 5, 9);
let seq = 0;

function weights(shelf: number, at: number): Reading {
  const grams = Float32Array.from({ length: 30 }, (_, plate) => 1000 + plate * 37.5 + Math.random());
  const data = { grams, samples: 1, plates: 30, dt: 50 };
  return {
    device: `g${shelf}`,
    kind: "weight-shelf",
    type: "weights",
    at,
    receivedAt: at + 4,
    run: 1,
    seq: ++seq,
    data,
  };
}

function detections(camera: number, at: number): Reading {
  const pixel = (): number => Math.round(Math.random() * 12_800) / 10;
  const objects = Array.from({ length: 5 }, (_, id) => ({
    id,
    score: Math.round(Math.random() * 100) / 100,
    box: [pixel(), pixel(), pixel(), pixel()] as const,
    head: [pixel(), pixel()] as const,
    wrists: [[pixel(), pixel()] as const, [pixel(), pixel()] as const],
  }));
  return {
    device: `cam-${camera}`,
    kind: "camera",
    type: "detections",
    at,
    receivedAt: at + 30,
    run: 1,
    seq: ++seq,
    data: { objects },
  };
}

/** Everything the store says in the 50 ms from `at`. */
function slice(at: number): Reading[] {
  const readings = Array.from({ length: 18 }, (_, shelf) => weights(shelf, at));
  if (Math.floor(at / 50) % 2 === 0) for (let camera = 0; camera < 16; camera++) readings.push(detections(camera, at));
  return readings;
}

function spokenHub() {
  const readings$ = new Subject<Reading>();
  return { readings$, statuses$: new Subject<DeviceStatusChange>(), devices: new Map() };
}

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
const line = (what: string, messages: number, bytes: number, elapsed: number, more = ""): void => {
  const speed = `${Math.round(messages / elapsed / 1000)} k messages/s`.padStart(18);
  const rate = `${(bytes / elapsed / 1e6).toFixed(0)} MB/s`.padStart(10);
  console.log(`${what.padEnd(44)}${speed}${rate}  ${more}`);
};

// Made beforehand, so that making them is not measured: one second, said again and again at later times.
const second = Array.from({ length: 20 }, (_, index) => slice(index * 50));
const perSecond = second.flat().length;

async function write(): Promise<Recorder> {
  const clock = new VirtualClock(begin);
  const hub = spokenHub();
  const recorder = recordHub(hub, { folder, clock });
  for (let now = 0; now < seconds; now++) {
    for (const [index, readings] of second.entries()) {
      const at = begin + now * 1000 + index * 50;
      for (const reading of readings) hub.readings$.next({ ...reading, at, receivedAt: at });
      clock.advanceTo(at);
    }
    // A store that lives this fast has to wait for its disk; a real one never does.
    do await settle();
    while (recorder.status.waiting > 20_000);
  }
  await recorder.close();
  return recorder;
}

async function plainWriter(): Promise<number> {
  const file = await fs.promises.open(path.join(folder, "plain"), "w");
  let size = 0;
  const writer = new McapWriter({
    writable: {
      position: () => BigInt(size),
      write: async (bytes) => {
        size += bytes.length;
        await file.appendFile(bytes);
      },
    },
  });
  await writer.start();
  const schemaId = await writer.registerSchema({ name: "any", encoding: "", data: new Uint8Array() });
  const channels = new Map<string, number>();
  for (let now = 0; now < seconds; now++) {
    for (const reading of second.flat()) {
      let channelId = channels.get(reading.device);
      if (channelId === undefined) {
        const topic = `/${reading.device}`;
        channelId = await writer.registerChannel({ schemaId, topic, messageEncoding: "json", metadata: new Map() });
        channels.set(reading.device, channelId);
      }
      const time = BigInt(begin + now * 1000 + reading.at) * 1_000_000n;
      const data = Buffer.from(
        JSON.stringify(reading.type === "weights" ? { ...reading, data: [...reading.data.grams] } : reading),
      );
      await writer.addMessage({ channelId, sequence: 0, logTime: time, publishTime: time, data });
    }
  }
  await writer.end();
  await file.close();
  return size;
}

async function live(record: boolean, duration: number): Promise<number> {
  const hub = spokenHub();
  const recorder = record ? recordHub(hub, { folder: path.join(folder, "live"), clock: systemClock }) : undefined;
  const before = cpuSeconds();
  const timer = setInterval(() => {
    for (const reading of slice(Math.floor(Date.now() / 50) * 50)) hub.readings$.next(reading);
  }, 50);
  await new Promise((resolve) => setTimeout(resolve, duration * 1000));
  clearInterval(timer);
  const cpu = (cpuSeconds() - before) / duration;
  await recorder?.close();
  return cpu;
}

try {
  console.log(`${perSecond} messages a second of store time, ${seconds} seconds of it`);
  let started = performance.now();
  let cpu = cpuSeconds();
  const { status } = await write();
  let elapsed = (performance.now() - started) / 1000;
  const share = ((cpuSeconds() - cpu) / seconds) * 100;
  const perDay = ((status.bytes / seconds) * 86_400) / 1e9;
  line(
    "write, recordHub",
    status.written,
    status.bytes,
    elapsed,
    `${share.toFixed(2)} % of a core, ${perDay.toFixed(1)} GB a day, dropped ${status.dropped}`,
  );

  const recording = await openRecording(folder);
  started = performance.now();
  let read = 0;
  for await (const inputs of recording.inputs()) read += inputs.length;
  line("read, openRecording", read, status.bytes, (performance.now() - started) / 1000);

  started = performance.now();
  cpu = 0;
  for (const file of recording.files) {
    const reader = new McapStreamReader({ validateCrcs: true });
    for await (const piece of fs.createReadStream(path.join(folder, file), { highWaterMark: 1 << 20 })) {
      reader.append(piece as Uint8Array);
      for (let record = reader.nextRecord(); record; record = reader.nextRecord()) if (record.type === "Message") cpu++;
    }
  }
  line("read, McapStreamReader (not decoded)", cpu, status.bytes, (performance.now() - started) / 1000);

  started = performance.now();
  const plain = await plainWriter();
  elapsed = (performance.now() - started) / 1000;
  line(
    "write, McapWriter, all as JSON",
    perSecond * seconds,
    plain,
    elapsed,
    `${(((plain / seconds) * 86_400) / 1e9).toFixed(1)} GB a day`,
  );

  const piece = fs.readFileSync(path.join(folder, recording.files[0] ?? "")).subarray(0, 32 << 20);
  for (const level of [1, 6]) {
    started = performance.now();
    const packed = gzipSync(piece, { level }).length;
    elapsed = (performance.now() - started) / 1000;
    console.log(
      `gzip -${level} of a file: to ${((100 * packed) / piece.length).toFixed(0)} %, ${(piece.length / elapsed / 1e6).toFixed(0)} MB/s`,
    );
  }

  const duration = Number(values.live);
  const [bare, recorded] = [await live(false, duration), await live(true, duration)];
  console.log(`live: ${(recorded * 100).toFixed(1)} % of a core with, ${(bare * 100).toFixed(1)} % without recording`);
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
