import type { CameraModel, StoreModel } from "@aisle/sdk/store";
import {
  adviseNextPoint,
  type Calibration,
  calibrateCamera,
  inside,
  type NoCalibration,
  placeAt,
} from "../../../../src/installer/index.ts";
import type { InstallRequest } from "../../../../src/wire/index.ts";
import { type Draft, wholePoints } from "./draft.ts";

/** What the points of a draft make of a camera. */
export interface Solved {
  readonly found: Calibration | NoCalibration;
  /** Points to look at again, from 0. */
  readonly wrong: readonly number[];
  /** Part of the picture that lacks a point. */
  readonly advice: string | undefined;
  readonly request: InstallRequest | undefined;
}

/** `known`: the intrinsics in the settings are right. */
export function solveDraft(draft: Draft, camera: CameraModel, store: StoreModel, known: boolean): Solved {
  const points = wholePoints(draft);
  const { id, width, height, K } = camera;
  const found = calibrateCamera({ points, width, height, ...(known ? { K } : {}) });
  const notes = found.solved ? found.warnings : [found.problem];
  const wrong = notes.flatMap((note) => note.points);
  const sees = (u: number, v: number): boolean => {
    if (!found.solved) return true;
    const place = placeAt(found, u, v);
    return place !== undefined && inside(store.floor, ...place);
  };
  const advice = adviseNextPoint(points, width, height, sees)?.part;
  const request: InstallRequest | undefined = found.solved
    ? {
        tool: "calibration",
        camera: { id, K: found.K, R: found.R, t: found.t },
        medianError: found.leaveOneOutMedian ?? found.medianError,
      }
    : undefined;
  return { found, wrong, advice, request };
}
