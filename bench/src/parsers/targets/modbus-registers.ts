import { PlateFlag, seededRandom } from "@aisle/sdk";
import { decodeGate, gateLayout } from "../../../../packages/drivers-modbus/src/turnstile/decode.ts";
import { turnstileProfile } from "../../../../packages/drivers-modbus/src/turnstile/profile.ts";
import {
  turnstileProfileIds,
  turnstileProfiles,
} from "../../../../packages/drivers-modbus/src/turnstile/profiles/index.ts";
import { decodeUnit, unitImage } from "../../../../packages/drivers-modbus/src/weight-shelf/decode.ts";
import { type Layout, layoutOf } from "../../../../packages/drivers-modbus/src/weight-shelf/layout.ts";
import {
  resolveProfile,
  weightShelfProfileIds,
} from "../../../../packages/drivers-modbus/src/weight-shelf/profiles/index.ts";
import type { Target } from "../target.ts";
import { functionParser, target } from "./sdk.ts";

/** Registers as they stand on a unit of this layout, in bytes. */
function registersOf(layout: Layout, seed: number): Uint8Array {
  const random = seededRandom(seed);
  const bytes = Buffer.alloc(2 * layout.size);
  for (let at = 0; at < layout.size; at += 1) bytes.writeUInt16BE(Math.floor(random() * 8), 2 * at);
  for (const { offset, value } of layout.identity) bytes.writeUInt16BE(value, 2 * offset);
  return Uint8Array.from(bytes);
}

const wordsOf = (bytes: Uint8Array): Uint16Array =>
  Uint16Array.from({ length: bytes.length >> 1 }, (_, at) => (bytes[2 * at]! << 8) | bytes[2 * at + 1]!);

const shelfTargets = weightShelfProfileIds.map((id): Target => {
  const profile = resolveProfile(id);
  const layout = layoutOf(profile, typeof profile.channels === "number" ? profile.channels : 12, {
    decimals: 2,
    weightUnit: "kg",
  });
  const exchanges = [1, 2, 3].map((seed) => [registersOf(layout, seed)]);
  return target(`modbus registers, ${id}`, false, exchanges, (rehearsed) => {
    const image = unitImage(layout.channels);
    let marked = true;
    return functionParser(
      (bytes) => {
        const words = wordsOf(bytes);
        decodeUnit(layout, words, image);
        marked = layout.identity.every(({ offset, value }) => words[offset] === value);
        if (image.wrong !== undefined) return [];
        const flags = [...image.flags];
        const whole = flags.every((flag, at) => Number.isFinite(image.grams[at]) === ((flag & PlateFlag.Fault) === 0));
        return [{ grams: image.grams.slice(), flags, whole }];
      },
      rehearsed,
      // A number for a fault, or a unit without its marks, is invented.
      { proves: (_, said) => marked && said.endsWith('"whole":true}') },
    );
  });
});

const gateTargets = turnstileProfileIds.map((id): Target => {
  const layout = gateLayout(turnstileProfile.parse(turnstileProfiles[id]));
  const count = layout.discrete.reduce((all, read) => all + read.count, 0);
  const exchanges = [3, 0x55, 0].map((value) => [new Uint8Array(count + 16).fill(value)]);
  return target(`modbus inputs, ${id}`, false, exchanges, (rehearsed) =>
    functionParser((bytes) => {
      const bits = Array.from(bytes.subarray(0, count), (byte) => (byte & 1) === 1);
      return [decodeGate(layout, bits, wordsOf(bytes.subarray(count)))];
    }, rehearsed),
  );
});

/** What registers and inputs mean, by every profile. */
export const modbusRegisterTargets: readonly Target[] = [...shelfTargets, ...gateTargets];
