import type { Reading } from "@aisle/sdk";
import { OrderStage } from "./order-stage.ts";

/** The devices of the tests: two cameras, a shelf, a scanner. */
export const devices = [
  { id: "cam-a", turn: 1, bound: 100 },
  { id: "cam-b", turn: 1, bound: 100 },
  { id: "shelf", turn: 2, bound: 50 },
  { id: "scanner", turn: 0, bound: 100 },
];

export const openStage = (): OrderStage => new OrderStage(devices);

let sequence = 0;
const stamp = (device: string, at: number, receivedAt: number) => {
  sequence += 1;
  return { device, at, receivedAt, run: 1, seq: sequence } as const;
};

export function frame(device: string, at: number, receivedAt = at): Reading {
  return { ...stamp(device, at, receivedAt), kind: "camera", type: "poses", data: { objects: [] } };
}

/** Two samples, 50 ms apart. */
export function batch(at: number, receivedAt = at): Reading {
  const data = { grams: new Float32Array(4), samples: 2, plates: 2, dt: 50 };
  return { ...stamp("shelf", at, receivedAt), kind: "weight-shelf", type: "weights", data };
}

export function scan(data: string, at: number, receivedAt = at): Reading {
  return {
    ...stamp("scanner", at, receivedAt),
    kind: "barcode-scanner",
    type: "scan",
    data: { symbology: "]Q1", data },
  };
}

/** All that may go on now. */
export function takeAll(stage: OrderStage): Reading[] {
  const readings: Reading[] = [];
  while (stage.next() !== undefined) {
    for (let reading = stage.take(); reading !== undefined; reading = stage.take()) readings.push(reading);
  }
  return readings;
}

/** Tells a stage readings one by one, as an engine does, and gives what goes on. */
export function tell(stage: OrderStage, readings: readonly Reading[]): Reading[] {
  return readings.flatMap((reading) => {
    stage.add(reading);
    return takeAll(stage);
  });
}

export const timesOf = (readings: readonly Reading[]): number[] => readings.map(({ at }) => at);

/** Numbers from 0 below `count`, each made something. */
export const times = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));
