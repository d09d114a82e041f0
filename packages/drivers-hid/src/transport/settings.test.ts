import { checkSettings } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { hidSettings } from "./settings.ts";

const check = (value: unknown) => checkSettings(hidSettings, value, "the test");

describe("settings of the hid transport", () => {
  it("take one way to reach a device, ids as numbers or as USB writes them", async () => {
    await expect(check({ usb: { vendorId: "0x0c2e", productId: 2951 } })).resolves.toMatchObject({
      usb: { vendorId: 0x0c2e, productId: 2951 },
    });
    await expect(check({ path: "/dev/hidraw0" })).resolves.toMatchObject({ path: "/dev/hidraw0" });
    await expect(check({ host: "127.0.0.1", port: 4001 })).resolves.toMatchObject({ connectTimeout: 5_000 });
  });

  it.each([
    [{}, "expected one of usb, path, and host with port; got none"],
    [{ path: "x", host: "y", port: 1 }, "got path and host"],
    [{ host: "tcp://y", port: 1 }, "expected a host name or address such as 192.168.1.50"],
    [{ host: "y z", port: 1 }, "expected a host name or address such as 192.168.1.50"],
    [{ host: "a:b@y", port: 1 }, "expected a host name or address such as 192.168.1.50"],
    [{ host: "y" }, "host and port belong together"],
    [{ usb: { vendorId: 70_000, productId: 1 } }, "usb.vendorId"],
    [{ usb: { vendorId: 1, productId: 1, serial: "x" } }, "serial"],
  ])("say what is wrong with %j", async (value, words) => {
    await expect(check(value)).rejects.toMatchObject({
      code: "settings-invalid",
      message: expect.stringContaining(words),
    });
  });
});
