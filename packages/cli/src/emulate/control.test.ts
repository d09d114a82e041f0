import { createEmulatedStore } from "@aisle/drivers-mock/emulators";
import { VirtualClock } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { serveControl } from "./control.ts";

describe("the control address of the emulators", () => {
  it("says which port it could not have, as any other wire does", async () => {
    const store = createEmulatedStore({ clock: new VirtualClock(Date.UTC(2026, 0, 1, 8)), random: () => 0.5 });
    await using first = await serveControl(store, { host: "127.0.0.1", port: 0 });
    const port = Number(new URL(first.address).port);
    await expect(serveControl(store, { host: "127.0.0.1", port })).rejects.toMatchObject({
      code: "emulator-port-taken",
      category: "settings",
      message: expect.stringContaining(`127.0.0.1:${port}`),
    });
  });
});
