/**
 * Records a simulated store as a scene: its model, every reading in order of arrival, and the truth.
 *
 *     npx tsx --conditions=aisle-source src/main.ts FOLDER [--seed 1] [--seconds 20] [--groups 0.5] [--misplace 0.3] [--blind]
 */
import { parseArgs } from "node:util";
import { recordSimulation, type SimulationSettingsInput, writeScene } from "@aisle/drivers-mock";

export interface Recording extends SimulationSettingsInput {
  /** People come for so many seconds of store time; the recording ends when all have left. */
  readonly seconds: number;
  /** Leave the cameras out, as in a store that has none. */
  readonly blind?: boolean;
}

const startsAt = Date.UTC(2026, 0, 5, 9);

/** Writes `store.json`, `readings.jsonl.gz` and `truth.json` into `folder`; the same recording gives the same bytes. */
export async function recordScene(folder: string, { seconds, blind = false, ...settings }: Recording): Promise<number> {
  const { store, readings, truth } = recordSimulation({ startsAt, aisles: 1, ...settings }, { seconds });
  const kept = blind ? readings.map((batch) => batch.filter(({ kind }) => kind !== "camera")) : readings;
  await writeScene(folder, blind ? { ...store, cameras: [] } : store, kept, truth);
  return truth.receipts.length;
}

if (process.argv[1] === import.meta.filename) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: "string", default: "1" },
      seconds: { type: "string", default: "20" },
      groups: { type: "string", default: "0.12" },
      misplace: { type: "string", default: "0.04" },
      people: { type: "string", default: "10" },
      blind: { type: "boolean", default: false },
    },
  });
  const [folder = "scene"] = positionals;
  const receipts = await recordScene(folder, {
    seconds: Number(values.seconds),
    seed: Number(values.seed),
    groups: Number(values.groups),
    misplace: Number(values.misplace),
    maxPeople: Number(values.people),
    blind: values.blind,
  });
  console.log(`${folder}: ${receipts} receipts`);
}
