import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { everything, inChunks, lines, tinyScene } from "../../test/tiny-scene.ts";
import { gunzip } from "./gunzip.ts";

const content = Array.from({ length: 3000 }, (_, i) =>
  lines.weights(i, { grams: [[(i * 7919) % 10007, (i * 104729) % 9973]] }),
);
const file = gzipSync(content.map((text) => `${text}\n`).join(""));

describe("a damaged scene", () => {
  it("that is cut gives every line before the cut, then one issue", async () => {
    const { scene, found } = await tinyScene(file.subarray(0, file.length / 2));
    const readings = await everything(scene);
    expect(readings.length).toBeGreaterThan(1000);
    expect(found).toEqual([
      expect.objectContaining({
        problem: "damaged-file",
        expected: "a whole gzip file",
        got: "unexpected end of file",
        line: readings.length + 1,
      }),
    ]);
  });

  it("that is corrupt gives everything up to the very byte that cannot be unpacked", async () => {
    // A stored block is unpacked byte for byte, so it is known where the damage begins to show.
    const stored = gzipSync("0123456789".repeat(20_000), { level: 0 });
    const secondBlock = 10 + 5 + stored.readUInt16LE(11);
    const corrupt = Buffer.from(stored);
    corrupt[secondBlock] = 0xff;
    let text = "";
    const read = async (): Promise<void> => {
      for await (const bytes of gunzip(() => inChunks(corrupt, 50_000))) text += Buffer.from(bytes).toString("latin1");
    };
    await expect(read()).rejects.toMatchObject({ code: "scene-damaged" });
    expect(text).toBe("0123456789".repeat(20_000).slice(0, secondBlock - 15));
  });

  it("whose check sum is wrong gives every line, then one issue", async () => {
    const wrong = Buffer.from(file);
    wrong[wrong.length - 8]! ^= 0xff;
    const { scene, found } = await tinyScene(wrong);
    expect(await everything(scene)).toHaveLength(content.length);
    expect(found).toEqual([expect.objectContaining({ problem: "damaged-file", got: "incorrect data check" })]);
  });

  it("that is no gzip file at all gives one issue", async () => {
    const { scene, found } = await tinyScene(Buffer.from(`${content[0]}\n`));
    expect(await everything(scene)).toEqual([]);
    expect(found).toEqual([
      expect.objectContaining({ problem: "damaged-file", line: 1, got: "incorrect header check" }),
    ]);
  });

  it("that is empty gives one issue", async () => {
    const { scene, found } = await tinyScene(new Uint8Array(0));
    expect(await everything(scene)).toEqual([]);
    expect(found).toEqual([expect.objectContaining({ problem: "damaged-file", got: "unexpected end of file" })]);
  });

  it("that has something after its end gives every line", async () => {
    const { scene } = await tinyScene(Buffer.concat([file, Buffer.alloc(100_000, 0x55)]));
    expect(await everything(scene)).toHaveLength(content.length);
  });

  it("that cannot be read any further gives what was read, then one issue", async () => {
    const { scene, found } = await tinyScene(file);
    const broken = async function* (): AsyncGenerator<Uint8Array, void, undefined> {
      yield await Promise.resolve(file.subarray(0, 5000));
      throw Object.assign(new Error("EIO: i/o error, read"), { code: "EIO" });
    };
    let bytes = 0;
    const read = async (): Promise<void> => {
      for await (const chunk of gunzip(broken)) bytes += chunk.length;
    };
    await expect(read()).rejects.toMatchObject({ code: "scene-damaged", message: "EIO: i/o error, read" });
    expect(bytes).toBeGreaterThan(5000);
    expect(await everything(scene)).toHaveLength(content.length);
    expect(found).toEqual([]);
  });

  it("is let go of when the reader stops in the middle", async () => {
    let closed = false;
    const input = async function* (): AsyncGenerator<Uint8Array, void, undefined> {
      try {
        yield* inChunks(file);
      } finally {
        closed = true;
      }
    };
    for await (const bytes of gunzip(input)) {
      expect(bytes.length).toBeGreaterThan(0);
      break;
    }
    expect(closed).toBe(true);
  });
});
