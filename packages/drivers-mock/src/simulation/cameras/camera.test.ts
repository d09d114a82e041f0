import type { Detection } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import type { TruthInteraction } from "../../scene/index.ts";
import { createChance } from "../chance/index.ts";
import { createDelivery } from "../delivery/index.ts";
import { createGate } from "../gates/index.ts";
import { makeStore, planFloor } from "../layout/index.ts";
import type { Person } from "../people/index.ts";
import { makePerson } from "../people/person.ts";
import { resolveSettings, type SimulationSettingsInput } from "../settings.ts";
import { createSimulation } from "../simulation.ts";
import { makeParty } from "../truth/index.ts";
import { createCamera } from "./camera.ts";
import { projector } from "./projection.ts";

const startsAt = Date.UTC(2030, 0, 7, 8);
const perfect = {
  pixelNoise: 0,
  missedDetections: 0,
  missedKeypoints: 0,
  missedFrames: 0,
  falseAlarms: 0,
  brokenIds: 0,
  clockOffset: 0,
  lateReadings: 0,
  duplicateReadings: 0,
};

/** What the first camera says in 100 frames of people who stand at these places. */
function watch(difficulty: SimulationSettingsInput["difficulty"], ...places: (readonly [x: number, y: number])[]) {
  const settings = resolveSettings({ difficulty });
  const delivery = createDelivery(settings.difficulty, createChance(1));
  const plan = planFloor(1, 1);
  const [model] = makeStore(plan, resolveSettings({ products: 24 }), createChance(2)).cameras;
  const [place] = plan.gates;
  if (model === undefined || place === undefined) throw new TypeError("the plan has no camera or gate");
  const gate = createGate(place, settings, delivery, createChance(3));
  const people: Person[] = places.map((at, index) =>
    makePerson(`p${index}`, makeParty("MEMBER-1", 1), gate, at, createChance(7)),
  );
  const camera = createCamera(model, plan.solids, settings.difficulty, createChance(4), delivery, 20);
  for (let time = startsAt; time < startsAt + 10_000; time += 20) camera.tick(time, people);
  const frames: (readonly Detection[])[] = [];
  for (const { reading } of delivery.take(Number.POSITIVE_INFINITY))
    if (reading.type === "detections") frames.push(reading.data.objects);
  return { frames, model, people };
}

describe("a camera", () => {
  it("without faults reports somebody in full view in every frame, under one id, where they are", () => {
    const { frames, model, people } = watch(perfect, [2.6, 1.6]);
    expect(frames).toHaveLength(100);
    const [person] = people;
    const middle = projector(model)(2.6, 1.6, (person?.height ?? 0) / 2);
    for (const objects of frames) {
      expect(objects).toHaveLength(1);
      const [seen] = objects;
      const [left, top, width, height] = seen?.box ?? [0, 0, 0, 0];
      expect(middle.u > left && middle.u < left + width && middle.v > top && middle.v < top + height).toBe(true);
      expect(seen?.head?.[1]).toBeLessThan(top + height / 3);
      expect(seen?.id).toBe(frames[0]?.[0]?.id);
    }
  });

  it("sees nobody in an empty store, unless it has false alarms", () => {
    expect(watch(perfect).frames.flat()).toEqual([]);
    expect(watch({ ...perfect, falseAlarms: 0.2 }).frames.flat().length).toBeGreaterThan(10);
  });

  it("sees less of somebody behind somebody else, and is less sure of them", () => {
    const clear = watch(perfect, [3.2, 1.9]).frames.flat();
    const { frames, model, people } = watch(perfect, [3.2, 1.9], [2.6, 1.54]);
    const { u, v } = projector(model)(3.2, 1.9, (people[0]?.height ?? 0) - 0.12);
    const behind = frames.flatMap((objects) =>
      objects.filter(({ head }) => head !== undefined && Math.hypot(head[0] - u, head[1] - v) < 12),
    );
    const score = (objects: readonly Detection[]): number =>
      objects.reduce((sum, object) => sum + object.score, 0) / objects.length;
    const area = (objects: readonly Detection[]): number =>
      objects.reduce((sum, object) => sum + object.box[2] * object.box[3], 0) / objects.length;
    expect(clear).toHaveLength(100);
    expect(behind.length).toBeGreaterThan(10);
    expect(behind.length).toBeLessThan(100);
    expect(score(behind)).toBeLessThan(score(clear) - 0.05);
    expect(area(behind)).toBeLessThan(area(clear));
  });

  it("breaks ids, misses people and drops frames about as often as the settings say", () => {
    const { frames } = watch({ ...perfect, brokenIds: 0.2, missedDetections: 0.3, missedFrames: 0.1 }, [2.6, 1.6]);
    expect(frames.length).toBeGreaterThan(78);
    expect(frames.length).toBeLessThan(99);
    const seen = frames.flat();
    expect(seen.length / frames.length).toBeGreaterThan(0.55);
    expect(seen.length / frames.length).toBeLessThan(0.85);
    expect(new Set(seen.map((object) => object.id)).size).toBeGreaterThan(5);
  });
});

describe("the cameras of a living store", () => {
  it("report boxes and points within the picture", () => {
    const simulation = createSimulation({ seed: 2, startsAt, until: startsAt + 30_000, difficulty: perfect });
    let boxes = 0;
    for (const batch of simulation.readings())
      for (const { reading } of batch) {
        if (reading.type !== "detections") continue;
        for (const { box, head, wrists = [], score } of reading.data.objects) {
          boxes++;
          // Edges scatter with the size of the box, a little beyond the rim too.
          const [left, top, width, height] = box;
          expect(Math.min(left, top)).toBeGreaterThan(-60);
          expect(left + width).toBeLessThan(1280 + 60);
          expect(top + height).toBeLessThan(720 + 60);
          expect(score > 0 && score < 1).toBe(true);
          for (const [u, v] of head === undefined ? wrists : [head, ...wrists])
            expect(u >= 0 && u <= 1280 && v >= 0 && v <= 720).toBe(true);
        }
      }
    expect(boxes).toBeGreaterThan(2000);
  });

  it("see most hands at the very plate that they take from", () => {
    const hands: TruthInteraction[] = [];
    const wrists: { readonly at: number; readonly device: string; readonly u: number; readonly v: number }[] = [];
    const simulation = createSimulation({
      seed: 2,
      startsAt,
      until: startsAt + 60_000,
      difficulty: { clockOffset: 0 },
      onInteraction: (hand) => hands.push(hand),
    });
    for (const batch of simulation.readings())
      for (const { device, reading } of batch)
        if (reading.type === "detections")
          for (const object of reading.data.objects)
            for (const [u, v] of object.wrists ?? []) wrists.push({ at: reading.at ?? 0, device, u, v });
    const plates = new Map(simulation.store.shelves.flatMap((shelf) => shelf.plates.map((plate) => [plate.id, plate])));
    const cameras = simulation.store.cameras.map((camera) => ({ id: camera.id, project: projector(camera) }));
    const seen = hands.filter((hand) => {
      const plate = plates.get(hand.plate);
      if (plate === undefined) return false;
      const [x, y, z] = plate.center;
      const views = cameras.filter(({ id, project }) => {
        const { u, v } = project(x, y + 0.09 * plate.facing[1], z + 0.13);
        return wrists.some(
          (wrist) =>
            wrist.device === id && Math.abs(wrist.at - hand.t) < 100 && Math.hypot(wrist.u - u, wrist.v - v) < 40,
        );
      });
      return views.length >= 2;
    });
    expect(hands.length).toBeGreaterThan(10);
    expect(seen.length / hands.length).toBeGreaterThan(0.8);
  });
});
