import type { StoreModel } from "@aisle/sdk/store";
import { Tracker as peer } from "node-moving-things-tracker";
import { createTracker } from "../../../packages/fusion/src/tracking/index.ts";
import type { Frame, Spot } from "./walkers.ts";

/** Follows people through all frames and says who is where after each. */
export type Following = (frames: readonly Frame[], side: number) => readonly (readonly Spot[])[];

/** Our tracker, to which the sensor is one that gives positions without names. */
export const ours: Following = (frames, side) => {
  const tracker = createTracker(openFloor(side));
  return frames.map(({ at, seen }) => {
    tracker.observePoses(
      0,
      at,
      seen.map(({ x, y }) => ({ head: [x, y, 1.6], score: 0.9 })),
    );
    tracker.drainEvents();
    return tracker.tracks().flatMap(({ id, x, y, confirmed }) => (confirmed ? [{ id, x, y }] : []));
  });
};

function openFloor(side: number): StoreModel {
  const floor = [
    [0, 0],
    [side, 0],
    [side, side],
    [0, side],
  ] as const;
  const nothing = { zones: [], gates: [], cameras: [], shelves: [], products: [], planogram: [] };
  return { name: "floor", currency: "EUR", floor, ceilings: [{ id: "above", fps: 10 }], ...nothing };
}

/** Metres of the box that a body is on the floor; the peer knows boxes in a picture only. */
const body = 0.6;

/** npm `node-moving-things-tracker`: positions are given to it as boxes of a body's size in centimetres. */
export const movingThings =
  (matchingAlgorithm: "kdTree" | "munkres"): Following =>
  (frames) => {
    peer.reset();
    peer.setParams({ matchingAlgorithm, unMatchedFramesTolerance: 10, iouLimit: 0.05, fastDelete: true });
    return frames.map(({ seen }, frame) => {
      const boxes = seen.map(({ x, y }) => ({ ...box(x, y), confidence: 90, name: "person" }));
      peer.updateTrackedItemsWithNewFrame(boxes, frame);
      return peer.getJSONOfTrackedItems(false).map(({ id, x, y }) => ({ id, x: x / 100, y: y / 100 }));
    });
  };

function box(x: number, y: number): { x: number; y: number; w: number; h: number } {
  return { x: 100 * x, y: 100 * y, w: 100 * body, h: 100 * body };
}

/** Each detection is the track that was nearest in the frame before, or a new one. */
export const nearest: Following = (frames) => {
  let next = 1;
  let last: readonly Spot[] = [];
  return frames.map(({ seen }) => {
    const left = new Set(last);
    last = seen.map(({ x, y }) => {
      let found: Spot | undefined;
      for (const spot of left) {
        const off = Math.hypot(spot.x - x, spot.y - y);
        if (off < (found === undefined ? 0.6 : Math.hypot(found.x - x, found.y - y))) found = spot;
      }
      if (found !== undefined) left.delete(found);
      return { id: found?.id ?? next++, x, y };
    });
    return last;
  });
};
