/**
 * Runs in a network of its own that has nothing but loopback (`unshare -rn`): serves an emulated camera with
 * WS-Discovery, lets `onvif-util` find it and ask it, and prints what it said and what the camera counted as JSON.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { argv, stdout } from "node:process";
import { seededRandom, systemClock } from "@aisle/sdk";
import { createOnvifCamera, serveOnvif } from "../../src/emulators/onvif/index.ts";

/** Runs a program without a shell, with these lines as its input, and gives all that it said. */
async function run(command: string, args: readonly string[], lines: readonly string[] = []): Promise<string> {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"], timeout: 20_000 });
  const exited = once(child, "close");
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.stdin.on("error", () => undefined).end(lines.map((line) => `${line}\n`).join(""));
  await exited;
  return said;
}

const [, , username = "", password = "", given = ""] = argv;
for (const args of [
  ["link", "set", "lo", "up"],
  ["link", "set", "lo", "multicast", "on"],
  ["route", "add", "224.0.0.0/4", "dev", "lo"],
])
  await run("ip", args);

const camera = createOnvifCamera({
  id: "cam-1",
  name: "Aisle 1",
  width: 640,
  height: 360,
  fps: 10,
  username,
  password,
  clock: systemClock,
  random: seededRandom(1),
});
// onvif-util makes one nonce a second and writes `Created` in milliseconds, so two requests within one millisecond carry the
// same token, and the second is refused as a repeat. A camera that takes 5 ms for each answer keeps them apart.
camera.faults.slow(5);
const served = await serveOnvif(camera, { discovery: { address: "239.255.255.250", port: 3702 } });
const found = await run("onvif-util", ["-a"]);
const asked = ["get rtsp", "get capabilities", "get time", "get profiles", "get profile", "get network", "quit"];
const said = await run("onvif-util", ["-u", username, "-p", given, "127.0.0.1"], asked);
await served.close();
stdout.write(JSON.stringify({ found, said, rtspPort: served.rtspPort, counts: camera.counts }));
