import type { DriverReading } from "@aisle/sdk";
import type { Code } from "./code-joiner.ts";
import type { ScannerProfile } from "./profiles.ts";
import { readAim } from "./read-part.ts";

/** How a code becomes a reading. */
export interface ScanOptions {
  readonly profile: ScannerProfile;
  /** AIM identifiers by the maker's own codes, for scanners that send no AIM identifier. */
  readonly symbologies: Readonly<Record<string, string>>;
  readonly prefix: string;
  readonly suffix: string;
}

/** AIM identifier of data whose symbology is not known. */
const unknownSymbology = "]X0";

/** The reading of a code; nothing for what is an answer to a command, or no code once prefix and suffix are off. */
export function toScan(code: Code, options: ScanOptions): DriverReading<"barcode-scanner"> | undefined {
  const { profile, symbologies, prefix, suffix } = options;
  if (profile.answers?.every((byte, index) => code.data[index] === byte) === true) return undefined;
  const inData = profile.aimInData === true && code.aim === undefined ? readAim(code.data.subarray(0, 3)) : undefined;
  const own = code.code === undefined ? undefined : symbologies[String(code.code)];
  let data = decode(inData === undefined ? code.data : code.data.subarray(3));
  if (prefix !== "" && data.startsWith(prefix)) data = data.slice(prefix.length);
  if (suffix !== "" && data.endsWith(suffix)) data = data.slice(0, -suffix.length);
  if (data === "") return undefined;
  return { type: "scan", data: { symbology: code.aim ?? inData ?? own ?? unknownSymbology, data } };
}

/** UTF-8 where it is that, and otherwise one character a byte (ISO 8859-1), so that nothing of it is lost. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString("latin1");
  }
}
