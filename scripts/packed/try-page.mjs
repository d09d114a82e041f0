// Runs in a consumer's folder: starts the command that its argument names on a simulated store, asks for its page and
// all that the page needs, and writes what came.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

const program = process.argv[2];
const child = spawn(process.execPath, [program, "run", "--json", "--speed", "1", "--page", "0"], {
  stdio: ["ignore", "pipe", "inherit"],
});
const ended = once(child, "exit");
try {
  const lines = createInterface(child.stdout);
  const [line] = await once(lines, "line");
  lines.on("line", () => undefined);
  const { type, url } = JSON.parse(line);
  console.log(`first line: ${type}`);

  const show = async (address) => {
    const answer = await fetch(new URL(address, url));
    const body = await answer.text();
    console.log(`${address} ${answer.status} ${answer.headers.get("content-type")} ${body.length}`);
    return { answer, body };
  };
  const page = await show("./");
  console.log(page.answer.headers.get("content-security-policy"));
  for (const [, address] of page.body.matchAll(/(?:src|href)="([^"]+)"/g)) await show(address);
  const { mode, version, rights } = await (await fetch(new URL("api/v1/hello", url))).json();
  console.log(JSON.stringify({ mode, version, rights }));
} finally {
  child.kill("SIGTERM");
}
const [code] = await ended;
console.log(`ended with ${code}`);
