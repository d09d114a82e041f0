import type { CliIo } from "../io/io.ts";
import type { ScreenLine, ScreenSize, Tone } from "./screen.ts";

// ECMA-48 and the xterm control sequences (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html).
const enter = "\u001b[?1049h\u001b[?25l\u001b[?7l";
const leave = "\u001b[?7h\u001b[?25h\u001b[?1049l";
const home = "\u001b[H";
const clearLine = "\u001b[K";
const clearBelow = "\u001b[J";
const reset = "\u001b[0m";
const looks: Readonly<Record<Tone, string>> = {
  title: "\u001b[1m",
  plain: "",
  good: "\u001b[32m",
  bad: "\u001b[31m",
  quiet: "\u001b[2m",
};

/** Shortest time between two frames in milliseconds. */
const frameInterval = 100;

/** A terminal that shows one screen and is put back as it was. */
export interface Terminal {
  /** Draws soon; many wishes close together make one frame. */
  redraw(): void;
  /** Puts the terminal back: cursor, line wrap and what was on it before. Safe to call twice. */
  close(): void;
}

/**
 * Takes the terminal over and draws what `frame` gives for its size, at most ten times a second. Uses the alternate
 * screen with the cursor hidden and line wrap off; every way out of the process puts them back.
 */
export function openTerminal(io: CliIo, frame: (size: ScreenSize) => readonly ScreenLine[]): Terminal {
  const { stdout, clock } = io;
  const coloured = (io.env["NO_COLOR"] ?? "") === "";
  let open = true;
  let cancel: (() => void) | undefined;
  let drawnAt = Number.NEGATIVE_INFINITY;

  const draw = (): void => {
    cancel = undefined;
    drawnAt = clock.now();
    if (!stdout.keepsUp) {
      redraw();
      return;
    }
    stdout.write(paint(frame({ columns: stdout.columns, rows: stdout.rows }), coloured));
  };
  const redraw = (): void => {
    if (!open || cancel !== undefined) return;
    const wait = Math.min(frameInterval, Math.max(0, drawnAt + frameInterval - clock.now()));
    cancel = clock.schedule(wait, draw);
  };
  const close = (): void => {
    if (!open) return;
    open = false;
    cancel?.();
    offResize();
    offExit();
    stdout.write(leave);
  };
  const offResize = stdout.onResize(redraw);
  const offExit = io.onExit(close);
  stdout.write(enter);
  redraw();
  return { redraw, close };
}

/** One frame as the terminal gets it. */
export function paint(lines: readonly ScreenLine[], coloured: boolean): string {
  const painted = lines.map(({ text, tone }) => {
    const look = coloured ? looks[tone] : "";
    return look === "" ? `${text}${clearLine}` : `${look}${text}${reset}${clearLine}`;
  });
  return `${home}${painted.join("\r\n")}${clearBelow}`;
}
