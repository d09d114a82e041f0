import type { VirtualClock } from "@aisle/sdk";

/** Waits for what takes virtual time itself. */
export async function whileTimeGoesOn<T>(clock: VirtualClock, task: Promise<T>): Promise<T> {
  let done = false;
  const end = (): void => {
    done = true;
  };
  task.then(end, end);
  while (!done) await clock.run(clock.now() + 100);
  return task;
}
