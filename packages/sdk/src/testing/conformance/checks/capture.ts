import { toAisleError } from "../../../errors/normalise.ts";
import { seededRandom } from "../../../time/random.ts";
import { type CapturedTransport, type ReplayOptions, replayCapture } from "../../faults/index.ts";
import { type Check, type Finding, notApplicable, type Subject } from "../check.ts";
import { difference } from "../encode-reading.ts";
import { readText } from "../read-text.ts";
import { Rig } from "../rig.ts";

/** Plays the capture, and gives what is wrong with the readings. */
async function play(subject: Subject, text: string, options: ReplayOptions): Promise<string | undefined> {
  const transport = subject.driver.transport as CapturedTransport;
  const replay = replayCapture(transport, text, options);
  if (replay.readings.length === 0) return "the capture holds no readings; subscribe `capture.reading` to the device";
  const rig = await Rig.open(subject, () => replay);
  // Twice as long, for the connections after the first come when the hub tries again.
  for (const end = rig.clock.now() + 2 * replay.duration + 120_000; !replay.done && rig.clock.now() < end; ) {
    await rig.run(1_000);
  }
  const { done } = replay;
  const came = rig.take();
  const left = await rig.close();
  const wrong = difference(
    came,
    replay.readings.map(({ type, data }) => ({ type, data })),
  );
  return (
    wrong ?? left ?? (done ? undefined : "the capture did not play to its end: the driver wrote less than it did then")
  );
}

/** What the hardware really sent gives what it gave then. */
export const captureCheck: Check = {
  id: "capture",
  level: "gold",
  title: "makes the same readings of a capture of its hardware as were recorded with it, however the bytes are cut",
  async run(subject): Promise<Finding> {
    const { transport } = subject.driver;
    if (transport === "none") return notApplicable("it has no hardware that could be captured");
    if (!["tcp", "serial", "hid"].includes(transport)) return `a ${transport} transport cannot be captured yet`;
    if (subject.fixture.capture === undefined) return "the fixture has no `capture` of the real hardware";
    const file = await readText(subject.fixture.capture);
    if ("problem" in file) return file.problem;
    try {
      const asItCame = await play(subject, file.text, {});
      if (asItCame !== undefined || transport === "hid") return asItCame;
      const random = seededRandom(5);
      const chunks = (bytes: Uint8Array): readonly Uint8Array[] => {
        const at = Math.floor(random() * bytes.length);
        return at === 0 ? [bytes] : [bytes.slice(0, at), bytes.slice(at)];
      };
      const recut = await play(subject, file.text, { chunks });
      return recut === undefined ? undefined : `cut another way: ${recut}`;
    } catch (thrown) {
      return toAisleError(thrown).message;
    }
  },
};
