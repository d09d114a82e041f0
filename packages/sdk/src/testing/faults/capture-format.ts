import { z } from "zod";
import { AisleError } from "../../errors/aisle-error.ts";

const t = z.number().nonnegative();
const hex = z.string().regex(/^(?:[0-9a-f]{2})*$/);

const header = z.strictObject({ "aisle-capture": z.literal(1), transport: z.string(), note: z.string().optional() });
const entry = z.union([
  z.strictObject({ t, open: z.literal(true) }),
  z.strictObject({ t, in: hex }),
  z.strictObject({ t, out: hex }),
  z.strictObject({ t, feature: z.number().int(), in: hex }),
  z.strictObject({ t, close: z.string() }),
  z.strictObject({ t, reading: z.strictObject({ type: z.string(), data: z.unknown() }) }),
]);

/**
 * One line after the header: a connection was opened or lost, bytes came from or went to the device (hexadecimal), a
 * HID feature report was read, or the driver made this reading of what came. `t`: milliseconds since the first line.
 */
export type CaptureEntry = z.output<typeof entry>;

/** A capture that was read. */
export interface Capture {
  readonly transport: string;
  readonly entries: readonly CaptureEntry[];
}

/** The first line of a capture. */
export function captureHeader(transport: string): string {
  return JSON.stringify({ "aisle-capture": 1, transport });
}

/** Reads the text of a capture. Raises `capture-invalid` with the line that is wrong. A last line that broke off is left out. */
export function parseCapture(text: string): Capture {
  const lines = text.split("\n").map((line) => line.replace(/\r$/, ""));
  const whole = lines.at(-1) === "" ? lines.length : lines.length - 1;
  const first = header.safeParse(json(lines[0] ?? ""));
  if (!first.success) throw invalid(1, 'the header {"aisle-capture":1,"transport":…}');
  const entries: CaptureEntry[] = [];
  for (let index = 1; index < lines.length; index += 1) {
    const line = lines[index]!;
    if (line === "") continue;
    const result = entry.safeParse(json(line));
    if (result.success) entries.push(result.data);
    else if (index < whole) throw invalid(index + 1, '{"t":…} with one of open, in, out, feature, close, reading');
  }
  return { transport: first.data.transport, entries };
}

/** Bytes as a capture writes them. */
export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}

/** Bytes of a capture. */
export function fromHex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, "hex"));
}

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function invalid(line: number, expected: string): AisleError {
  return new AisleError("capture-invalid", `Line ${line} of the capture is not valid: expected ${expected}.`, {
    category: "input",
    remedy: "Record it again with captureTransport; see the page about conformance for the format.",
  });
}
