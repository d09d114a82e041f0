import { z } from "zod";

const line = {
  /** Bits a second. */
  baudRate: z.number().int().min(110).max(4_000_000).default(9_600),
  dataBits: z.union([z.literal(5), z.literal(6), z.literal(7), z.literal(8)]).default(8),
  parity: z.enum(["none", "even", "odd"]).default("none"),
  stopBits: z.union([z.literal(1), z.literal(2)]).default(1),
  /** Hardware flow control by RTS and CTS. */
  rtscts: z.boolean().default(false),
};

/** A number of USB, such as 0x0c2e; in text as `"0x0c2e"` or `"0c2e"`. */
const usbNumber = z.union([
  z.number().int().min(0).max(0xffff),
  z
    .string()
    .regex(/^(?:0x)?[0-9a-f]{1,4}$/i, "expected a USB number such as 0x0c2e")
    .transform((text) => Number.parseInt(text.replace(/^0x/i, ""), 16)),
]);

const usb = z
  .strictObject({
    vendorId: usbNumber.optional(),
    productId: usbNumber.optional(),
    serialNumber: z.string().min(1).optional(),
  })
  .refine(
    (wanted) => Object.values(wanted).some((value) => value !== undefined),
    "expected at least one of its fields",
  );

/** Settings of the `serial` transport: how the port is found, one of three ways, and how the line is set. */
export const serialSettings = z.union([
  z.strictObject({ path: z.string().min(1).max(1_024), ...line }),
  z.strictObject({ usb, ...line }),
  z.strictObject({
    host: z.string().min(1),
    port: z.number().int().min(1).max(65_535),
    connectTimeout: z.number().int().positive().max(600_000).default(5_000),
    ...line,
  }),
]);

/** Settings of the `serial` transport, checked. */
export type SerialSettings = z.output<typeof serialSettings>;
/** What a USB port has to be. */
export type UsbIdentity = z.output<typeof usb>;
/** How the line is set, the same for each way to find the port. */
export type LineSettings = Pick<SerialSettings, keyof typeof line>;
