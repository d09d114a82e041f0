import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Chunk, Hello } from "@aisle/console/wire";
import { createPlayback, createSimulation } from "@aisle/drivers-mock";
import { openHub, VirtualClock } from "@aisle/sdk";
import { expect, it } from "vitest";
import { consoleErrorCodes, createConsole, serveConsole } from "../src/index.ts";
import { apiPath, wireVersion } from "../src/wire/index.ts";
import { watchScene } from "./host-replay.ts";
import { serveShop } from "./host-server.ts";

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), "utf8");
const readme = read("../README.md");
const format = read("../docs/wire-format.md");
const startsAt = Date.UTC(2026, 0, 5, 9);

it("the snippets of the README are those that are tested", () => {
  for (const name of ["host-server.ts", "host-replay.ts"]) expect(readme).toContain(read(name).trimEnd());
});

it("the server of the README serves its own page, and the store's below /store/", async () => {
  const source = createSimulation({ seed: 7, startsAt, until: startsAt + 20_000 });
  const clock = new VirtualClock(startsAt);
  const { run, ...parts } = createPlayback({ source, clock });
  await using hub = await openHub({ ...parts, clock });
  const server = serveShop(hub, source.store, clock);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await run({ pace: "max" });
  expect(await (await fetch(at)).text()).toBe("the shop's own page\n");
  const hello = (await (await fetch(`${at}/store/${apiPath}/hello`)).json()) as Hello;
  expect(hello).toMatchObject({ mode: "live", name: source.store.name, rights: { command: true, install: false } });
  const chunk = (await (await fetch(`${at}/store/${apiPath}/chunks/0`)).json()) as Chunk;
  expect(chunk.items.filter(({ k }) => k === "frame").length).toBeGreaterThan(50);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

it("the replay of the README reads all of a source onto its tape", async () => {
  const replay = watchScene(createSimulation({ seed: 7, startsAt, until: startsAt + 15_000 }));
  const console = createConsole(replay);
  const served = await serveConsole(console, { port: 0 });
  await replay.done;
  const { tape } = (await (await fetch(`${served.url}${apiPath}/hello`)).json()) as Hello;
  expect(tape).toMatchObject({ from: startsAt, complete: true });
  expect(tape.until - startsAt).toBeGreaterThan(14_000);
  const chunk = (await (await fetch(`${served.url}${apiPath}/moment?t=${startsAt + 12_000}`)).json()) as Chunk;
  expect(chunk.index).toBe(1);
  await served.close();
  console.close();
  replay.close();
});

it("the page on the wire format tells its version, every address, every kind of item and every refusal", () => {
  expect(format).toContain(`version ${wireVersion}`);
  const sources = ["../src/server/api/reads.ts", "../src/server/api/writes.ts"].map(read).join("\n");
  const addresses = [...sources.matchAll(/^ {4}([a-z]+): (?:json|perhaps|chunk|async)/gm)].map(([, name]) => name!);
  expect(addresses.length).toBeGreaterThanOrEqual(12);
  for (const name of [...addresses, "stream"]) expect(format).toMatch(new RegExp(`\`(?:GET|POST) ${name}[\`?/]`));
  const kinds = [...read("../src/wire/items.ts").matchAll(/readonly k: "([a-z]+)"/g)].map(([, kind]) => kind!);
  expect(kinds.length).toBeGreaterThanOrEqual(9);
  for (const kind of kinds) expect(format).toContain(`| \`${kind}\` |`);
  const more = ["access/access.ts", "access/site-guard.ts", "http/read-json.ts", "stream/streams.ts"];
  const refused = more.reduce((text, name) => text + read(`../src/server/${name}`), sources);
  for (const code of Object.keys(consoleErrorCodes).filter((each) => refused.includes(`"${each}"`))) {
    expect(format).toContain(`\`${code}\``);
  }
});
