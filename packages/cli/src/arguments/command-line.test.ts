import { isAisleError } from "@aisle/sdk";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCommandLine } from "./command-line.ts";

function refusal(...words: string[]): { message: string; remedy: string } {
  try {
    readCommandLine(words);
  } catch (error) {
    if (!isAisleError(error)) throw error;
    expect(error.code).toBe("command-line-invalid");
    expect(error.category).toBe("usage");
    return { message: error.message, remedy: error.remedy ?? "" };
  }
  expect.fail(`aisle ${words.join(" ")} was taken`);
}

/** Where nothing is said of the page. */
const page = { host: "127.0.0.1", allow: new Set() };

describe("the command line of run", () => {
  it.each(['aisle", RUN+="x', "a b", "", "-x", "1st"])("refuses %j as the group of udev rules", (group) => {
    expect(() => readCommandLine(["doctor", "store.yaml", `--udev=${group}`])).toThrow(
      expect.objectContaining({ code: "command-line-invalid" }),
    );
  });

  it("runs the simulated store when nothing else is said", () => {
    expect(readCommandLine(["run"])).toEqual({ command: "run", json: false, inProcess: false, page });
    expect(readCommandLine(["run", "--page", "off"])).toEqual({ command: "run", json: false, inProcess: false });
  });

  it("takes every option, before and after the file, with = and without", () => {
    const words = ["run", "--for", "50", "store.yaml", "--seed=7", "--speed", "2.5", "--json", "--in-process"];
    expect(readCommandLine(words)).toEqual({
      command: "run",
      file: "store.yaml",
      forSeconds: 50,
      seed: 7,
      speed: 2.5,
      json: true,
      inProcess: true,
      page,
    });
  });

  it("takes a folder to record to, and --redact only with it", () => {
    expect(readCommandLine(["run", "--record", "today", "--redact"])).toMatchObject({ record: "today", redact: true });
    expect(readCommandLine(["run", "--record", "today"])).not.toHaveProperty("redact");
    expect(() => readCommandLine(["run", "--redact"])).toThrow(/--redact is for a recording/);
  });

  it("counts an option that is given twice as its last", () => {
    expect(readCommandLine(["run", "--for", "5", "--for", "6"])).toMatchObject({ forSeconds: 6 });
  });

  it.each([
    ["--for", "0"],
    ["--for", "-5"],
    ["--for", "soon"],
    ["--for", "Infinity"],
    ["--seed", "1.5"],
    ["--seed", "-1"],
    ["--seed", "4294967296"],
    ["--speed", "0"],
    ["--speed", "fast"],
  ])("refuses %s %s and says what it takes", (option, value) => {
    expect(refusal("run", option, value).message).toContain(`${option} takes a`);
    expect(refusal("run", option, value).message).toContain(`got "${value}"`);
  });

  it("refuses a second file", () => {
    expect(refusal("run", "a.yaml", "b.yaml").message).toContain("got 2: a.yaml b.yaml");
  });

  it("refuses a value for an option that takes none", () => {
    expect(refusal("run", "--json=yes").message).toContain("--json takes no value");
  });
});

describe("the command line of replay", () => {
  it("plays as fast as the machine can unless told", () => {
    expect(readCommandLine(["replay", "scene", "--receipts", "r.json"])).toEqual({
      command: "replay",
      scene: "scene",
      receipts: "r.json",
      speed: "max",
      strict: false,
      json: false,
      quiet: false,
    });
  });

  it("needs a scene and a place for the receipts", () => {
    expect(refusal("replay").message).toContain("SCENE is missing");
    expect(refusal("replay", "scene").message).toContain("--receipts is missing");
  });

  it("does not take the next option for a missing value", () => {
    expect(refusal("replay", "scene", "--receipts", "--json").message).toContain("--receipts needs a value");
    expect(refusal("replay", "scene", "--receipts").message).toContain("--receipts needs a value");
    expect(refusal("replay", "scene", "--receipts=").message).toContain("--receipts needs a value");
  });

  it("shows the recording on a page instead of writing files", () => {
    expect(readCommandLine(["replay", "scene", "--watch"])).toEqual({
      command: "watch",
      scene: "scene",
      page,
      json: false,
    });
    expect(refusal("replay", "s", "--watch", "--receipts", "r").message).toContain("--receipts has no meaning");
    expect(refusal("replay", "s", "--watch", "--strict").message).toContain("--strict has no meaning");
    expect(refusal("replay", "s", "--watch", "--page", "off").message).toContain("--watch needs its page");
    expect(refusal("replay", "s", "--receipts", "r", "--page", "1").remedy).toContain("add --watch");
    expect(refusal("replay", "--watch").message).toContain("SCENE is missing");
  });

  it("refuses one file for both outputs", () => {
    expect(refusal("replay", "s", "--receipts", "x", "--events", "x").message).toContain("the same file");
  });
});

describe("help and mistakes", () => {
  it("explains itself as a whole and command by command, even beside a mistake in the arguments", () => {
    expect(readCommandLine(["--help"])).toEqual({ command: "help" });
    expect(readCommandLine(["run", "--help"])).toEqual({ command: "help", topic: "run" });
    expect(readCommandLine(["replay", "-h"])).toEqual({ command: "help", topic: "replay" });
    expect(readCommandLine(["--version"])).toEqual({ command: "version" });
  });

  it("names the nearest command and the nearest option", () => {
    expect(refusal("repaly").remedy).toContain("did you mean replay?");
    expect(refusal("--versoin").remedy).toContain("did you mean --version?");
    expect(refusal("sell").remedy).toContain("there is run, emulate, replay");
    expect(refusal("run", "-x").remedy).toContain("there is --help, --for, --seed");
    expect(refusal("run", "--spead", "2").remedy).toContain("did you mean --speed?");
    expect(refusal("replay", "x", "--reciepts", "y").remedy).toContain("did you mean --receipts?");
  });

  it("asks for a command where there is none", () => {
    expect(refusal().message).toContain("a command is missing: run, emulate, replay, devices, doctor");
  });

  it("answers any words with a command or an error of its own", () => {
    const word = fc.oneof(
      fc.constantFrom("run", "replay", "--for", "--json", "--receipts", "-", "--", "-x"),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (words) => {
        try {
          readCommandLine(words);
        } catch (error) {
          expect(isAisleError(error)).toBe(true);
        }
      }),
    );
  });
});
