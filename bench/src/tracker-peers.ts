/**
 * Following people on the floor: our tracker beside npm `node-moving-things-tracker` and nearest neighbours, on the same
 * detections of simulated walkers. The peer is made for boxes in one camera's picture: it is given the positions on the
 * floor as boxes of a body's size, which is kinder to it than a picture with perspective.
 *
 *     npm run -s bench -- tracker-peers [--frames N] [--rounds N]
 */
import { parseArgs } from "node:util";
import { medianOf, number, percent, tableLines } from "./report/index.ts";
import {
  type Following,
  framesOf,
  movingThings,
  nearest,
  ours,
  scoreSpots,
  type Walkers,
} from "./tracker-peers/index.ts";

const { values } = parseArgs({
  options: { frames: { type: "string", default: "1200" }, rounds: { type: "string", default: "3" } },
});
const easy = { noise: 0.08, missed: 0.02, staysMissed: 0.3, falseAlarms: 0.02 };
const hard = { noise: 0.12, missed: 0.03, staysMissed: 0.85, falseAlarms: 0.3 };
const crowds: Readonly<Record<string, Walkers>> = {
  "5 people on 64 m², seen well": { people: 5, side: 8, ...easy },
  "20 people on 64 m², seen well": { people: 20, side: 8, ...easy },
  "20 people on 64 m², often hidden": { people: 20, side: 8, ...hard },
  "60 people on 225 m², often hidden": { people: 60, side: 15, ...hard },
};
const followers: Readonly<Record<string, Following>> = {
  ours,
  "node-moving-things-tracker": movingThings("kdTree"),
  "the same with munkres": movingThings("munkres"),
  "nearest neighbour": nearest,
};
for (const [crowd, walkers] of Object.entries(crowds)) {
  const frames = framesOf(walkers, Number(values.frames), 5);
  const seen = frames.reduce((sum, frame) => sum + frame.seen.length, 0);
  const times = new Map<string, number[]>();
  const answers = new Map<string, ReturnType<Following>>();
  for (let round = -1; round < Number(values.rounds); round++) {
    for (const [name, follow] of Object.entries(followers)) {
      const started = process.hrtime.bigint();
      answers.set(name, follow(frames, walkers.side));
      const ns = Number(process.hrtime.bigint() - started) / seen;
      if (round >= 0) times.set(name, [...(times.get(name) ?? []), ns]);
    }
  }
  const real = frames.map((frame) => frame.real);
  const rows = [...answers].map(([name, told]) => {
    const { mota, idf1, switches } = scoreSpots(real, told);
    return [name, percent(mota), percent(idf1), String(switches), number(medianOf(times.get(name) ?? []))];
  });
  console.log(`${crowd}: ${seen} detections`);
  console.log(`${tableLines(["", "MOTA %", "IDF1 %", "switches", "ns a detection"], rows).join("\n")}\n`);
}
