import type { FakeIo } from "./fake-io.ts";

/** One turn of the event loop. */
export const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/**
 * Waits, turn by turn, until a command has written what is wanted. What it does until then may take as long as it
 * takes (modules are loaded, sockets opened): a number of turns would only say how busy the machine is.
 *
 * @param meanwhile done each turn, such as to let time pass
 * @throws TypeError when the command ends first
 */
export async function written(
  io: FakeIo,
  wanted: string,
  running: Promise<unknown>,
  meanwhile: () => void = () => undefined,
): Promise<void> {
  const state = { ended: false };
  const end = (): void => {
    state.ended = true;
  };
  running.then(end, end);
  while (!io.stdout.text.includes(wanted)) {
    if (state.ended) {
      throw new TypeError(`the command ended before "${wanted}": ${io.stdout.text}${io.stderr.text}`);
    }
    await turn();
    meanwhile();
  }
}
