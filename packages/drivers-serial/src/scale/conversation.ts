import { AisleError } from "@aisle/sdk";
import { bytesOf, type Exchange } from "../line/index.ts";
import type { Command, ScaleMessage, Step } from "./profile.ts";

/** Says these things, each when the scale has answered the one before, and gives the last answer. */
export async function say(
  exchange: Exchange<ScaleMessage>,
  steps: readonly Step[],
  within: number,
  signal: AbortSignal,
): Promise<ScaleMessage | undefined> {
  let answer: ScaleMessage | undefined;
  for (const { send, until } of steps) {
    const what = JSON.stringify(send);
    const ends = (message: ScaleMessage): ScaleMessage | undefined =>
      message.type === until || message.type === "refused" ? message : undefined;
    answer = await exchange.ask({ send: bytesOf(send), answer: ends, within, what }, signal);
    if (answer.type === "refused") return answer;
  }
  return answer;
}

/** Tells the scale to tare or zero; `onSend` when it does. Raises `scale-refused` where the scale says that it did not. */
export async function tell(
  exchange: Exchange<ScaleMessage>,
  command: Command,
  send: string,
  within: number,
  signal: AbortSignal,
  onSend: () => void,
): Promise<void> {
  const answer = (message: ScaleMessage): string | undefined => verdict(message, command);
  const said = await exchange.ask({ send: bytesOf(send), answer, within, what: command, onSend }, signal);
  if (said === "done") return;
  throw new AisleError("scale-refused", `The scale did not ${command}: ${said}.`, {
    category: "device",
    retryable: true,
    remedy: "Let the load come to rest within the scale's range and try again.",
  });
}

/** What a message says of a command: `done`, or why not; `undefined` where it says nothing of it. */
export function verdict(message: ScaleMessage, command: Command): string | undefined {
  if (message.type === "done") return message.command === command ? "done" : undefined;
  if (message.type === "refused") {
    return message.command === undefined || message.command === command ? message.why : undefined;
  }
  const told = message.type === "sample" ? message.told?.[command] : undefined;
  return told === "refused" ? "it moves, is out of range, or cannot" : told;
}
