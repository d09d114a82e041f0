import { describe, expect, it } from "vitest";
import { main } from "../src/index.ts";
import { fakeIo } from "../src/testing/fake-io.ts";
import { storeFolder } from "./store-folder.ts";

const head = "store: ./store.json\ndrivers: [./drivers.mjs]\ndevices:\n";

async function devices(yaml: string, ...options: string[]) {
  using folder = storeFolder();
  const file = folder.write("store.yaml", yaml);
  const io = fakeIo({ cwd: folder.path, env: { GATE_PASSWORD: "open-sesame-7" } });
  const code = await main(["devices", file, ...options], io);
  return { code, out: io.stdout.lines, err: io.stderr.text, file };
}

describe("aisle devices", () => {
  it("lists the devices with what they are and how they are reached, without opening any", async () => {
    const { code, out } = await devices(`${head}  - { id: gate-1, driver: good-gate }
  - { id: gate-10, driver: bad-gate, settings: { login: x } }
`);
    expect(code).toBe(0);
    expect(out).toEqual([
      "gate-1   turnstile  good-gate  none  checked",
      "gate-10  turnstile  bad-gate   none  checked",
    ]);
  });

  it("says which setting is wrong, with its line, and ends with 1", async () => {
    const { code, out, file } = await devices(`${head}  - { id: gate-1, driver: good-gate, settings: { lone: 2 } }\n`);
    expect(code).toBe(1);
    expect(out[0]).toMatch(/^gate-1 .* failed$/);
    expect(out[1]).toContain(`    ${file}:4 devices[0].settings.lone: `);
    expect(out[1]).toContain('did you mean "lane" instead of "lone"?');
  });

  it("tests each device with --probe and tells why one failed, never its secret", async () => {
    const yaml = `${head}  - { id: gate-1, driver: good-gate }
  - { id: gate-2, driver: bad-gate, settings: { login: "\${GATE_PASSWORD}" } }
`;
    const { code, out, err } = await devices(yaml, "--probe");
    expect(code).toBe(1);
    expect(out[0]).toBe("gate-1  turnstile  good-gate  none  ok after 0 ms, Acme G1");
    expect(out[1]).toMatch(/^gate-2 .* failed after 0 ms$/);
    expect(out[2]).toBe(
      "    unreachable: refused *** (Check power, cable, address and port, and that nothing between blocks it.)",
    );
    const json = await devices(yaml, "--probe", "--json");
    const second = JSON.parse(json.out[1] ?? "") as object;
    expect(second).toMatchObject({ device: "gate-2", outcome: "failed", probe: { reason: { code: "unreachable" } } });
    expect([...out, err, ...json.out, json.err].join("\n")).not.toContain("open-sesame-7");
  });

  it("says what a missing driver, a missing variable and a store without devices are", async () => {
    const missing = await devices(`${head}  - { id: gate-1, driver: god-gate }\n`);
    expect([missing.code, missing.out[1]]).toEqual([1, expect.stringContaining('did you mean "good-gate"?')]);
    const unset = await devices(`${head}  - { id: a, driver: good-gate, settings: { lane: "\${number:LANE}" } }\n`);
    expect([unset.code, unset.err]).toEqual([2, expect.stringContaining("the environment variable LANE")]);
    const none = await devices("simulation: {}\n");
    expect([none.code, none.err]).toEqual([0, "aisle: a simulated store has no devices of its own\n"]);
  });
});
