import type { Target } from "../target.ts";
import { emulatorTargets } from "./emulators.ts";
import { hidTargets } from "./hid.ts";
import { modbusAnswerTargets } from "./modbus-answers.ts";
import { modbusRegisterTargets } from "./modbus-registers.ts";
import { onvifTargets } from "./onvif.ts";
import { rtspTargets } from "./rtsp.ts";
import { sdkTargets } from "./sdk.ts";
import { serialTargets } from "./serial.ts";

/** Every parser of bytes from outside. */
export const targets: readonly Target[] = [
  ...sdkTargets,
  ...modbusAnswerTargets,
  ...modbusRegisterTargets,
  ...serialTargets,
  ...hidTargets,
  ...rtspTargets,
  ...onvifTargets,
  ...emulatorTargets,
];
