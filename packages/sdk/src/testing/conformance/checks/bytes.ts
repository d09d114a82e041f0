import { isWorking } from "../../../status/machine.ts";
import type { Random } from "../../../time/clock.ts";
import { seededRandom } from "../../../time/random.ts";
import { type Check, type Finding, notApplicable, type Subject } from "../check.ts";
import { difference } from "../encode-reading.ts";
import type { ConformanceFixture } from "../fixture.ts";
import { Rig, say } from "../rig.ts";

type Frame = ConformanceFixture["frames"][number];

/** The bytes of a frame, where it has any. */
export function bytesOf(frame: Frame): Uint8Array {
  if (!("bytes" in frame)) return new Uint8Array();
  return typeof frame.bytes === "string" ? new TextEncoder().encode(frame.bytes) : frame.bytes;
}

/** Frames one after the other; as many as fit into 4 KiB, so that trying every cut stays quick. */
function joined(frames: readonly Frame[]): { readonly bytes: Uint8Array; readonly readings: Frame["readings"] } {
  const parts: Uint8Array[] = [];
  const readings: Frame["readings"][number][] = [];
  let length = 0;
  for (const frame of frames) {
    const bytes = bytesOf(frame);
    if (length > 0 && length + bytes.length > 4_096) break;
    length += bytes.length;
    parts.push(bytes);
    readings.push(...frame.readings);
  }
  return { bytes: Buffer.concat(parts), readings };
}

const cutsBytes = ({ driver }: Subject): boolean => driver.transport === "tcp" || driver.transport === "serial";

/** Bytes come cut anywhere. */
export const splitCheck: Check = {
  id: "split-and-merged",
  level: "silver",
  title: "reads frames that come merged, byte by byte, and cut at every point",
  async run(subject): Promise<Finding> {
    if (!cutsBytes(subject))
      return notApplicable(`a ${subject.driver.transport} transport does not cut what it carries`);
    const { bytes, readings } = joined(subject.fixture.frames);
    const rig = await Rig.open(subject);
    try {
      const problem = await rig.bringOnline();
      if (problem !== undefined) return problem;
      const attempt = async (name: string, chunks: readonly Uint8Array[]): Promise<string | undefined> => {
        rig.take();
        for (const chunk of chunks) rig.hardware.feed(chunk);
        await rig.run(0);
        const wrong = difference(rig.take(), readings);
        return wrong === undefined ? undefined : `${name}: ${wrong}`;
      };
      for (let cut = 0; cut < bytes.length; cut += 1) {
        const name = cut === 0 ? "all in one chunk" : `cut after byte ${cut} of ${bytes.length}`;
        const chunks = cut === 0 ? [bytes] : [bytes.subarray(0, cut), bytes.subarray(cut)];
        const wrong = await attempt(name, chunks);
        if (wrong !== undefined) return wrong;
      }
      return await attempt(
        "byte by byte",
        Array.from(bytes, (byte) => Uint8Array.of(byte)),
      );
    } finally {
      await rig.close();
    }
  },
};

/** Noise costs at most one frame. */
export const garbageCheck: Check = {
  id: "garbage",
  level: "silver",
  title: "reads again from the second frame after garbage at the latest",
  async run(subject): Promise<Finding> {
    const frames = subject.fixture.frames.filter((frame) => bytesOf(frame).length > 0);
    if (frames.length === 0) return notApplicable(`a ${subject.driver.transport} transport carries no bytes`);
    const speaking = frames.filter(({ readings }) => readings.length > 0);
    const random = seededRandom(2);
    const rig = await Rig.open(subject);
    try {
      const problem = await rig.bringOnline();
      if (problem !== undefined) return problem;
      for (let round = 0; round < 200; round += 1) {
        const noise = garbage(random, frames);
        const [first, second] = [pick(random, frames), pick(random, speaking)];
        rig.hardware.feed(noise);
        rig.hardware.feed(bytesOf(first));
        rig.take();
        rig.hardware.feed(bytesOf(second));
        await rig.run(0);
        if (!isWorking(rig.status)) return `after garbage (${hex(noise)}) it is ${say(rig.status)}`;
        const came = rig.take();
        const wrong = difference(came.slice(-second.readings.length), second.readings);
        if (wrong !== undefined) return `the second frame after garbage (${hex(noise)}) is not read: ${wrong}`;
      }
      return undefined;
    } finally {
      await rig.close();
    }
  },
};

function pick<T>(random: Random, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)]!;
}

/** Chance bytes, or a frame that breaks off or has one byte wrong. */
function garbage(random: Random, frames: readonly Frame[]): Uint8Array {
  const frame = bytesOf(pick(random, frames));
  const at = Math.floor(random() * frame.length);
  const kind = random();
  if (kind < 0.3) return frame.slice(0, at);
  if (kind < 0.6) return frame.map((byte, index) => (index === at ? byte ^ (1 + Math.floor(random() * 255)) : byte));
  return Uint8Array.from({ length: 1 + Math.floor(random() * 64) }, () => Math.floor(random() * 256));
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 24)).toString("hex");
}
