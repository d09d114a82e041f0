import { describe, expect, it } from "vitest";
import type { Device } from "../devices/device.ts";
import { staffByList } from "../readings/staff-list.ts";
import { memoryDisk } from "./memory-disk.fixture.ts";
import { everythingIn, opensAt, recordSpokenHub } from "./spoken-hub.fixture.ts";

const megabyte = 1024 * 1024;

describe("a recorder", () => {
  it("keeps readings, statuses and ticks in the order in which they came", async () => {
    const { recorder, disk, clock, said, statuses$, ...hub } = recordSpokenHub({ about: { aisle: "1.2.3" } });
    hub.scan("MEMBER-1");
    recorder.onClock({ kind: "clock", type: "tick", at: clock.now() });
    const reason = { code: "silent", message: "It says nothing.", remedy: "Look at it." } as const;
    const status = { state: "degraded", since: clock.now(), reason } as const;
    statuses$.next({ device: "g1", kind: "weight-shelf", status });
    await hub.pass(40);
    hub.weigh(3, 2);
    recorder.onClock({ kind: "clock", type: "closing", at: clock.now() });
    await recorder.close();
    const { recording, inputs, issues } = await everythingIn(disk);
    expect(inputs).toEqual([
      said[0],
      { kind: "clock", type: "tick", at: opensAt },
      { kind: "device", type: "status", device: "g1", at: opensAt, status },
      said[1],
      { kind: "clock", type: "closing", at: opensAt + 40 },
    ]);
    expect(issues).toEqual([]);
    expect(recording).toMatchObject({
      startedAt: opensAt,
      redacted: false,
      about: { aisle: "1.2.3" },
      store: undefined,
    });
    expect(recorder.status).toMatchObject({ state: "closed", written: 5, dropped: 0, waiting: 0, files: 1 });
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("writes what came within half a second, so that a killed process loses no more", async () => {
    const { disk, count, pass } = recordSpokenHub();
    count(1);
    await pass(499);
    expect(disk.files.size).toBe(0);
    await pass(1);
    expect((await everythingIn(disk)).inputs).toHaveLength(1);
  });

  it("begins a new file after its bound of bytes, and after its bound of time, each with all that is needed to read it", async () => {
    const { recorder, disk, sayMegabyte, count, pass } = recordSpokenHub({ maxBytes: megabyte, maxMinutes: 10 });
    sayMegabyte();
    await pass(1_000);
    count(1);
    await pass(599_000);
    count(2);
    await pass(2_000);
    count(3);
    await recorder.close();
    expect([...disk.files.keys()].sort()).toEqual([
      "20260105T090000500Z-0001.mcap",
      "20260105T090001500Z-0002.mcap",
      "20260105T091002000Z-0003.mcap",
    ]);
    const alone = await everythingIn(disk, "/rec/20260105T091002000Z-0003.mcap");
    expect(alone.inputs).toMatchObject([{ data: { value: 3 } }]);
    expect((await everythingIn(disk)).inputs.map((input) => "seq" in input && input.seq)).toEqual([1, 2, 3, 4]);
  });

  it("never overwrites: a name that is taken is left alone, and a clock set back does not disturb the order", async () => {
    const disk = memoryDisk();
    const taken = Buffer.from("somebody's");
    disk.files.set("20260105T090000500Z-0001.mcap", taken);
    const { recorder, count, pass } = recordSpokenHub({}, disk);
    count(1);
    await pass(500);
    await recorder.close();
    expect(disk.files.get("20260105T090000500Z-0001.mcap")).toBe(taken);
    expect(disk.files.has("20260105T090000500Z-0002.mcap")).toBe(true);
  });

  it("deletes its own oldest files, and nobody else's, to stay within the bound of all", async () => {
    const disk = memoryDisk();
    disk.files.set("0.mcap", Buffer.alloc(3 * megabyte));
    const limits = { maxBytes: megabyte, maxTotalBytes: 3 * megabyte };
    const { recorder, sayMegabyte, pass } = recordSpokenHub(limits, disk);
    for (let file = 0; file < 8; file += 1) {
      sayMegabyte();
      await pass(1_000);
    }
    await recorder.close();
    const own = [...disk.files].filter(([name]) => name !== "0.mcap");
    expect(own.length).toBeGreaterThanOrEqual(2);
    expect(own.reduce((sum, [, { length }]) => sum + length, 0)).toBeLessThan(3.1 * megabyte);
    expect(
      own
        .map(([name]) => name)
        .sort()
        .at(-1),
    ).toMatch(/-0008\.mcap$/);
    expect(disk.files.has("0.mcap")).toBe(true);
  });

  it("leaves pictures out unless it is asked for them", async () => {
    const frame = { device: "cam-1", type: "frame", data: { format: "jpeg", bytes: Uint8Array.of(0xff, 0xd8, 7) } };
    const without = recordSpokenHub();
    without.say(frame);
    without.count(1);
    await without.recorder.close();
    expect((await everythingIn(without.disk)).inputs).toMatchObject([{ type: "count" }]);
    const having = recordSpokenHub({ frames: true });
    having.say(frame);
    await having.recorder.close();
    expect((await everythingIn(having.disk)).inputs).toEqual(having.said);
  });

  it("replaces credentials by names that stay the same within a recording and differ between two", async () => {
    const names = async (): Promise<readonly unknown[]> => {
      const { recorder, disk, scan } = recordSpokenHub({ redactCredentials: true });
      for (const credential of ["MEMBER-1", "MEMBER-2", "MEMBER-1"]) scan(credential);
      await recorder.close();
      for (const bytes of disk.files.values()) expect(Buffer.from(bytes).includes("MEMBER")).toBe(false);
      return (await everythingIn(disk)).inputs.map((input) => "seq" in input && (input.data as { data: string }).data);
    };
    const [first, second, third] = await names();
    expect(first).toMatch(/^P-[0-9a-f]{24}$/);
    expect(third).toBe(first);
    expect(second).not.toBe(first);
    expect((await names())[0]).not.toBe(first);
  });

  it("keeps who works in the store, by the names of the recording", async () => {
    const kept = async (options: object) => {
      const { recorder, disk, scan } = recordSpokenHub(options);
      for (const credential of ["STAFF-1", "MEMBER-1"]) scan(credential);
      await recorder.close();
      const { recording, inputs } = await everythingIn(disk);
      const isStaff = staffByList(recording.staff);
      const names = inputs.map((input) => ("seq" in input ? (input.data as { data: string }).data : ""));
      return { staff: recording.staff, told: names.map(isStaff) };
    };
    const staff = ["STAFF-*"];
    expect(await kept({ staff })).toEqual({ staff, told: [true, false] });
    expect(await kept({ staff, redactCredentials: true })).toEqual({ staff: ["S-*"], told: [true, false] });
    expect(await kept({})).toEqual({ staff: [], told: [false, false] });
    expect(await kept({ redactCredentials: true })).toEqual({ staff: [], told: [false, false] });
  });

  it("keeps what a kind of a package's own says, numbers and typed arrays included", async () => {
    const { recorder, disk, say, said } = recordSpokenHub();
    const data = { open: true, curve: Float64Array.of(1.5, Number.NaN), at: [Infinity, null], big: 2n ** 70n };
    say({ device: "door-1", kind: "fridge-door", type: "door", data });
    say({ device: "door-1", kind: "fridge-door", type: "degrees", data: 4.25 });
    await recorder.close();
    expect((await everythingIn(disk)).inputs).toEqual(said);
  });

  it("counts and logs once what cannot be written at all, and goes on", async () => {
    const { recorder, disk, say, count, logged } = recordSpokenHub();
    const loop: Record<string, unknown> = {};
    loop["self"] = loop;
    for (let i = 0; i < 3; i += 1) say({ device: "odd-1", kind: "odd", type: "loop", data: loop });
    count(1);
    await recorder.close();
    expect((await everythingIn(disk)).inputs).toMatchObject([{ type: "count" }]);
    expect(recorder.status).toMatchObject({ written: 1, dropped: 3 });
    expect(logged.filter((line) => line.includes("odd-1 loop"))).toHaveLength(1);
  });

  it("makes what was written survive a power cut every five seconds, after each write, or only at the end", async () => {
    const syncs = async (syncEvery?: number | "end"): Promise<number> => {
      const { recorder, disk, count, pass } = recordSpokenHub(syncEvery === undefined ? {} : { syncEvery });
      for (let second = 0; second < 20; second += 1) {
        count(second);
        await pass(1_000);
      }
      await recorder.close();
      return disk.syncs;
    };
    expect(await syncs()).toBe(3 + 1);
    expect(await syncs(0)).toBe(20 + 1);
    expect(await syncs("end")).toBe(1);
  });

  it("goes on when whoever hears of its state throws", async () => {
    const onState = (): void => {
      throw new Error("no");
    };
    const { recorder, disk, said, count, logged, pass } = recordSpokenHub({ onState });
    disk.fault = "EIO";
    count(1);
    await pass(1_000);
    disk.fault = undefined;
    await pass(10_000);
    await recorder.close();
    expect((await everythingIn(disk)).inputs).toEqual(said);
    expect(logged.filter((line) => line.includes("threw: no"))).toHaveLength(3);
  });

  it("keeps what drivers tell of their devices as far as it can be written down", async () => {
    const devices = new Map<string, Device>();
    const { recorder, disk, count } = recordSpokenHub({}, memoryDisk(), devices);
    const status = { state: "online", since: opensAt } as const;
    const loop: Record<string, unknown> = { maker: "Acme" };
    loop["self"] = loop;
    devices.set("cam-1", { id: "cam-1", kind: "camera", info: { ...loop, serial: 12n }, status } as unknown as Device);
    count(1);
    await recorder.close();
    const { recording } = await everythingIn(disk);
    expect(recording.devices).toEqual([{ id: "cam-1", kind: "camera", info: { maker: "Acme" }, state: "online" }]);
  });

  it("says which limit is wrong", () => {
    expect(() => recordSpokenHub({ maxBytes: 3 })).toThrow(
      expect.objectContaining({ code: "settings-invalid", message: expect.stringContaining("maxBytes") as string }),
    );
    expect(() => recordSpokenHub({ maxBytes: megabyte, maxTotalBytes: megabyte })).toThrow(/at least twice/);
  });
});
