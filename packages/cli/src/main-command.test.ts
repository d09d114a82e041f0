import { describe, expect, it } from "vitest";
import { main } from "./main-command.ts";
import { fakeIo } from "./testing/fake-io.ts";

async function aisle(...words: string[]) {
  const io = fakeIo();
  const code = await main(words, io);
  return { code, out: io.stdout.text, err: io.stderr.text };
}

describe("aisle", () => {
  it("explains itself on stdout", async () => {
    const help = await aisle("--help");
    expect([help.code, help.err]).toEqual([0, ""]);
    expect(help.out).toContain("Usage: aisle <command> [options]");
    expect((await aisle("run", "--help")).out).toContain("Usage: aisle run [store.yaml] [options]");
    expect((await aisle("replay", "--help")).code).toBe(0);
  });

  it("tells its version", async () => {
    expect((await aisle("--version")).out).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
  });

  it.each([["repaly"], ["run", "--sede", "1"], ["replay"], []])(
    "ends with 2 and one clear error for: aisle %s %s",
    async (...words) => {
      const { code, out, err } = await aisle(...words);
      expect([code, out]).toEqual([2, ""]);
      expect(err).toMatch(/^aisle: .*\n {2}to mend it: .*--help\n {2}code: command-line-invalid\n$/);
    },
  );
});
