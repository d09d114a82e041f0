import {
  boardFrame,
  boardMessages,
  type ScaleProfileName,
  scaleProfiles,
  scannerCodes,
  scannerSettings,
} from "@aisle/drivers-serial";
import { VirtualClock } from "@aisle/sdk";
import { casPd2Fixture } from "../../../../packages/drivers-serial/src/scale/profiles/cas-pd2.fixture.ts";
import { mtSicsFixture } from "../../../../packages/drivers-serial/src/scale/profiles/mt-sics.fixture.ts";
import { nciFixture } from "../../../../packages/drivers-serial/src/scale/profiles/nci.fixture.ts";
import { smaFixture } from "../../../../packages/drivers-serial/src/scale/profiles/sma.fixture.ts";
import { toledo8217Fixture } from "../../../../packages/drivers-serial/src/scale/profiles/toledo-8217.fixture.ts";
import { latin1, type Parser, type Target, utf8 } from "../target.ts";
import { operatorParser, target } from "./sdk.ts";

const fixtures = {
  "mt-sics": mtSicsFixture,
  nci: nciFixture,
  sma: smaFixture,
  "toledo-8217": toledo8217Fixture,
  "cas-pd2": casPd2Fixture,
} as const satisfies Readonly<Record<ScaleProfileName, unknown>>;

/** A weight without its frame of 15 bytes: SOH STX, ten, their exclusive or, ETX EOT. */
function provesCas(recent: Uint8Array, said: string): boolean {
  if (!said.startsWith('{"type":"sample"')) return true;
  for (let at = recent.indexOf(1); at >= 0; at = recent.indexOf(1, at + 1)) {
    const frame = recent.subarray(at, at + 15);
    const isFramed = frame.length === 15 && frame[1] === 2 && frame[13] === 3 && frame[14] === 4;
    if (isFramed && frame.subarray(2, 13).reduce((all, byte) => all ^ byte, 0) === 0) return true;
  }
  return false;
}

const scaleTargets = (Object.keys(fixtures) as ScaleProfileName[]).map((name) => {
  const exchanges = fixtures[name].filter(([, { type }]) => type !== "noise").map(([text]) => [latin1(text)]);
  const more = name === "cas-pd2" ? { proves: provesCas } : {};
  return target(`serial scale, ${name}`, true, exchanges, (known) =>
    operatorParser(scaleProfiles[name].parse({ unit: "kg" }), known, more),
  );
});

const boardFrames = [
  boardFrame(1, 0x30, [1, 0, 0, 0, 0, 9, 0, 0, 0, 8, 0, 7]),
  boardFrame(1, 0x31, [0, 0x12, 0x34]),
  boardFrame(1, 0x32, [0]),
  boardFrame(1, 0x40, [3, 1, 0, 8]),
  boardFrame(1, 0x41, [1, 1, 0, 9]),
];

const saidBefore = new Map<string, readonly string[]>();

/** What a frame says where nothing else has come. */
function saidBy(frame: Uint8Array): readonly string[] {
  const key = Buffer.from(frame).toString("latin1");
  const found = saidBefore.get(key);
  if (found !== undefined) return found;
  const alone = operatorParser(boardMessages({ address: 1 }), []);
  alone.push(frame);
  const said = alone.take();
  if (saidBefore.size > 1_000) saidBefore.clear();
  saidBefore.set(key, said);
  return said;
}

/** Whether a frame with a right check, alone, says that. */
function boardProof(recent: Uint8Array, said: string): boolean {
  for (let at = recent.indexOf(2); at >= 0; at = recent.indexOf(2, at + 1)) {
    const frame = recent.subarray(at, at + 6 + (recent[at + 3] ?? 0));
    if (frame.length < 7 || frame.length !== 6 + frame[3]! || frame.at(-1) !== 3) continue;
    if (frame.subarray(1, -1).reduce((all, byte) => all ^ byte, 0) !== 0) continue;
    if (saidBy(frame).includes(said)) return true;
  }
  return false;
}

const settingsOfScanners = {
  "CR LF": {},
  "prefix and suffix": { prefix: "<", suffix: ">", aim: "on" },
  "idle gap": { idleGap: 50 },
} as const;

const scannerTargets = Object.entries(settingsOfScanners).map(([name, settings]): Target => {
  const idle = "idleGap" in settings;
  const [before, after] = name === "CR LF" ? ["", "\r\n"] : idle ? ["", ""] : ["<", ">"];
  const codes = ["]Q1MEMBER-1", "]E04006381333931", "]d2\u001d010400638133393110LOT", "]Q1Grüße"];
  const exchanges = codes.map((code) => [utf8(before + code + after)]);
  return target(`serial scanner, ${name}`, true, exchanges, (known): Parser => {
    const clock = new VirtualClock();
    const settle = (): void => {
      if (idle) clock.advanceTo(clock.now() + 60);
    };
    return operatorParser(scannerCodes(scannerSettings.parse(settings), clock), known, { settle });
  });
});

/** Everything on serial lines. */
export const serialTargets: readonly Target[] = [
  ...scannerTargets,
  ...scaleTargets,
  target(
    "serial turnstile board",
    true,
    boardFrames.map((frame) => [frame]),
    (known) => operatorParser(boardMessages({ address: 1 }), known, { proves: boardProof }),
  ),
];
