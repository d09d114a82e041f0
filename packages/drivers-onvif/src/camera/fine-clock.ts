import type { Clock } from "@aisle/sdk";

type ReadClock = (signal: AbortSignal) => Promise<number>;

/** ONVIF tells whole seconds (Core specification, 8.3.2). */
const second = 1_000;
/** How long is waited between two questions while the next second is looked for (ms). */
const pauseMs = 30;
/** A second that does not begin within so many questions, or this long after the first (ms), is not waited for. */
const mostQuestions = 40;
const longestSearchMs = 1_500;
/** Two questions further apart say too little about when the second began (ms). */
const widestMs = 400;
/** An offset that was found is looked for anew after so long (ms): clocks drift a few milliseconds in it. */
const freshMs = 600_000;
/** An answer that is off by less agrees with the offset that is known (ms). */
const slackMs = 60;

/**
 * Makes a clock that tells whole seconds tell milliseconds: asks until the next second begins, which takes a second at
 * most, and afterwards only whether that still holds. The result is the device's time in the middle of the call.
 */
export function fineClock(readSeconds: ReadClock, clock: Clock): ReadClock {
  let known: { readonly offset: number; readonly at: number } | undefined;

  const ask = async (signal: AbortSignal): Promise<Answer> => {
    const from = clock.now();
    const seconds = await readSeconds(signal);
    return { from, to: clock.now(), seconds };
  };
  return async (signal) => {
    const first = await ask(signal);
    const held = known !== undefined && first.to - known.at < freshMs && agrees(first, known.offset);
    if (!held) known = { offset: await findOffset(first, ask, clock, signal), at: first.to };
    return (first.from + clock.now()) / 2 + (known?.offset ?? 0);
  };
}

interface Answer {
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
}

const middle = ({ from, to }: Answer): number => (from + to) / 2;

function agrees({ from, to, seconds }: Answer, offset: number): boolean {
  return seconds <= to + offset + slackMs && seconds + second > from + offset - slackMs;
}

/** How far the device's clock is ahead of ours, from the moment at which its second begins. */
async function findOffset(
  first: Answer,
  ask: (signal: AbortSignal) => Promise<Answer>,
  clock: Clock,
  signal: AbortSignal,
): Promise<number> {
  let before = first;
  for (let question = 1; question < mostQuestions && clock.now() - first.from < longestSearchMs; question += 1) {
    await pause(clock, signal);
    const after = await ask(signal);
    const began = after.seconds > before.seconds && after.seconds - before.seconds <= second;
    if (began && after.to - before.from <= widestMs) return after.seconds - (middle(before) + middle(after)) / 2;
    before = after;
  }
  // It answers too slowly: the middle of its second is off by half of one at most.
  return before.seconds + second / 2 - middle(before);
}

function pause(clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      cancel();
      signal.removeEventListener("abort", done);
      resolve();
    };
    const cancel = clock.schedule(pauseMs, done);
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
}
