import type { InstallRequest } from "../../../../src/wire/index.ts";

/** What stands in `store.yaml` for a finding, to be copied by hand: YAML, in which the matrices are also JSON. */
export function asText(request: InstallRequest): string {
  switch (request.tool) {
    case "calibration": {
      const { id, K, R, t } = request.camera;
      const row = (values: readonly number[], digits: number): string =>
        `[${values.map((value) => String(Number(value.toFixed(digits)))).join(", ")}]`;
      const rows = (matrix: readonly (readonly number[])[], digits: number): string =>
        `[${matrix.map((values) => row(values, digits)).join(", ")}]`;
      return `- id: ${id}\n  K: ${rows(K, 6)}\n  R: ${rows(R, 9)}\n  t: ${row(t, 6)}\n`;
    }
    case "plates":
      return `installation:\n  plates:\n${request.plates.map((plate) => `    - ${JSON.stringify(plate)}\n`).join("")}`;
    case "gate":
      return `installation:\n  gates:\n    - ${JSON.stringify(request.gate)}\n`;
  }
}
