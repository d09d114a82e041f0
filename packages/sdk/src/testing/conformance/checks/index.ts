import type { Check } from "../check.ts";
import { garbageCheck, splitCheck } from "./bytes.ts";
import { captureCheck } from "./capture.ts";
import { commandsCheck } from "./commands.ts";
import { halfOpenCheck, logCheck, unplugCheck } from "./connection.ts";
import { dayCheck } from "./day.ts";
import { docsCheck } from "./docs.ts";
import { faultsCheck } from "./faults.ts";
import { abortCheck, cyclesCheck } from "./lifecycle.ts";
import { manifestCheck } from "./manifest.ts";
import { parserCheck } from "./parser.ts";
import { immutableCheck, typedCheck } from "./readings.ts";
import { settingsCheck } from "./settings.ts";

/** Every check, level by level. */
export const checks: readonly Check[] = [
  manifestCheck,
  settingsCheck,
  cyclesCheck,
  abortCheck,
  typedCheck,
  immutableCheck,
  unplugCheck,
  halfOpenCheck,
  logCheck,
  splitCheck,
  garbageCheck,
  dayCheck,
  faultsCheck,
  commandsCheck,
  captureCheck,
  parserCheck,
  docsCheck,
];
