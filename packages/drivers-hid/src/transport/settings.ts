import { checkHostSetting } from "@aisle/sdk";
import { z } from "zod";

/** A number of 16 bits; in text as USB writes it, `"0x0c2e"` or `"0c2e"`. */
const id = z.union(
  [
    z.number().int().min(0).max(0xffff),
    z
      .string()
      .regex(/^(?:0x)?[0-9a-fA-F]{1,4}$/)
      .transform((text) => Number.parseInt(text.replace(/^0x/, ""), 16)),
  ],
  { error: 'a number from 0 to 65535, or text such as "0x0c2e"' },
);

const usb = z.strictObject({
  vendorId: id,
  productId: id,
  /** As the device says it; needed where several of the same model hang on one computer. */
  serialNumber: z.string().min(1).max(256).optional(),
  /** Top-level collection of a device that has several, such as 0x8c (scanners) or 0x8d (scales). */
  usagePage: id.optional(),
  usage: id.optional(),
});

/** What a device on USB is known by, wherever it is plugged in. */
export type UsbIdentity = z.output<typeof usb>;

const ways = ["usb", "path", "host"] as const;

/** Settings of the `hid` transport: exactly one of `usb`, `path`, and `host` with `port`. */
export const hidSettings = z
  .strictObject({
    usb: usb.optional(),
    /** Path of the operating system, such as `/dev/hidraw0`. It may change at every plugging in. */
    path: z.string().min(1).max(1_024).optional(),
    /** Host of a bridge or emulator that speaks HID over TCP. */
    host: z.string().optional(),
    port: z.number().int().min(1).max(65_535).optional(),
    /** Milliseconds until a bridge must stand, and again until it must have said what it is. */
    connectTimeout: z.number().int().positive().max(600_000).default(5_000),
  })
  .superRefine(checkHostSetting)
  .superRefine((settings, context) => {
    const given = ways.filter((way) => settings[way] !== undefined);
    if (given.length !== 1) {
      context.addIssue({
        code: "custom",
        message: `expected one of usb, path, and host with port; got ${given.join(" and ") || "none"}`,
      });
    }
    if ((settings.host === undefined) !== (settings.port === undefined)) {
      context.addIssue({ code: "custom", path: ["port"], message: "host and port belong together" });
    }
  });

/** Settings of the `hid` transport. */
export type HidSettings = z.output<typeof hidSettings>;
