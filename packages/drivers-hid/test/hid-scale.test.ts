import { describe, expect, it } from "vitest";
import { hidScale } from "../src/index.ts";
import { scaleReport } from "../src/scale/reports.fixture.ts";
import { plugged } from "./plugged.ts";

describe("a HID scale", () => {
  it("is a shelf of one plate", async () => {
    const { hid, store } = await plugged(hidScale);
    hid.last.send(scaleReport(4, 2, -1, 1_234));
    expect(store.readings).toMatchObject([
      {
        type: "weights",
        data: { grams: Float32Array.of(123.4), samples: 1, plates: 1, dt: 0, flags: Uint8Array.of(1) },
      },
    ]);
    await store.hub.close();
  });

  it("is rebaselined by tare before the first weight that is zero, and done with it", async () => {
    const { hid, store } = await plugged(hidScale);
    const scale = store.hub.device("device-1", "weight-shelf");
    const taring = scale.commands.tare({ plates: [0] });
    await store.clock.settle();
    expect(hid.last.written).toEqual([Buffer.from([0x02, 0x02])]);
    hid.last.send(scaleReport(3, 2, 0, 80));
    hid.last.send(scaleReport(2));
    await expect(taring).resolves.toMatchObject({ outcome: "done" });
    hid.last.send(scaleReport(2));
    expect(store.readings.map(({ type }) => type)).toEqual(["weights", "rebaselined", "weights", "weights"]);
    expect(store.readings[1]).toMatchObject({ data: { plates: [0], cause: "zero" } });
    await store.hub.close();
  });

  it("that does not come to zero has an unknown outcome, and a later zero is no rebaseline", async () => {
    const { hid, store } = await plugged(hidScale);
    const scale = store.hub.device("device-1", "weight-shelf");
    const taring = scale.commands.tare({}, { deadline: 500 });
    await store.clock.run(501);
    await expect(taring).resolves.toMatchObject({ outcome: "unknown" });
    hid.last.send(scaleReport(2));
    expect(store.readings.map(({ type }) => type)).toEqual(["weights"]);
    await store.hub.close();
  });

  it("has no plate but one", async () => {
    const { store } = await plugged(hidScale);
    const scale = store.hub.device("device-1", "weight-shelf");
    await expect(scale.commands.tare({ plates: [1] })).resolves.toMatchObject({
      outcome: "refused",
      error: { code: "hid-no-plate" },
    });
    await store.hub.close();
  });

  it("that needs something is degraded and says what, also while it is noisy, until it weighs again", async () => {
    const { hid, store, status } = await plugged(hidScale);
    hid.last.send(scaleReport(8));
    expect(status()).toMatchObject({
      state: "degraded",
      reason: { code: "hardware-fault", message: expect.stringContaining("re-zeroing") },
    });
    hid.last.send(scaleReport(99));
    expect(status()).toMatchObject({ reason: { code: "hardware-fault" } });
    hid.last.send(scaleReport(4, 2, 0, 5));
    expect(status()).toMatchObject({ reason: { code: "protocol-noise" } });
    await store.clock.run(20_000);
    expect(status().state).toBe("online");
    await store.hub.close();
  });

  it.each([
    [{ rate: 10 }, 1_000],
    [{ rate: 1 }, 3_000],
    [{ silentAfter: 500 }, 500],
  ])("with %j that falls silent is offline within %i ms", async (settings, within) => {
    const { hid, store, status } = await plugged(hidScale, settings);
    hid.last.send(scaleReport(4, 2, 0, 5));
    await store.clock.run(store.clock.now() + within * 0.75);
    expect(status().state).toBe("online");
    await store.clock.run(store.clock.now() + within * 0.25);
    expect(status()).toMatchObject({ state: "offline", reason: { code: "silent" } });
    await store.hub.close();
  });

  it("that says nothing of how often it sends is unwatched", async () => {
    const { store, status } = await plugged(hidScale);
    await store.clock.run(86_400_000);
    expect(status().state).toBe("online");
    await store.hub.close();
  });
});
