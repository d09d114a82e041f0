import type { DiscoveredDevice } from "@aisle/sdk";
import { plain } from "../views/words.ts";

/** Fields that makers and `lsusb` write in hexadecimal. */
const hexadecimal: readonly string[] = ["vendorId", "productId", "usagePage", "usage"];

/** Lines of a table for people: transport, what the device says it is, the likely driver, and its `transport:` settings. */
export function foundTable(devices: readonly DiscoveredDevice[]): readonly string[] {
  const rows = devices.map((one) => [one.transport, whatOf(one), driverOf(one), storeYaml(one.settings)].map(plain));
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
}

/** A value as one writes it in a `store.yaml`, on one line. */
export function storeYaml(value: unknown, name = ""): string {
  if (typeof value === "number" && hexadecimal.includes(name)) return `0x${value.toString(16).padStart(4, "0")}`;
  if (Array.isArray(value)) return `[${value.map((one) => storeYaml(one)).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).filter(([, one]) => one !== undefined);
    if (fields.length === 0) return "{}";
    return `{ ${fields.map(([key, one]) => `${key}: ${storeYaml(one, key)}`).join(", ")} }`;
  }
  return JSON.stringify(value ?? null);
}

function whatOf({ facts }: DiscoveredDevice): string {
  const said = [facts["manufacturer"], facts["product"]].filter((part) => typeof part === "string" && part !== "");
  if (said.length > 0) return said.join(" ");
  const scopes = [facts["onvifScope"] ?? []].flat().map(String);
  const parts = ["name", "hardware"].flatMap((kind) => {
    const start = `onvif://www.onvif.org/${kind}/`;
    return scopes.filter((scope) => scope.startsWith(start)).map((scope) => readable(scope.slice(start.length)));
  });
  return parts.length === 0 ? "says no name" : [...new Set(parts)].join(" ");
}

/** A scope is a URI; a broken one is shown as it is. */
function readable(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function driverOf({ proposals }: DiscoveredDevice): string {
  const [first] = proposals;
  return first === undefined ? "no driver known" : `${first.device.driver} ${Math.round(first.score * 100)} %`;
}
