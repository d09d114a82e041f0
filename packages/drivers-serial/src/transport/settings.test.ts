import { checkSettings } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { serialSettings } from "./settings.ts";

const check = (value: unknown) => checkSettings(serialSettings, value, "the test");
const line = { baudRate: 9_600, dataBits: 8, parity: "none", stopBits: 1, rtscts: false };

describe("settings of the serial transport", () => {
  it.each([
    [{ path: "COM3" }, { path: "COM3" }],
    [{ usb: { vendorId: "0x0c2e" } }, { usb: { vendorId: 0x0c2e } }],
    [
      { host: "fe80::1%eth0", port: 4_001 },
      { host: "fe80::1%eth0", port: 4_001, connectTimeout: 5_000 },
    ],
  ])("take one way to find the port: %j", async (value, meant) => {
    await expect(check(value)).resolves.toEqual({ ...meant, ...line });
  });

  it.each([
    [{}, "expected one of path, usb, and host with port; got none"],
    [{ path: "x", usb: { vendorId: 1 } }, "got path and usb"],
    [{ host: "y" }, "host and port belong together"],
    [{ path: "x", port: 1 }, "host and port belong together"],
    [{ path: "x", connectTimeout: 1 }, "connectTimeout belongs to host and port"],
    [{ path: "x", baudrate: 9_600 }, "baudrate"],
    [{ path: "x", baudRate: "fast" }, "baudRate"],
    [{ path: "x", dataBits: 9 }, "5|6|7|8"],
    [{ usb: { vendorId: "0xzz" } }, "0x0c2e"],
    [{ usb: {} }, "expected at least one of its fields"],
    [{ host: "10.0.0.20:4001", port: 4_001 }, "expected a host name or address such as 192.168.1.50"],
    [{ host: "aisle:word@10.0.0.20", port: 4_001 }, "expected a host name or address such as 192.168.1.50"],
    [{ host: "tcp://10.0.0.20", port: 4_001 }, "expected a host name or address such as 192.168.1.50"],
  ])("say what is wrong with %j", async (value, words) => {
    await expect(check(value)).rejects.toMatchObject({
      code: "settings-invalid",
      message: expect.stringContaining(words),
    });
    await expect(check(value)).rejects.not.toMatchObject({ message: expect.stringMatching(/Invalid input(?!:)/) });
  });

  it("have a JSON Schema with every setting", () => {
    const { properties } = z.toJSONSchema(serialSettings, { io: "input" });
    expect(Object.keys(properties ?? {})).toEqual(
      expect.arrayContaining(["path", "usb", "host", "port", "connectTimeout", ...Object.keys(line)]),
    );
  });
});
