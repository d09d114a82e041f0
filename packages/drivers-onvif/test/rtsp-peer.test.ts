import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { silentLogger, systemClock, tcp } from "@aisle/sdk";
import { firstValueFrom, lastValueFrom, take, toArray } from "rxjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMetadataParser } from "../src/metadata/index.ts";
import { openMetadataSession } from "../src/rtsp/index.ts";

const script = fileURLToPath(new URL("peers/rtsp_server.py", import.meta.url));
const python = process.env["AISLE_PYTHON"] ?? "/usr/bin/python3";
const asked = process.env["AISLE_PEERS"] === "1";
const [username, password] = ["viewer", "peer-password"];

// A process of somebody else's program: wall time is what it takes.
describe.skipIf(!asked)(
  `GStreamer's RTSP server${asked ? "" : " (skipped: set AISLE_PEERS=1, with GStreamer's RTSP server and python3-gi installed)"}`,
  () => {
    let server: ChildProcessWithoutNullStreams;
    let uri = "";

    beforeAll(async () => {
      server = spawn(python, [script, username, password]);
      server.stderr.on("data", (bytes) => process.stderr.write(bytes as Buffer));
      const [line] = (await once(createInterface({ input: server.stdout }), "line")) as [string];
      uri = `rtsp://127.0.0.1:${line.replace("port ", "")}/main`;
    }, 20_000);
    afterAll(async () => {
      if (server.exitCode !== null || server.signalCode !== null) return;
      server.kill();
      await once(server, "exit");
    });

    const session = (more: object = {}, released: Promise<void>[] = []) =>
      openMetadataSession({
        uri,
        username,
        password,
        tcp,
        clock: systemClock,
        signal: new AbortController().signal,
        log: silentLogger,
        onEnding: (done) => released.push(done),
        ...more,
      });

    it("has its metadata track played out of two, without a document missing, and again after TEARDOWN", async () => {
      for (let round = 0; round < 2; round += 1) {
        const released: Promise<void>[] = [];
        const documents = await lastValueFrom(session({}, released).pipe(take(75), toArray()));
        const parser = createMetadataParser({ width: 160, height: 120 });
        const ids = documents.map((document) => Number(parser.parse(document)?.frames[0]?.objects[0]?.id));
        expect(ids).toEqual(ids.map((_, index) => ids[0]! + index));
        await Promise.all(released);
      }
    }, 30_000);

    it("refuses a wrong password", async () => {
      await expect(firstValueFrom(session({ password: "wrong" }))).rejects.toMatchObject({ code: "auth-failed" });
    });

    it("is known to be gone within a second of being killed", async () => {
      const ended = new Promise<{ readonly code: string; readonly at: number }>((resolve) => {
        let count = 0;
        session().subscribe({
          next: () => {
            count += 1;
            if (count === 10) server.kill("SIGKILL");
          },
          error: (thrown: unknown) => {
            resolve({ code: (thrown as { readonly code: string }).code, at: Date.now() });
          },
        });
      });
      await once(server, "exit");
      const killed = Date.now();
      const { code, at } = await ended;
      expect(code).toBe("device-gone");
      expect(at - killed).toBeLessThan(1_000);
    }, 20_000);
  },
);
