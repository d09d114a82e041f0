import { checkHostSetting } from "@aisle/sdk";
import { z } from "zod";

const line = {
  /** Bits a second. */
  baudRate: z.number().int().min(110).max(4_000_000).default(9_600),
  dataBits: z.literal([5, 6, 7, 8]).default(8),
  parity: z.enum(["none", "even", "odd"]).default("none"),
  stopBits: z.literal([1, 2]).default(1),
  /** Hardware flow control by RTS and CTS. */
  rtscts: z.boolean().default(false),
};

/** A number of USB, such as 0x0c2e; in text as `"0x0c2e"` or `"0c2e"`. */
const usbNumber = z.union(
  [
    z.number().int().min(0).max(0xffff),
    z
      .string()
      .regex(/^(?:0x)?[0-9a-f]{1,4}$/i)
      .transform((text) => Number.parseInt(text.replace(/^0x/i, ""), 16)),
  ],
  { error: 'expected a number from 0 to 65535, or text such as "0x0c2e"' },
);

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

const ways = ["path", "usb", "host"] as const;

type Line = z.output<z.ZodObject<typeof line>>;

/** Settings of the `serial` transport, checked: how the port is found, one of three ways, and how the line is set. */
export type SerialSettings =
  | (Line & { path: string })
  | (Line & { usb: UsbIdentity })
  | (Line & { host: string; port: number; connectTimeout: number });

/** Settings of the `serial` transport. One object rather than a union, whose only complaint is "Invalid input". */
export const serialSettings = z
  .strictObject({
    path: z.string().min(1).max(1_024).optional(),
    usb: usb.optional(),
    host: z.string().optional(),
    port: z.number().int().min(1).max(65_535).optional(),
    /** Milliseconds until a device server must have taken the connection; 5000 unless told. */
    connectTimeout: z.number().int().positive().max(600_000).optional(),
    ...line,
  })
  .superRefine(checkHostSetting)
  .superRefine((settings, context) => {
    const given = ways.filter((way) => settings[way] !== undefined);
    if (given.length !== 1) {
      context.addIssue({
        code: "custom",
        message: `expected one of path, usb, and host with port; got ${given.join(" and ") || "none"}`,
      });
    }
    if ((settings.host === undefined) !== (settings.port === undefined)) {
      context.addIssue({ code: "custom", path: ["port"], message: "host and port belong together" });
    }
    if (settings.connectTimeout !== undefined && settings.host === undefined) {
      context.addIssue({
        code: "custom",
        path: ["connectTimeout"],
        message: "connectTimeout belongs to host and port",
      });
    }
  })
  .transform(({ path, usb, host, port, connectTimeout = 5_000, ...rest }, context): SerialSettings => {
    if (path !== undefined) return { path, ...rest };
    if (usb !== undefined) return { usb, ...rest };
    if (host !== undefined && port !== undefined) return { host, port, connectTimeout, ...rest };
    context.addIssue({ code: "custom", message: "expected one of path, usb, and host with port; got none" });
    return z.NEVER;
  });

/** What a USB port has to be. */
export type UsbIdentity = z.output<typeof usb>;
/** How the line is set, the same for each way to find the port. */
export type LineSettings = Line;
