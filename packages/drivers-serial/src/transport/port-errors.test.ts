import { AisleError } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { toPortError } from "./port-errors.ts";

describe("errors of a serial port", () => {
  // Texts of serialport 13 on Linux, macOS and Windows.
  it.each([
    ["Error: No such file or directory, cannot open /dev/ttyUSB9", "device-gone", true],
    ["Error: Input/output error, cannot get", "device-gone", true],
    ["bad file descriptor", "device-gone", true],
    ["Error: Device not configured, cannot get", "device-gone", true],
    ["Opening COM9: File not found", "device-gone", true],
    ["Error Resource temporarily unavailable Cannot lock port", "device-busy", true],
    ["Error: Device or resource busy, cannot open /dev/ttyUSB0", "device-busy", true],
    ["Opening COM3: Access denied", "device-busy", true],
    ["Error: Permission denied, cannot open /dev/ttyUSB0", "permission-denied", true],
    ["Error: Inappropriate ioctl for device setting custom baud rate of 9600", "port-not-serial", true],
    ["something new", "device-gone", true],
  ])("%s is %s", (message, code, retryable) => {
    expect(toPortError(new Error(message), "/dev/x")).toMatchObject({
      code,
      retryable,
      remedy: expect.any(String),
      message: expect.stringContaining("/dev/x"),
    });
  });

  it("name the group and the udev rule where the right is missing", () => {
    expect(toPortError(new Error("Permission denied"), "/dev/x").remedy).toMatch(/dialout.*uucp.*udev/);
  });

  it("stay what they are where they are Aisle's, and are made of anything that is thrown", () => {
    const own = new AisleError("aborted", "x", { category: "transport" });
    expect(toPortError(own, "/dev/x")).toBe(own);
    expect(toPortError(null, "/dev/x").code).toBe("device-gone");
    expect(toPortError({ code: "EACCES", message: "no" }, "/dev/x").code).toBe("permission-denied");
  });
});
