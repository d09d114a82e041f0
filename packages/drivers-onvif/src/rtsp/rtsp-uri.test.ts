import { describe, expect, it } from "vitest";
import { readRtspUri } from "./rtsp-uri.ts";

describe("the address of a stream", () => {
  it.each([
    ["rtsp://10.0.0.9/profile1", "10.0.0.9", 554, "rtsp://10.0.0.9/profile1"],
    ["rtsp://admin:pa:ss@10.0.0.9:8554/a?b=c#d", "10.0.0.9", 8554, "rtsp://10.0.0.9:8554/a?b=c"],
    ["RTSP://[fe80::1]:99", "fe80::1", 99, "rtsp://[fe80::1]:99"],
    ["rtsp://cam?x=a@b", "cam", 554, "rtsp://cam?x=a@b"],
  ])("%s is read without userinfo", (text, host, port, uri) => {
    expect(readRtspUri(text)).toEqual({ host, port, uri });
  });

  it.each([
    "",
    "http://cam/",
    "rtsp://",
    "rtsp://cam:0/",
    "rtsp://cam:99999/",
    "rtsps://cam/",
    "rtsp://secret@/x",
    "rtsp://a b/",
    `rtsp://${"x".repeat(3_000)}`,
  ])("%s is refused without being repeated", (text) => {
    let message = "";
    try {
      readRtspUri(text);
    } catch (thrown) {
      expect(thrown).toMatchObject({ code: "rtsp-uri-invalid" });
      message = (thrown as Error).message;
    }
    expect(message).not.toBe("");
    expect(message).not.toContain("secret");
  });
});
