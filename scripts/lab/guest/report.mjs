import { filter, firstValueFrom, timeout } from "rxjs";

/** Tells the host something, as a line of JSON that it knows by its beginning. */
export function tell(message) {
  process.stdout.write(`@lab ${JSON.stringify(message)}\n`);
}

/** Runs one check and tells what became of it; gives whether it passed. What it resolves to is the detail. */
export async function check(name, work) {
  const began = performance.now();
  try {
    const detail = (await work()) ?? `${Math.round(performance.now() - began)} ms`;
    tell({ check: name, ok: true, detail: String(detail) });
  } catch (error) {
    tell({ check: name, ok: false, detail: error?.stack?.split("\n").slice(0, 3).join(" | ") ?? String(error) });
  }
}

/** Raises where something does not hold. */
export function expect(holds, what) {
  if (!holds) throw new Error(what);
}

/** The first value of a stream that fits; raises after `ms`. */
export function until(stream, fits, ms, what) {
  return firstValueFrom(stream.pipe(filter(fits), timeout({ first: ms }))).catch(() => {
    throw new Error(`${what} did not come within ${ms} ms`);
  });
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until something holds, looking often; raises after `ms`. */
export async function eventually(holds, ms, what) {
  for (const end = performance.now() + ms; !holds(); await sleep(5)) {
    if (performance.now() > end) throw new Error(`${what} did not come about within ${ms} ms`);
  }
}

/** Does `act`, and gives how many milliseconds later a device is in the state. */
export async function timed(device, state, act, ms = 10_000) {
  const there = until(device.status$, (status) => status.state === state, ms, `${device.id} ${state}`).then(() =>
    performance.now(),
  );
  const began = performance.now();
  await act();
  return Math.round((await there) - began);
}
