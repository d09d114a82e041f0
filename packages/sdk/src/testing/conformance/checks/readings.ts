import { isDeepStrictEqual } from "node:util";
import { isWorking } from "../../../status/machine.ts";
import type { Check, Finding, Subject } from "../check.ts";
import { difference, encodeReadings, type PlainReading } from "../encode-reading.ts";
import { readingProblem } from "../reading-shapes.ts";
import { Rig, say } from "../rig.ts";

/** Whether a driver asks its hardware rather than listens: then it may say the same thing more than once. */
function isPolled({ fixture }: Subject): boolean {
  return fixture.frames.some((frame) => !("bytes" in frame));
}

/** What is wrong with what came of these frames, in order. */
export function comparedTo(
  subject: Subject,
  came: readonly PlainReading[],
  expected: readonly PlainReading[],
): string | undefined {
  if (!isPolled(subject)) return difference(came, expected);
  const lines = encodeReadings(came);
  let from = 0;
  for (const wanted of encodeReadings(expected)) {
    const at = lines.indexOf(wanted, from);
    if (at === -1) return `expected ${wanted.slice(0, 160)} and it never came, or not in this order`;
    // The same state may be seen once for two frames that mean the same.
    from = at;
  }
  return undefined;
}

/** Every frame gives its readings, and they are what their type says. */
export const typedCheck: Check = {
  id: "typed-readings",
  level: "bronze",
  title: "makes the readings of every frame, each of the shape of its type",
  async run(subject): Promise<Finding> {
    const { frames } = subject.fixture;
    const expected = frames.flatMap(({ readings }) => readings);
    if (expected.length === 0) return "the fixture has no frame with a reading";
    const rig = await Rig.open(subject);
    for (const frame of frames) await rig.send(frame);
    const came = rig.take();
    const { status } = rig;
    await rig.close();
    const problem = came.map(readingProblem).find((found) => found !== undefined);
    if (problem !== undefined) return problem;
    if (!isWorking(status)) return `after its frames it is ${say(status)}`;
    if (status.state === "degraded" && status.reason.code === "driver-bug") return status.reason.message;
    return comparedTo(subject, came, expected);
  },
};

/** What was emitted stays as it was. */
export const immutableCheck: Check = {
  id: "immutable-readings",
  level: "bronze",
  title: "never writes again to what it has emitted",
  async run(subject): Promise<Finding> {
    const rig = await Rig.open(subject);
    const seen: { readonly reading: unknown; readonly copy: unknown }[] = [];
    for (let round = 0; round < 20; round += 1) {
      for (const frame of subject.fixture.frames) {
        await rig.send(frame);
        for (const reading of rig.take()) seen.push({ reading, copy: structuredClone(reading) });
      }
    }
    await rig.close();
    const buffers = new Set<unknown>();
    for (const { reading, copy } of seen) {
      if (!isDeepStrictEqual(reading, copy))
        return `a reading was changed after it was emitted: ${JSON.stringify(copy)}`;
      for (const buffer of buffersOf((reading as PlainReading).data)) {
        if (buffers.has(buffer)) return "two readings share one typed array; make a new one for each";
        buffers.add(buffer);
      }
    }
    return seen.length > 0 ? undefined : "nothing was emitted";
  },
};

function buffersOf(data: unknown): readonly unknown[] {
  return typeof data === "object" && data !== null
    ? Object.values(data).filter((field) => ArrayBuffer.isView(field))
    : [];
}
