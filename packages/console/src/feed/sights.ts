import type { Detection, ReadingOf } from "@aisle/sdk";
import type { CameraSight, SeenBox } from "../wire/index.ts";

/** Boxes of one frame that are shown; a camera that sees more shows its first ones. */
const mostBoxes = 100;

/** What each camera saw last, kept as it came until somebody looks. */
export class Sights {
  readonly #cameras: ReadonlySet<string>;
  readonly #news = new Map<string, ReadingOf<"camera", "detections">>();

  /** `cameras`: ids of those that may be shown. */
  constructor(cameras: Iterable<string>) {
    this.#cameras = new Set(cameras);
  }

  add(reading: ReadingOf<"camera", "detections">): void {
    if (this.#cameras.has(reading.device)) this.#news.set(reading.device, reading);
  }

  /** What those cameras saw that said something since the last call, in order of their ids. */
  take(): readonly CameraSight[] {
    const sights = [...this.#news.values()].map(({ device, at, data }) => ({
      camera: device,
      at: Math.round(at),
      boxes: data.objects.filter(isPerson).slice(0, mostBoxes).map(seenBox),
    }));
    this.#news.clear();
    return sights.sort((a, b) => (a.camera < b.camera ? -1 : 1));
  }
}

function isPerson({ class: seen }: Detection): boolean {
  return seen === undefined || seen === "person";
}

function seenBox({ box: [left, top, width, height], head, wrists }: Detection): SeenBox {
  return {
    box: [Math.round(left), Math.round(top), Math.round(width), Math.round(height)],
    ...(head !== undefined && { head: [Math.round(head[0]), Math.round(head[1])] as const }),
    ...(wrists !== undefined &&
      wrists.length > 0 && { wrists: wrists.map(([u, v]) => [Math.round(u), Math.round(v)] as const) }),
  };
}
