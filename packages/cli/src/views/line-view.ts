import type { StoreEvent } from "@aisle/fusion";
import type { DeviceStatus } from "@aisle/sdk";
import type { CheckedReceipt } from "../truth/index.ts";
import { deviceWords, isTrouble } from "./device-words.ts";
import { type StoreView, summaryLines } from "./store-view.ts";
import { cartWords, credentialWords, plain, timeOfDay, verdictWords, type Words } from "./words.ts";

/** Tells what happens line by line, for a pipe, a log file or a terminal that cannot be redrawn. */
export function createLineView(words: Words, print: (line: string) => void): StoreView {
  const devices = new Map<string, DeviceStatus>();
  let now = Number.NEGATIVE_INFINITY;
  return {
    page: (url) => print(`Page: ${url}`),
    event(event) {
      now = event.at;
      const text = eventLine(event);
      if (text !== undefined) print(text);
    },
    receipt: (checked) => print(receiptLine(checked, words, now)),
    status(device, _kind, status) {
      const text = statusLine(device, devices.get(device), status);
      // A device on its way back is still remembered by its trouble, so that each loss and return is one line.
      if (text !== undefined || !devices.has(device)) devices.set(device, status);
      if (text !== undefined) print(text);
    },
    note: (text, at) => print(`${timeOfDay(at)}  ${plain(text)}`),
    end(summary) {
      for (const text of summaryLines(summary)) print(text);
    },
    close() {
      // Lines leave nothing behind.
    },
  };
}

/** The line for a store event; `undefined` for those that would be noise. */
function eventLine(event: StoreEvent): string | undefined {
  const time = timeOfDay(event.at);
  if (event.type === "session.opened") {
    const gate = event.gate === null ? "" : ` at ${plain(event.gate)}`;
    return `${time}  session ${event.session} opened: ${credentialWords(event.credential)}${gate}`;
  }
  if (event.type === "session.revised") {
    return `${time}  session ${event.session} revised: ${credentialWords(event.credential)}`;
  }
  if (event.type === "session.closed") return `${time}  session ${event.session} closed: ${event.reason}`;
  if (event.type === "reading.rejected") {
    return `${time}  reading of ${plain(event.device)} rejected: ${plain(event.problem)}`;
  }
  return undefined;
}

/** A receipt beside the truth, told at `at`. */
function receiptLine(checked: CheckedReceipt, words: Words, at: number): string {
  const { receipt } = checked;
  const who = credentialWords(receipt.credential);
  const review = receipt.review ? " (to be reviewed)" : "";
  const bill = `${words.money(receipt.total)}${review}, ${cartWords(receipt.lines)}`;
  return `${timeOfDay(at)}  receipt ${receipt.session} ${who}: ${bill} [${verdictWords(checked, words)}]`;
}

/** The line for a change of a device: its loss, another reason for it, its return. */
function statusLine(device: string, last: DeviceStatus | undefined, now: DeviceStatus): string | undefined {
  const time = timeOfDay(now.since);
  if (isTrouble(now)) {
    const same =
      last?.state === now.state && "reason" in last && "reason" in now && last.reason.code === now.reason.code;
    return same ? undefined : `${time}  device ${deviceWords(device, now)}`;
  }
  if (now.state !== "online" || last === undefined || !isTrouble(last)) return undefined;
  return `${time}  device ${plain(device)} is back online`;
}
