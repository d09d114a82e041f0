import { constants } from "node:fs";
import { access, mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { AisleError, type Hub, silentLogger } from "@aisle/sdk";
import { type Recorder, recordHub } from "@aisle/sdk/recording";
import type { RunArguments } from "../arguments/index.ts";
import { doneWithin } from "../io/interrupts.ts";
import type { CliIo } from "../io/io.ts";
import type { StorePlan } from "../run/running-store.ts";

/** How long what waits for the disk may take to get there at the end, in milliseconds. */
const closeWithin = 1_000;

/**
 * Makes the folder of `--record`, before anything is opened.
 * @throws AisleError `output-invalid` (input) where nothing can be written there
 */
export async function checkRecordFolder({ record }: RunArguments, io: CliIo): Promise<void> {
  if (record === undefined) return;
  const folder = resolve(io.cwd, record);
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AisleError("output-invalid", `--record: nothing can be written in ${folder}: ${why}`, {
      category: "input",
      remedy: "name a folder that may be written to",
      cause,
    });
  }
}

/** Begins the recording that was asked for, if any. What goes wrong with it is told to `note`; the store goes on. */
export function recordStore(
  hub: Hub,
  plan: StorePlan,
  { record, redact }: RunArguments,
  io: CliIo,
  note: (text: string) => void,
): Recorder | undefined {
  if (record === undefined) return undefined;
  return recordHub(hub, {
    folder: resolve(io.cwd, record),
    store: plan.model,
    ...(plan.staff !== undefined && { staff: plan.staff }),
    clock: plan.clock,
    log: { ...silentLogger, error: note, warn: note },
    redactCredentials: redact === true,
    onState: ({ state }) => {
      if (state === "recording") note("recording goes on");
    },
  });
}

/** Ends the recording and tells what is missing in it. */
export async function closeRecorder(recorder: Recorder, io: CliIo): Promise<void> {
  if (!(await doneWithin(io.clock, closeWithin, recorder.close()))) {
    io.stderr.write("aisle: the recording's disk is too slow; its last file has no index, but it can be replayed\n");
  }
  const { dropped, waiting } = recorder.status;
  if (dropped + waiting > 0) {
    io.stderr.write(`aisle: ${dropped + waiting} readings, statuses and ticks could not be recorded\n`);
  }
}
