import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memoryDisk } from "./memory-disk.fixture.ts";
import { readFile } from "./read-file.ts";
import type { RecordedInput } from "./recorded-input.ts";
import { everythingIn, recordSpokenHub } from "./spoken-hub.fixture.ts";

const name = "20260105T090000500Z-0001.mcap";

/** A file of several chunks, and how many messages are whole at each of its lengths. */
async function smallFile(): Promise<{ readonly bytes: Uint8Array; readonly inputs: readonly RecordedInput[] }> {
  const { recorder, disk, scan, weigh, count, pass, said } = recordSpokenHub();
  for (let chunk = 0; chunk < 3; chunk += 1) {
    count(chunk);
    weigh(2);
    scan(`MEMBER-${chunk}`);
    await pass(600);
  }
  await recorder.close();
  return { bytes: disk.files.get(name)!, inputs: said };
}

async function read(bytes: Uint8Array) {
  const disk = memoryDisk();
  disk.files.set(name, bytes);
  return everythingIn(disk);
}

describe("a file that was cut, as by a kill", () => {
  it("plays to its last whole message, wherever it was cut", async () => {
    const { bytes, inputs } = await smallFile();
    let most = 0;
    let firstReadable = 0;
    for (let length = 0; length < bytes.length; length += 1) {
      const result = await read(bytes.subarray(0, length)).catch((error: unknown) => {
        // Only before it says what it records.
        expect(error).toMatchObject({ code: "recording-unreadable" });
        expect(most).toBe(0);
        return undefined;
      });
      if (result === undefined) continue;
      if (firstReadable === 0) firstReadable = length;
      expect(result.inputs).toEqual(inputs.slice(0, result.inputs.length));
      expect(result.inputs.length).toBeGreaterThanOrEqual(most);
      most = result.inputs.length;
      expect(result.issues.every(({ problem }) => problem === "cut-file")).toBe(true);
    }
    expect(most).toBe(inputs.length);
    expect(firstReadable).toBeLessThan(700);
  });

  it("gives a message as soon as its last byte is there, also in the middle of a chunk", async () => {
    const { bytes, inputs } = await smallFile();
    const at = Buffer.from(bytes).indexOf("MEMBER-1");
    const end = Buffer.from(bytes).indexOf("}}", at) + 2;
    expect((await read(bytes.subarray(0, end - 1))).inputs).toEqual(inputs.slice(0, 5));
    expect((await read(bytes.subarray(0, end))).inputs).toEqual(inputs.slice(0, 6));
  });

  it("is followed by the files after it", async () => {
    const { bytes, inputs } = await smallFile();
    const disk = memoryDisk();
    disk.files.set("20260105T080000000Z-0001.mcap", new Uint8Array());
    disk.files.set(name, bytes.subarray(0, bytes.length / 2));
    disk.files.set("20260105T100000000Z-0002.mcap", bytes);
    const result = await everythingIn(disk);
    expect(result.inputs.slice(-inputs.length)).toEqual(inputs);
    expect(result.issues.map(({ problem }) => problem)).toEqual(["cut-file", "cut-file"]);
  });
});

describe("a file in pieces of any size", () => {
  it("gives the same", async () => {
    const { bytes, inputs } = await smallFile();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 2_000 }), { minLength: 1 }), async (sizes) => {
        const found: RecordedInput[] = [];
        for await (const { entries } of readFile(name, inPieces(bytes, sizes), () => expect.fail("it is whole"))) {
          found.push(...(entries as readonly RecordedInput[]));
        }
        expect(found).toEqual(inputs);
      }),
      { numRuns: 50 },
    );
  });
});

async function* inPieces(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array, void, undefined> {
  let piece = 0;
  for (let at = 0; at < bytes.length; piece += 1) {
    const size = sizes[piece % sizes.length]!;
    yield await Promise.resolve(bytes.subarray(at, at + size));
    at += size;
  }
}

describe("a file that is damaged", () => {
  it("loses one chunk where a byte in it is wrong, and says so", async () => {
    const { bytes, inputs } = await smallFile();
    const spoilt = bytes.slice();
    const at = Buffer.from(spoilt).indexOf("MEMBER-1");
    spoilt[at] = 0x20;
    const result = await read(spoilt);
    expect(result.inputs).toEqual([...inputs.slice(0, 3), ...inputs.slice(6)]);
    expect(result.issues).toMatchObject([{ file: name, problem: "damaged-chunk" }]);
  });

  it("never does more harm than that, whatever the bytes", async () => {
    const { bytes, inputs } = await smallFile();
    const known = new Set(inputs.map((input) => JSON.stringify(input)));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 5 }), async (changes) => {
        const spoilt = bytes.slice();
        for (const [at, byte] of changes) spoilt[at] = byte;
        const result = await read(spoilt).catch((error: unknown) => {
          expect(error).toMatchObject({
            name: expect.stringMatching(/AisleError|DocumentError|SyntaxError/) as string,
          });
          return undefined;
        });
        for (const input of result?.inputs ?? []) {
          if (result!.issues.length === 0) expect(known).toContain(JSON.stringify(input));
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is not taken for a recording when it is something else", async () => {
    await expect(read(Buffer.from("%PDF-1.7 and so on"))).rejects.toMatchObject({ code: "recording-unreadable" });
    await expect(everythingIn(memoryDisk())).rejects.toMatchObject({ code: "recording-not-found" });
  });
});
