import { toAisleError } from "@aisle/sdk";
import type { StoreSettings } from "@aisle/sdk/store";
import { type Finding, trouble } from "./finding.ts";
import type { Machine } from "./machine.ts";

/** Everybody may write it. */
const writableByAll = 0o002;

/** Looks at who may change the settings, and whether this process may open the serial and HID devices they name. */
export async function checkPermissions(machine: Machine, settings: StoreSettings): Promise<readonly Finding[]> {
  const { file } = settings;
  const found: Finding[] = [];
  const facts = await machine.fileFacts(file).catch(() => undefined);
  if (facts !== undefined && machine.platform !== "win32" && (facts.mode & writableByAll) !== 0) {
    const remedy = `chmod o-w ${file}: it names code that this process runs`;
    found.push(trouble("problem", "permissions", `everybody on this machine may write ${file}`, remedy));
  }
  for (const path of devicePaths(settings)) {
    try {
      await machine.mayUse(path);
    } catch (thrown) {
      const { code, message, remedy } = toAisleError(thrown);
      found.push(trouble("problem", "permissions", `${path}: ${code}: ${message}`, remedy));
    }
  }
  if (found.length > 0) return found;
  return [{ level: "ok", check: "permissions", message: "nothing that is named is closed to this process" }];
}

/** Device files that settings of transports name, such as `/dev/ttyUSB0`. */
function devicePaths({ devices, buses }: StoreSettings): ReadonlySet<string> {
  const settings = [...devices.map(({ transport }) => transport), ...buses.map((bus) => bus.settings)];
  const values: readonly unknown[] = settings.flatMap((one): readonly unknown[] => Object.values(one ?? {}));
  return new Set(values.filter((value): value is string => typeof value === "string" && value.startsWith("/dev/")));
}
