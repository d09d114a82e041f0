// `npm run -s test:lab [-- --verbose] [--built]`: the real node-hid and serialport against virtual USB devices, in a QEMU
// guest with Debian's kernel. Where it cannot run it says `SKIPPED` and why, and that is no failure. `--verbose` shows the
// guest's console, `--built` takes the packages as they are built.
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { busybox, kernel } from "./lab/debian.mjs";
import { titles } from "./lab/guest/checks.mjs";
import { writeGuest } from "./lab/guest-files.mjs";
import { boot, checkQemu } from "./lab/qemu.mjs";
import { Skipped } from "./lab/skipped.mjs";
import { root, setUp } from "./setup.mjs";

/** The guest may take this long, in milliseconds; a minute is usual where nothing else is done. */
const within = 300_000;
const checks = Object.keys(titles);
const modules = ["uhid", "hid-generic", "usbhid", "dummy_hcd", "configfs", "usb_f_hid", "usb_f_acm", "cdc-acm"];
const { values: options } = parseArgs({
  options: { verbose: { type: "boolean", default: false }, built: { type: "boolean", default: false } },
});

async function run() {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Skipped(`it needs Linux on x64, and this is ${process.platform} on ${process.arch}`);
  }
  checkQemu();
  if (!options.built) setUp({ built: true });
  const cache = path.join(root, "node_modules/.aisle/lab");
  fs.mkdirSync(cache, { recursive: true });
  const debian = kernel(cache, modules);
  const initrd = path.join(cache, `guest-${process.pid}.cpio`);
  const began = Date.now();
  const outcomes = new Map();
  try {
    const bytes = writeGuest(initrd, { busybox: busybox(cache), modules: debian.modules });
    console.error(`lab: ${debian.name}, Node ${process.version}, a guest of ${Math.round(bytes / 1e6)} MB`);
    const { said, late } = await boot({
      image: debian.image,
      initrd,
      within,
      verbose: options.verbose,
      onMessage: (message) => {
        if (message.check !== undefined) outcomes.set(message.check, message);
        else if (options.verbose) console.error("guest:", JSON.stringify(message));
      },
    });
    const good = table(outcomes);
    console.log(
      `${good} of ${checks.length} checks passed in ${Math.round((Date.now() - began) / 1000)} s${late ? ", the guest's time ran out" : ""}`,
    );
    if (good === checks.length && !late) return 0;
    if (!options.verbose) for (const line of said) console.error(`guest: ${line}`);
    return 1;
  } finally {
    fs.rmSync(initrd, { force: true });
  }
}

/** Prints what became of each check, and gives how many passed. */
function table(outcomes) {
  let good = 0;
  for (const check of checks) {
    const { ok = false, detail = "the guest did not come to it" } = outcomes.get(check) ?? {};
    if (ok) good += 1;
    console.log(`${ok ? "ok  " : "FAIL"}  ${titles[check].padEnd(82)}  ${detail}`);
  }
  return good;
}

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof Skipped)) throw error;
  console.log(`SKIPPED: ${error.message}`);
}
