/**
 * The same small flow (weights → threshold → debounce → event) on streams, as a host of Aisle writes it, and on
 * Node-RED without its editor. Node-RED has hundreds of packages: it is installed into a temporary folder, without
 * running their scripts, and only with `--install-peers`.
 *
 *     npm run -s bench -- node-red [--install-peers] [--messages N] [--rounds N] [--folder DIR]
 */
import { spawnSync } from "node:child_process";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { nodeRedFlow, streamFlow } from "./node-red/flow.ts";
import { nodeRedIn, nodeRedVersion } from "./node-red/install.ts";
import { medianOf, number, tableLines } from "./report/index.ts";

const { values } = parseArgs({
  options: {
    "install-peers": { type: "boolean", default: false },
    messages: { type: "string", default: "20000" },
    rounds: { type: "string", default: "5" },
    folder: { type: "string", default: path.join(os.tmpdir(), `aisle-bench-node-red-${nodeRedVersion}`) },
  },
});
const messages = Number(values.messages);
const rounds = Number(values.rounds);
streamFlow(messages);
const own = Array.from({ length: rounds }, () => streamFlow(messages));
const rows = [["streams", String(own[0]?.events ?? 0), number(medianOf(own.map(({ seconds }) => messages / seconds)))]];
const packages = nodeRedIn(values.folder, values["install-peers"]);
if (packages === undefined) console.log("Node-RED is not there; --install-peers fetches it into a temporary folder\n");
else {
  const program = path.join(import.meta.dirname, "node-red/run-node-red.mjs");
  const input = JSON.stringify(nodeRedFlow());
  const child = spawnSync(process.execPath, [program, packages, values.messages, values.rounds], {
    encoding: "utf8",
    input,
  });
  const last = child.stdout.trim().split("\n").at(-1) ?? "";
  if (last.startsWith("{")) {
    const { events, rates } = JSON.parse(last) as { events: number; rates: number[] };
    rows.push([`Node-RED ${nodeRedVersion}`, String(events), number(medianOf(rates))]);
  } else console.error(child.stderr);
}
console.log(`${messages} messages, medians of ${rounds} rounds, both in processes of their own on this machine\n`);
console.log(tableLines(["", "events", "messages/s"], rows).join("\n"));
