import { seededRandom } from "@aisle/sdk";
import { burst, cut, joined, mutate, reorder } from "./mutate.ts";
import type { Exchange, Parser, Target } from "./target.ts";

/** How a target is tried. */
export interface RunOptions {
  readonly frames: number;
  readonly seed: number;
  /** Collects garbage and says how many bytes are in use; without it neither growth nor what is held is measured. */
  readonly used?: () => number;
}

/** What became of it. */
export interface Result {
  readonly name: string;
  readonly frames: number;
  readonly nsMean: number;
  readonly msWorst: number;
  /** What came out. */
  readonly said: number;
  /** MB that were in use after the last tenth more than after the first. */
  readonly grownMb: number;
  /** MB that it held at most of what has no end. */
  readonly heldMb: number;
  readonly noises: number;
  /** How often the first and the second exchange after noise came out right. */
  readonly firstRight: number;
  readonly secondRight: number;
  /** How often it took longer, within what its wire may swallow. */
  readonly laterRight: number;
  /** What came out without a right check; not a number where the protocol has none. */
  readonly invented: number;
  /** What was thrown, and which noise was not got over, each with its frame number. */
  readonly problems: readonly string[];
}

/** A frame that takes longer (ms) is looked at: the machine may have done something else meanwhile. */
const suspiciousMs = 5;
/** So often the time of the processor is read, which is dear. */
const cpuEvery = 50;
/** Frames on one connection, where it has to be made anew. */
const renewEvery = 20;
const mostProblems = 10;
/** Bytes from before a frame in which a check is looked for too: more than what a parser with a check may hold. */
const earlierBytes = 300;

/** Tries a parser with mutated frames, and every so often with noise between right ones. */
export async function runTarget(target: Target, { frames, seed, used }: RunOptions): Promise<Result> {
  const random = seededRandom(seed);
  const parser = await target.open();
  const noiseEvery = Math.min(1_000, Math.ceil(frames / 20));
  const problems: string[] = [];
  let [spent, worst, said, invented, noises, firstRight, secondRight, laterRight] = [0, 0, 0, 0, 0, 0, 0, 0];
  let recent: Uint8Array = new Uint8Array(0);
  let before: Exchange = parser.next(random);
  await parser.settle?.();
  parser.take();

  const problem = (text: string): void => {
    if (problems.length < mostProblems) problems.push(text);
  };
  const push = async (bytes: readonly Uint8Array[], at: number): Promise<number> => {
    const chunks = target.stream ? bytes.flatMap((each) => [...cut(each, random)]) : bytes;
    const started = performance.now();
    try {
      for (const chunk of chunks) parser.push(chunk);
      const settling = parser.settle?.();
      if (settling !== undefined) await settling;
    } catch (thrown) {
      problem(`frame ${at} threw ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`);
    }
    const took = performance.now() - started;
    if (parser.proves !== undefined) recent = joined(recent.subarray(-earlierBytes), ...bytes);
    return took;
  };
  const judge = (all: readonly string[], at: number): readonly string[] => {
    said += all.length;
    for (const each of parser.proves === undefined ? [] : all) {
      if (parser.proves?.(recent, each) !== false) continue;
      invented += 1;
      problem(`frame ${at} invented ${each.slice(0, 200)} of ${Buffer.from(recent.slice(-80)).toString("hex")}`);
    }
    return all;
  };
  let pushed = 0;
  const right = async (at: number): Promise<boolean> => {
    const exchange = await speaking(parser, random);
    await push(exchange.frames, at);
    pushed += exchange.frames.reduce((sum, { length }) => sum + length, 0);
    const all = judge(parser.take(), at);
    parser.pause?.();
    return exchange.says.every((each, index) => all.at(index - exchange.says.length) === each);
  };
  const recover = async (at: number): Promise<void> => {
    if (await right(at)) firstRight += 1;
    if (await right(at)) {
      secondRight += 1;
      return;
    }
    pushed = 0;
    while (pushed < (target.swallows ?? 0)) {
      if (!(await right(at))) continue;
      laterRight += 1;
      return;
    }
    problem(`frame ${at}: the second exchange after noise did not come out right`);
  };

  let early = Number.NaN;
  let cpu = process.cpuUsage();
  for (let at = 0; at < frames; at += 1) {
    const exchange = parser.next(random);
    const bytes =
      target.changes === "order"
        ? reorder(exchange.frames, before.frames, random)
        : exchange.frames.map((each, index) => mutate(each, before.frames[index] ?? each, random));
    if (at % cpuEvery === 0) cpu = process.cpuUsage();
    let took = await push(bytes, at);
    if (took > suspiciousMs) took = Math.min(took, cpuSince(cpu), await again(target, bytes));
    spent += took;
    worst = Math.max(worst, took);
    judge(parser.take(), at);
    before = exchange;
    if (random() < 0.5) parser.pause?.();
    if (at % renewEvery === renewEvery - 1) await parser.renew?.();
    if (at % noiseEvery === noiseEvery - 1) {
      noises += 1;
      await parser.renew?.();
      // Where only the order is changed, each thing said is looked up among what was sent: a forged packet, made of a
      // right header and noise, is nothing that order can tell, and is tried where bytes are changed.
      const sample = target.changes === "order" ? new Uint8Array(0) : joined(...exchange.frames);
      await push([burst(sample, random)], at);
      parser.pause?.();
      judge(parser.take(), at);
      await recover(at);
      // What was thrown late is told now.
      await new Promise(setImmediate);
    }
    if (used !== undefined && at === Math.floor(frames / 10)) early = used();
  }
  const grownMb = used === undefined ? Number.NaN : (used() - early) / 1e6;
  parser.stop?.();
  return {
    ...{ name: target.name, frames, msWorst: worst, nsMean: (spent * 1e6) / frames, said, grownMb },
    heldMb: used === undefined ? Number.NaN : await held(target, seed, used),
    ...{ noises, firstRight, secondRight, laterRight, problems },
    invented: parser.proves === undefined ? Number.NaN : invented,
  };
}

/** The same frames through a new parser (ms), where what was before does not matter: the engine may have cleaned up. */
async function again(target: Target, frames: readonly Uint8Array[]): Promise<number> {
  if (target.stream) return Number.POSITIVE_INFINITY;
  const parser = await target.open();
  const started = performance.now();
  for (const frame of frames) parser.push(frame);
  await parser.settle?.();
  const took = performance.now() - started;
  parser.stop?.();
  return took;
}

/** Milliseconds of the processor's time. */
function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** An exchange that something must come out of, whatever was before. */
async function speaking(parser: Parser, random: () => number): Promise<Exchange> {
  for (;;) {
    const exchange = parser.next(random);
    if (exchange.says.length > 0) return exchange;
    for (const frame of exchange.frames) parser.push(frame);
    await parser.settle?.();
    parser.take();
  }
}

/** MB that a parser keeps of exchanges that break off, and of a begin after which nothing ends. */
async function held(target: Target, seed: number, used: () => number): Promise<number> {
  const random = seededRandom(seed);
  let most = 0;
  for (const filler of [undefined, 0x30, 0xff]) {
    const parser = await target.open();
    const base = used();
    for (let n = 0; n < 1_000; n += 1) {
      const unfinished = n === 0 || filler === undefined;
      if (unfinished) {
        const { frames } = parser.next(random);
        const last = frames.at(-1) ?? new Uint8Array(0);
        for (const frame of frames.slice(0, -1)) parser.push(frame);
        parser.push(last.slice(0, Math.max(1, last.length >> 1)));
      } else if (target.stream) parser.push(new Uint8Array(4_096).fill(filler));
      if (filler === undefined || n % 100 === 99) await parser.settle?.();
      parser.take();
    }
    most = Math.max(most, (used() - base) / 1e6);
    parser.stop?.();
  }
  return most;
}

/** The most that a parser may grow, and hold (MB): its bounds, and what the engine keeps for itself. */
const mostMb = 3;
const mostMs = 50;

/** Why a result is none to be proud of; empty where all holds. */
export function failuresOf(result: Result): readonly string[] {
  return [
    ...result.problems,
    ...(result.secondRight + result.laterRight < result.noises ? ["it was not in step again after noise"] : []),
    ...(result.said === 0 ? ["nothing came out at all"] : []),
    ...(result.grownMb > mostMb ? [`grew by ${result.grownMb.toFixed(1)} MB`] : []),
    ...(result.heldMb > mostMb ? [`held ${result.heldMb.toFixed(1)} MB`] : []),
  ];
}

/** Whether one frame took so long that a device with bad intentions could stop the host. */
export function isSlow(result: Result): boolean {
  return result.msWorst > mostMs;
}
