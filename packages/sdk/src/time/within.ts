import type { Clock } from "./clock.ts";

/** Whether `work` settles, well or not, within `ms`. It leaves no timer and never rejects. */
export function settlesWithin(work: Promise<unknown>, ms: number, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const cancel = clock.schedule(ms, () => {
      resolve(false);
    });
    const settled = (): void => {
      cancel();
      resolve(true);
    };
    work.then(settled, settled);
  });
}
