import type { EngineInput } from "@aisle/fusion";
import type { StoreModel } from "@aisle/sdk/store";

/** Eight in the morning, when the walk begins. */
export const morning = Date.UTC(2026, 0, 1, 8);
/** How long it takes, ms. */
export const walkMs = 60_000;

/** An open store of 10 × 4 m that one pose sensor sees. */
export const hall: StoreModel = {
  name: "hall",
  currency: "EUR",
  floor: [
    [0, 0],
    [10, 0],
    [10, 4],
    [0, 4],
  ],
  zones: [],
  gates: [],
  cameras: [],
  ceilings: [{ id: "ceiling", fps: 10 }],
  shelves: [],
  products: [],
  planogram: [],
};

/** Where the one person of the walk is, metres: to and fro along the hall at a leisurely pace. */
export function placeAt(t: number): number {
  const u = ((t - morning) / walkMs) % 1;
  return 2 + 6 * (u < 0.5 ? 2 * u : 2 - 2 * u);
}

/** What the sensor says in a minute, ten times a second, in batches of a second; from `t` on. */
export function* walk(from = morning): Generator<readonly EngineInput[]> {
  for (let second = 0; second < walkMs; second += 1000) {
    const batch: EngineInput[] = [];
    for (let ms = second; ms < second + 1000; ms += 100) {
      const at = morning + ms;
      const objects = [{ id: 1, score: 0.95, head: [placeAt(at), 2, 1.7] as const }];
      const stamp = { device: "ceiling", at, receivedAt: at, run: 1, seq: ms / 100 + 1 };
      if (at >= from) batch.push({ ...stamp, kind: "camera", type: "poses", data: { objects } });
    }
    if (batch.length > 0) yield batch;
  }
}
