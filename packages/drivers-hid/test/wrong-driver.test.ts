import { describe, expect, it } from "vitest";
import { hidScale, hidScanner } from "../src/index.ts";
import { plugged } from "./plugged.ts";

describe("a driver on a device of the other usage page", () => {
  it.each([
    [
      hidScanner,
      0x8d,
      /is a scale \(usage page 0x8D\); hid-scanner is for a barcode scanner \(usage page 0x8C\)/,
      "hid-scale",
    ],
    [
      hidScale,
      0x8c,
      /is a barcode scanner \(usage page 0x8C\); hid-scale is for a scale \(usage page 0x8D\)/,
      "hid-scanner",
    ],
  ])("is blocked, and told both pages and the right driver (%#)", async (driver, page, message, right) => {
    const { store, status } = await plugged(driver, {}, {}, page);
    expect(status()).toMatchObject({
      state: "blocked",
      reason: {
        code: "settings-invalid",
        message: expect.stringMatching(message),
        remedy: expect.stringContaining(`driver to ${right}`),
      },
    });
    await store.hub.close();
  });

  it("is not blocked on a page of the maker's own", async () => {
    const { store, status } = await plugged(hidScanner, {}, {}, 0xff00);
    expect(status().state).not.toBe("blocked");
    await store.hub.close();
  });
});
