import { z } from "zod";
import { covers } from "../profiles/index.ts";
import { byteOrders, numberFormats, sizeOf, wordOrders } from "./number-format.ts";
import { spansOf } from "./spans.ts";
import { weightUnits } from "./weight-unit.ts";

/** More channels than this has no transmitter. */
const mostChannels = 64;
const address = z.number().int().min(0).max(65_535).describe("Address as on the wire, from 0: register 40001 is 0.");
const count = z.number().int().min(1).max(mostChannels);
const word = z.number().int().min(0).max(65_535);

/** Where a channel has something: `at + perChannel × channels of the unit + stride × channel`. */
const place = {
  at: address,
  stride: z.number().int().min(0).max(1_000).optional().describe("Registers from one channel to the next."),
  perChannel: z
    .number()
    .int()
    .min(0)
    .max(100)
    .default(0)
    .describe("Registers that stand before it for each channel of the unit."),
};
/** A part of one register. */
const part = { ...place, mask: word.default(0xffff), shift: z.number().int().min(0).max(15).default(0) };
const bit = z.strictObject({
  bit: z.number().int().min(0).max(15),
  when: z.literal([0, 1]).default(1).describe("What the bit is when it holds."),
});
const bits = z.array(bit).max(16).default([]);

const decimals = z.number().int().min(0).max(6);
export const decimalsSetting = decimals;
export const weightUnitSetting = z.enum(weightUnits);

const tare = z.discriminatedUnion("write", [
  z.strictObject({
    write: z.literal("mask"),
    at: address,
    readable: z.boolean().default(false).describe("Whether reading it gives the channels of the last tare or zero."),
  }),
  z.strictObject({ write: z.literal("value"), at: address, stride: place.stride, value: word }),
  z.strictObject({ write: z.literal("coil"), at: address, stride: place.stride }),
]);

const shape = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected a name such as "acme-w8"'),
  maker: z.string().min(1).max(100),
  model: z.string().min(1).max(100),
  source: z.string().min(1).max(1_000).describe("The document that the map is from, and what of it is not verified."),
  table: z.enum(["holding", "input"]),
  channels: z
    .union([count, z.strictObject({ at: address, most: count })], {
      error: `expected a whole number from 1 to ${mostChannels}, or \`{ at, most }\`: the register that tells and the most there can be`,
    })
    .describe("How many, or the register that tells and the most there can be."),
  identity: z
    .array(z.strictObject({ at: address, value: word }))
    .max(8)
    .default([])
    .describe("What these registers always hold."),
  longestRead: z.number().int().min(2).max(125).default(125).describe("Registers that one request may ask for."),
  reads: z
    .array(z.strictObject({ at: address, count: z.number().int().min(1).max(125) }))
    .max(16)
    .optional()
    .describe(
      "The requests themselves, for a unit whose blocks have to be read whole; made by the driver unless given.",
    ),
  longestGap: z.number().int().min(0).max(100).default(0).describe("Registers nobody needs that may be read along."),
  weight: z.strictObject({
    ...place,
    format: z.enum(numberFormats),
    wordOrder: z.enum(wordOrders).default("high-first"),
    byteOrder: z.enum(byteOrders).default("high-first"),
    sign: bit.optional().describe("The bit of the status that says that the weight, given without sign, is negative."),
    sentinels: z
      .array(z.number().int().min(0).max(0xffff_ffff))
      .max(16)
      .optional()
      .describe("Bits that mean: no value."),
  }),
  decimals: z
    .union([decimals, z.strictObject({ ...part, values: z.array(decimals).max(64).optional() })], {
      error: "expected a whole number from 0 to 6, or the register that tells: `{ at, mask, shift, values }`",
    })
    .optional(),
  weightUnit: z
    .union(
      [weightUnitSetting, z.strictObject({ ...part, values: z.array(weightUnitSetting.nullable()).min(1).max(64) })],
      {
        error: `expected one of ${weightUnits.join(", ")}, or the register that tells: \`{ at, mask, shift, values }\``,
      },
    )
    .optional(),
  scale: z
    .number()
    .refine((factor) => factor !== 0, "expected a factor other than 0")
    .default(1)
    .describe("The weight is multiplied by it; negative where load counts down."),
  status: z
    .strictObject({
      ...place,
      stable: bits,
      over: bits,
      under: bits,
      fault: bits,
      tared: bits.describe("What changes when a channel is tared or zeroed."),
    })
    .optional(),
  sampleCounter: z.strictObject({ at: address }).optional().describe("Grows with each sample of the board."),
  zeroCounter: z
    .strictObject({ at: address, mask: word.default(0xffff) })
    .optional()
    .describe("Grows with each tare or zero by anybody."),
  tare: tare.optional(),
});

/**
 * How one model of weight transmitter speaks Modbus, as data: what a retailer writes into settings for a model that is
 * not built in. All addresses are those on the wire, from 0.
 */
export const weightShelfProfile = shape.superRefine((profile, context) => {
  const issue = (path: (string | number)[], message: string): void => {
    context.addIssue({ code: "custom", path, message });
  };
  const { weight, status, channels } = profile;
  const most = typeof channels === "number" ? channels : channels.most;
  const size = sizeOf(weight.format);
  const { reads, ...rest } = profile;
  const spans = spansOf(rest, most);
  const beyond = spans.find(({ at, count }) => at + count > 65_536);
  if (beyond !== undefined)
    issue([], `register ${beyond.at + beyond.count - 1} of the last channel does not exist: 65535 is the last`);
  const unread = reads === undefined ? undefined : spans.find((span) => !covers(reads, span));
  if (unread !== undefined)
    issue(["reads"], `none of them has all of register ${unread.at}${unread.count > 1 ? ` and ${unread.at + 1}` : ""}`);
  if (most > 1 && weight.stride !== undefined && weight.stride < size) {
    issue(["weight", "stride"], `the weights of two channels overlap: expected at least ${size}, for ${weight.format}`);
  }
  if (weight.sign !== undefined && !weight.format.startsWith("uint")) {
    issue(["weight", "sign"], `a sign of its own needs the format uint16 or uint32, not ${weight.format}`);
  }
  if (weight.sign !== undefined && status === undefined) issue(["weight", "sign"], "needs a `status` to stand in");
  if (profile.tare?.write === "mask" && most > 32) issue(["tare"], "a mask has room for 32 channels");
  if (profile.tare?.write === "value" && most > 1 && profile.tare.stride === undefined) {
    issue(
      ["tare", "stride"],
      "expected the registers from one channel's command to the next, 0 for one that tares all",
    );
  }
});

/** A profile as it is used, with all defaults. */
export type WeightShelfProfile = z.output<typeof weightShelfProfile>;
/** A profile as it is written. */
export type WeightShelfProfileInput = z.input<typeof weightShelfProfile>;
