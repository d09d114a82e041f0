import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAddresses } from "./addresses.ts";

const plain = { scheme: "http", host: "10.0.0.9", port: 8080 } as const;

describe("addresses that a camera says", () => {
  it.each([
    ["http://192.168.1.10/onvif/x?y=1#z", "http://10.0.0.9/onvif/x?y=1"],
    ["http://user:pa@ss@cam:81/x", "http://10.0.0.9:81/x"],
    ["HTTP://[fe80::1]:82", "http://10.0.0.9:82/"],
    ["https://cam/onvif", "http://10.0.0.9:8080/onvif"],
    ["/onvif/events", "http://10.0.0.9:8080/onvif/events"],
    ["http://@evil.example\\@cam/", "http://10.0.0.9/"],
    ["//evil.example/x", undefined],
    ["http://cam:99999/", undefined],
    ["ftp://cam/", undefined],
    ["urn:uuid:1", undefined],
  ])("%s is reached as %s", (said, reached) => {
    const { http } = createAddresses(plain);
    if (reached === undefined) expect(() => http(said)).toThrow(/not an HTTP address/);
    else expect(http(said)).toBe(reached);
  });

  it("are at the settings' port where the camera says that of its device service", () => {
    const addresses = createAddresses(plain);
    addresses.learn("http://192.168.1.10:80/onvif/device_service");
    expect(addresses.http("http://192.168.1.10/onvif/events")).toBe("http://10.0.0.9:8080/onvif/events");
    expect(addresses.http("http://192.168.1.10:81/onvif/events")).toBe("http://10.0.0.9:81/onvif/events");
  });

  it("never leave TLS", () => {
    const { http } = createAddresses({ scheme: "https", host: "[::1]", port: 443 });
    expect(http("http://192.168.1.10:80/onvif/events")).toBe("https://[::1]/onvif/events");
    expect(http("https://192.168.1.10:8443/onvif/events")).toBe("https://[::1]:8443/onvif/events");
  });

  it("lead to no other host and keep no userinfo, whatever they are", () => {
    const { http, rtsp } = createAddresses(plain);
    const part = fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.constantFrom(
        "http://",
        "rtsp://",
        "user:pass@",
        "[",
        "]",
        "\\",
        "/",
        ":",
        "#",
        "?",
        "evil.example",
        "%40",
        "@",
      ),
    );
    const said = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(""));
    const attempt = (reach: (text: string) => string, text: string): string | undefined => {
      try {
        return reach(text);
      } catch (thrown) {
        expect(thrown).toMatchObject({ code: "onvif-address-refused" });
        return undefined;
      }
    };
    fc.assert(
      fc.property(said, fc.constantFrom("http://", "rtsp://", ""), (text, scheme) => {
        for (const reach of [http, rtsp]) {
          const reached = attempt(reach, scheme + text);
          if (reached === undefined) continue;
          expect(new URL(reached)).toMatchObject({ hostname: "10.0.0.9", username: "", password: "" });
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
