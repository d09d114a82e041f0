import type { DeviceFacts } from "@aisle/sdk";
import { z } from "zod";
import { invalid } from "./messages.ts";

const number = z.number().int().min(0).max(0xffff).optional();
const text = z.string().max(256).optional();

/** What a bridge says first; what else it says is left alone, for those that are newer than we are. */
const hello = z.object({
  usbVendorId: number,
  usbProductId: number,
  manufacturer: text,
  product: text,
  serialNumber: text,
  hidUsagePage: number,
  hidUsage: number,
});

/** The facts in a hello; raises `hid-bridge-invalid` where it is none. */
export function readHello(payload: Uint8Array): DeviceFacts {
  let given: unknown;
  try {
    given = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload));
  } catch {
    throw invalid("a hello that is no JSON");
  }
  const result = hello.safeParse(given);
  if (!result.success) throw invalid(`a hello with a wrong ${String(result.error.issues[0]?.path[0] ?? "shape")}`);
  const facts = Object.entries(result.data).filter(
    (fact): fact is [string, string | number] => fact[1] !== undefined && fact[1] !== "",
  );
  return Object.fromEntries(facts);
}
