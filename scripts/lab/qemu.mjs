// Boots the guest in QEMU and hears what it says on its serial console.
import { spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { Skipped } from "./skipped.mjs";

const program = "qemu-system-x86_64";

/** Raises `Skipped` where there is no QEMU. */
export function checkQemu() {
  if (spawnSync(program, ["--version"]).error) throw new Skipped(`there is no ${program} (Debian: qemu-system-x86)`);
}

/**
 * Runs the guest until it switches off, `within` milliseconds at most; `onMessage` hears of each line of JSON that it
 * says. Gives its last lines, and whether its time ran out.
 */
export function boot({ image, initrd, within, onMessage, verbose }) {
  const args = [
    ...["-nodefaults", "-no-user-config", "-display", "none", "-no-reboot", "-serial", "stdio"],
    // By software: slower than KVM, but the same everywhere, and where KVM itself is virtual it may hang.
    ...["-accel", "tcg,thread=multi", "-cpu", "max", "-smp", "2", "-m", "1536"],
    ...["-kernel", image, "-initrd", initrd, "-append", "console=ttyS0 rdinit=/init panic=-1 quiet"],
  ];
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
  const said = [];
  const hear = (line) => {
    const text = line.replaceAll("\r", "");
    const at = text.indexOf("@lab ");
    if (at === -1) {
      if (verbose) console.error(`guest: ${text}`);
      said.push(text);
      if (said.length > 60) said.shift();
      return;
    }
    try {
      onMessage(JSON.parse(text.slice(at + 5)));
    } catch {
      said.push(text);
    }
  };
  createInterface({ input: child.stdout }).on("line", hear);
  createInterface({ input: child.stderr }).on("line", hear);
  return new Promise((resolve, reject) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill("SIGKILL");
    }, within);
    const stop = () => child.kill("SIGKILL");
    process.once("exit", stop);
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
    child.on("error", reject);
    child.on("close", () => {
      clearTimeout(timer);
      process.off("exit", stop);
      resolve({ said, late });
    });
  });
}
