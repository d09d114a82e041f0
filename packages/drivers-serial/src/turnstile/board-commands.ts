import { AisleError, type CommandContext, type OpenDevice, toAisleError } from "@aisle/sdk";
import type { Exchange } from "../line/index.ts";
import type { BoardBook } from "./board-book.ts";
import { boardFrame } from "./board-frame.ts";
import { type BoardMessage, modes } from "./board-messages.ts";
import type { TurnstileSettings } from "./settings.ts";

/** How often something is sent where no answer comes: the board does the same key once only, and answers again. */
const tries = 2;
/** Wishes that are remembered, so that none opens twice. */
const mostWishes = 200;

/** What a board can be told. `firstKey` is where the keys of this connection begin. */
export function boardCommands(
  exchange: Exchange<BoardMessage>,
  book: BoardBook,
  { address, timeout: within }: TurnstileSettings,
  firstKey: number,
): NonNullable<OpenDevice<"turnstile">["commands"]> {
  let lastKey = firstKey & 0xffff;

  const admitOnce = (direction: "in" | "out", key: number, signal: AbortSignal) =>
    exchange.ask(
      {
        send: boardFrame(address, 0x31, [direction === "in" ? 0 : 1, key >> 8, key & 0xff]),
        answer: (message) => (message.type === "admitted" && message.key === key ? message.result : undefined),
        within,
        what: "to let somebody pass",
      },
      signal,
    );

  const admit = async (direction: "in" | "out", context: CommandContext): Promise<undefined> => {
    lastKey = (lastKey + 1) & 0xffff;
    const key = lastKey;
    book.admitting({ direction, key: context.key });
    const result = await again(() => admitOnce(direction, key, context.signal));
    if (result === "done") return undefined;
    book.admitting(undefined);
    throw refusals[result]();
  };
  const wishes = new Map<string, Promise<undefined>>();

  return {
    // The same key gets the outcome of the first time, unless that was a refusal: then nothing was opened.
    admit: ({ direction }, context) => {
      const known = wishes.get(context.key);
      if (known !== undefined) return known;
      const admitted = admit(direction, context);
      wishes.set(context.key, admitted);
      const [oldest] = wishes.keys();
      if (wishes.size > mostWishes && oldest !== undefined) wishes.delete(oldest);
      admitted.catch((thrown: unknown) => {
        if (toAisleError(thrown).category === "device") wishes.delete(context.key);
      });
      return admitted;
    },
    setMode: async ({ mode }, { signal }) => {
      book.wantMode(mode);
      const done = await exchange.ask(
        {
          send: boardFrame(address, 0x32, [modes.indexOf(mode)]),
          answer: (message) => (message.type === "mode-set" ? message.done : undefined),
          within,
          what: `to be ${mode}`,
        },
        signal,
      );
      if (done) return undefined;
      throw new AisleError("turnstile-refused", `The board refuses the mode ${mode}.`, { category: "device" });
    },
  };
}

/** Asks again where no answer came. */
export async function again<T>(ask: () => Promise<T>): Promise<T> {
  for (let left = tries - 1; ; left -= 1) {
    try {
      return await ask();
    } catch (thrown) {
      const error = toAisleError(thrown);
      if (error.code !== "timeout" || left <= 0) throw error;
    }
  }
}

const refusals = {
  busy: () =>
    new AisleError("turnstile-busy", "The board still serves somebody and let nobody else pass.", {
      category: "device",
      retryable: true,
      remedy: "Ask again when the passage is over.",
    }),
  locked: () =>
    new AisleError("turnstile-locked", "The board is locked and let nobody pass.", {
      category: "device",
      remedy: "Set another mode first.",
    }),
} as const;
