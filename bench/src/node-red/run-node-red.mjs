// Runs the flow in a headless Node-RED, in a process of its own: node run-node-red.mjs PACKAGES MESSAGES ROUNDS < flow.json
// Tells one line of JSON: events of one round, and messages a second of each round.
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";

const [packages, messages, rounds] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const flow = JSON.parse(fs.readFileSync(0, "utf8"));
const RED = createRequire(path.join(packages, "x.js"))("node-red");
const userDir = fs.mkdtempSync(path.join(os.tmpdir(), "aisle-node-red-"));
fs.writeFileSync(path.join(userDir, "flows.json"), JSON.stringify(flow));
fs.mkdirSync(path.join(userDir, "nodes"));
globalThis.bench = { events: 0, entry: undefined };
fs.writeFileSync(
  path.join(userDir, "nodes/bench.js"),
  `module.exports = (RED) => {
    RED.nodes.registerType("bench-entry", function (config) { RED.nodes.createNode(this, config); globalThis.bench.entry = this; });
    RED.nodes.registerType("bench-exit", function (config) {
      RED.nodes.createNode(this, config);
      this.on("input", (message, send, done) => { globalThis.bench.events++; done(); });
    });
  };`,
);
fs.writeFileSync(
  path.join(userDir, "nodes/bench.html"),
  ["bench-entry", "bench-exit"]
    .map(
      (type) =>
        `<script type="text/javascript">RED.nodes.registerType("${type}", { category: "bench", defaults: {} });</script>`,
    )
    .join("\n"),
);
const server = http.createServer();
const logging = { console: { level: "off", metrics: false, audit: false } };
RED.init(server, {
  userDir,
  flowFile: "flows.json",
  httpAdminRoot: false,
  httpNodeRoot: false,
  logging,
  telemetry: { enabled: false },
});
try {
  await RED.start();
  for (let wait = 0; wait < 200 && globalThis.bench.entry === undefined; wait++)
    await new Promise((done) => setTimeout(done, 50));
  const { entry } = globalThis.bench;
  const rates = [];
  let events = 0;
  for (let round = -1; round < rounds; round++) {
    globalThis.bench.events = 0;
    const started = performance.now();
    for (let k = 0; k < messages; k++) {
      const at = round * 1e9 + k * 20;
      entry.send({ payload: { at, grams: 1000 - 50 * Math.floor(k / 100) + (k % 7) / 10 } });
      // Node-RED hands messages on from one turn to the next; whoever sends without end would only fill its queue.
      if (k % 100 === 99) await new Promise(setImmediate);
    }
    await new Promise((done) => setTimeout(done, 0));
    if (round >= 0) rates.push(messages / ((performance.now() - started) / 1000));
    events = globalThis.bench.events;
  }
  console.log(JSON.stringify({ events, rates }));
} finally {
  await RED.stop();
  fs.rmSync(userDir, { recursive: true, force: true });
}
process.exit(0);
