import { createPlayback, createSimulation } from "@aisle/drivers-mock";
import { fuse, type Receipt } from "@aisle/fusion";
import { openHub, VirtualClock } from "@aisle/sdk";

/** A simulated store for two minutes of its time, as fast as it goes: what fusion bills, and what was really taken. */
export async function quickstart(seed: number): Promise<{ billed: Receipt[]; right: number }> {
  const startsAt = Date.UTC(2026, 0, 5, 9);
  const source = createSimulation({ seed, startsAt, until: startsAt + 120_000 });
  const clock = new VirtualClock(startsAt);
  const playback = createPlayback({ source, clock });
  const hub = await openHub({ ...playback, clock });
  const fusion = fuse(hub, source.store, { clock });
  const billed: Receipt[] = [];
  fusion.receipts$.subscribe((receipt) => billed.push(receipt));
  await playback.run({ pace: "max" });
  fusion.stop();
  await hub.close();
  const right = billed.filter((receipt) => {
    const taken = source.receipts.find(({ credential }) => credential === receipt.credential)?.items ?? [];
    return sameItems(receipt.lines, taken);
  }).length;
  return { billed, right };
}

type Items = readonly { readonly gtin: string; readonly quantity: number }[];

function sameItems(a: Items, b: Items): boolean {
  const words = (items: Items): string =>
    items
      .map(({ gtin, quantity }) => `${gtin} × ${quantity}`)
      .sort()
      .join();
  return words(a) === words(b);
}

if (process.argv[1] === import.meta.filename) {
  const { billed, right } = await quickstart(7);
  for (const { credential, lines, total, currency } of billed) {
    const items = lines.map(({ quantity, name }) => `${quantity} × ${name}`).join(", ") || "nothing";
    console.log(`${credential ?? "somebody"}: ${items}; ${(total / 100).toFixed(2)} ${currency}`);
  }
  console.log(`${right} of ${billed.length} receipts are exactly what was taken`);
  if (billed.length < 5 || right < 0.8 * billed.length) process.exitCode = 1;
}
