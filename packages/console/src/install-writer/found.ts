import type { Installation } from "@aisle/sdk/store";
import type { InstallRequest } from "../wire/index.ts";

/** What the settings say of the installation after one more tool has found something. The newest finding of a thing counts. */
export function withFinding(was: Installation | undefined, request: InstallRequest, at: string): Partial<Installation> {
  const { cameras = [], plates = [], gates = [] } = was ?? {};
  switch (request.tool) {
    case "calibration": {
      const { camera, medianError } = request;
      const found = { camera: camera.id, at, medianError: Number(medianError.toFixed(4)) };
      return filled({ cameras: merged(cameras, [found], (each) => each.camera), plates, gates });
    }
    case "plates": {
      const found = request.plates.map(({ plate, state, noise, drift, answered }) => ({
        plate,
        state,
        ...(noise === undefined ? {} : { noise }),
        ...(drift === undefined ? {} : { drift }),
        ...(answered === undefined ? {} : { answered }),
        at,
      }));
      return filled({ cameras, plates: merged(plates, found, (each) => each.plate), gates });
    }
    case "gate": {
      const steps = request.gate.steps.map(({ step, passed, text }) => ({
        step,
        passed,
        ...(text === undefined ? {} : { text }),
      }));
      return filled({
        cameras,
        plates,
        gates: merged(gates, [{ gate: request.gate.gate, at, steps }], (each) => each.gate),
      });
    }
  }
}

function merged<T>(was: readonly T[], found: readonly T[], idOf: (each: T) => string): T[] {
  const fresh = new Map(found.map((each) => [idOf(each), each]));
  const kept = was.map((each) => {
    const next = fresh.get(idOf(each));
    fresh.delete(idOf(each));
    return next ?? each;
  });
  return [...kept, ...fresh.values()];
}

function filled(all: {
  cameras: Installation["cameras"];
  plates: Installation["plates"];
  gates: Installation["gates"];
}): Partial<Installation> {
  return Object.fromEntries(Object.entries(all).filter(([, list]) => list.length > 0));
}
