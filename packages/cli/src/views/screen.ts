import { deviceCounts, deviceWords, isTrouble } from "./device-words.ts";
import type { LiveStore, OpenSession } from "./live-store.ts";
import { cartWords, credentialWords, plain, timeOfDay, verdictWords } from "./words.ts";

/** How a line is meant; the painter chooses what it looks like. */
export type Tone = "title" | "plain" | "good" | "bad" | "quiet";

export interface ScreenLine {
  readonly text: string;
  readonly tone: Tone;
}

export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

/** The whole view of a running store: never more lines than rows, no line longer than the columns. */
export function screenLines(store: LiveStore, size: ScreenSize): readonly ScreenLine[] {
  const troubled = [...store.devices].filter(([, status]) => isTrouble(status));
  // The middle of the screen is shared: sessions come first, receipts get what is left, at least a third.
  const deviceRows = Math.min(troubled.length, Math.max(1, Math.floor(size.rows / 5)));
  const noteRows = Math.min(store.notes.length, 2);
  const head = store.page === undefined ? [] : [line("title", `Page: ${plain(store.page)}`)];
  const free = Math.max(0, size.rows - 8 - head.length - deviceRows - noteRows);
  const receiptRows = Math.min(store.receipts.length, Math.max(Math.ceil(free / 3), free - store.sessions.size));
  const sessionRows = Math.max(0, free - receiptRows);

  const { receipts, withTruth, exact } = store.counts;
  const score = withTruth === 0 ? `${receipts}` : `${receipts}, ${exact} of ${withTruth} checked exact`;
  const lines: readonly ScreenLine[] = [
    ...head,
    line("title", `${plain(store.name)}   ${timeOfDay(store.at)} UTC   Ctrl-C ends`),
    line("plain", ""),
    line("title", `Sessions open: ${store.sessions.size}`),
    ...clip(
      [...store.sessions.values()].map((session) => sessionLine(store, session)),
      sessionRows,
    ),
    line("plain", ""),
    line("title", `Receipts: ${score}`),
    ...receiptLines(store, receiptRows),
    line("plain", ""),
    line("title", `Devices: ${deviceCounts(store.devices)}`),
    ...clip(
      troubled.map(([device, status]) => line("bad", `  ${deviceWords(device, status)}`)),
      deviceRows,
    ),
    ...store.notes.slice(store.notes.length - noteRows).map((note) => line("quiet", `  ${plain(note)}`)),
  ];
  return lines.slice(0, size.rows).map(({ text, tone }) => ({ text: shorten(text, size.columns), tone }));
}

function sessionLine(store: LiveStore, session: OpenSession): ScreenLine {
  const persons = session.persons > 1 ? ` (${session.persons} persons)` : "";
  const inside = Math.max(0, Math.floor((store.at - session.openedAt) / 1000));
  const who = `${credentialWords(session.credential)}${persons}`;
  const cart = `${store.words.money(session.total)}  ${cartWords(session.lines)}`;
  return line("plain", `  ${who.padEnd(22)} ${String(inside).padStart(5)} s  ${cart}`);
}

function receiptLines(store: LiveStore, rows: number): readonly ScreenLine[] {
  const newestFirst = store.receipts.slice(Math.max(0, store.receipts.length - rows)).reverse();
  return newestFirst.map((checked) => {
    const { receipt } = checked;
    const tone = checked.exact === undefined ? "quiet" : checked.exact ? "good" : "bad";
    const head = `${timeOfDay(receipt.exitedAt)}  ${credentialWords(receipt.credential).padEnd(16)}`;
    const bill = `${store.words.money(receipt.total)}  ${cartWords(receipt.lines)}`;
    return line(tone, `  ${head}  [${verdictWords(checked, store.words)}]  ${bill}`);
  });
}

function clip(lines: readonly ScreenLine[], rows: number): readonly ScreenLine[] {
  if (lines.length <= rows) return lines;
  if (rows === 0) return [];
  return [...lines.slice(0, rows - 1), line("quiet", `  … and ${lines.length - rows + 1} more`)];
}

function shorten(text: string, columns: number): string {
  const characters = Array.from(text);
  return characters.length <= columns ? text : `${characters.slice(0, Math.max(0, columns - 1)).join("")}…`;
}

function line(tone: Tone, text: string): ScreenLine {
  return { tone, text };
}
