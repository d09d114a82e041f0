import { type Finding, trouble } from "./finding.ts";
import type { Machine } from "./machine.ts";

/** The lowest Node.js that Aisle runs on. */
const lowestNode = [20, 19] as const;
const platforms: Readonly<Record<string, string>> = { linux: "Linux", darwin: "macOS", win32: "Windows" };
/** Nobody ran this version before it was written: 1 January 2026. */
const earliest = 1_767_225_600_000;
const dayMs = 86_400_000;
const mebibyte = 1_048_576;

/** Looks at Node.js, the platform, the clock and the disk. `file` is the store's settings, if any. */
export async function checkMachine(
  machine: Machine,
  now: number,
  folder: string,
  file: string | undefined,
): Promise<readonly Finding[]> {
  return [
    checkNode(machine),
    checkPlatform(machine),
    await checkClock(machine, now, file),
    await checkDisk(machine, folder),
  ];
}

function checkNode({ node }: Machine): Finding {
  const [major = 0, minor = 0] = node.split(".").map(Number);
  const [needMajor, needMinor] = lowestNode;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) {
    return { level: "ok", check: "node", message: `Node.js ${node}` };
  }
  const need = lowestNode.join(".");
  return trouble("problem", "node", `Node.js ${node} is older than ${need}`, `install Node.js ${need} or later`);
}

function checkPlatform({ platform, arch, release }: Machine): Finding {
  const name = platforms[platform];
  if (name !== undefined) return { level: "ok", check: "platform", message: `${name} ${release}, ${arch}` };
  return trouble("warning", "platform", `nobody tests Aisle on ${platform}`, "use Linux, macOS or Windows");
}

async function checkClock(machine: Machine, now: number, file: string | undefined): Promise<Finding> {
  const remedy = "set the clock and let it follow a time server (NTP), or visits and receipts get wrong times";
  const shown = new Date(now).toISOString();
  if (now < earliest) return trouble("problem", "clock", `the clock says ${shown}, which is long over`, remedy);
  const written = file === undefined ? undefined : await machine.fileFacts(file).catch(() => undefined);
  if (written !== undefined && written.writtenAt > now + dayMs) {
    return trouble(
      "problem",
      "clock",
      `the clock says ${shown}, but ${file ?? ""} was written later than that`,
      remedy,
    );
  }
  return { level: "ok", check: "clock", message: shown };
}

async function checkDisk(machine: Machine, folder: string): Promise<Finding> {
  const bytes = await machine.freeBytes(folder).catch(() => undefined);
  if (bytes === undefined) {
    return trouble("warning", "disk", `nobody can say how much room there is in ${folder}`, "look at it by hand");
  }
  const free = `${Math.floor(bytes / mebibyte)} MiB free in ${folder}`;
  if (bytes >= 1024 * mebibyte) return { level: "ok", check: "disk", message: free };
  const remedy = "make room, or recordings and logs will stop";
  return trouble(bytes < 100 * mebibyte ? "problem" : "warning", "disk", free, remedy);
}
