import { describe, expect, it } from "vitest";
import { metadataSdp } from "./memory-rtsp.fixture.ts";
import { controlUri, findMetadata, readSdp } from "./sdp.ts";

const track = (...lines: readonly string[]): ReturnType<typeof findMetadata> => findMetadata(readSdp(lines.join("\n")));

describe("a session description", () => {
  it("has the metadata track found among others", () => {
    expect(readSdp(metadataSdp).control).toBe("*");
    expect(findMetadata(readSdp(metadataSdp))).toEqual({ payloadType: 107, compressed: false, control: "track2" });
  });

  it("has an uncompressed track preferred, and a compressed one taken", () => {
    const gzip = ["m=application 0 RTP/AVP 98", "a=rtpmap:98 vnd.onvif.metadata.gzip/90000"];
    expect(track(...gzip)).toEqual({ payloadType: 98, compressed: true, control: undefined });
    expect(track(...gzip, "m=application 0 RTP/AVP 99", "a=rtpmap:99 vnd.onvif.metadata/90000")).toMatchObject({
      payloadType: 99,
    });
  });

  it("names an encoding that cannot be read", () => {
    expect(track("m=application 0 RTP/AVP 98", "a=rtpmap:98 vnd.onvif.metadata.exi.onvif/90000")).toBe(
      "vnd.onvif.metadata.exi.onvif",
    );
  });

  it("without metadata gives none, also where a video pretends", () => {
    expect(track("m=video 0 RTP/AVP 98", "a=rtpmap:98 vnd.onvif.metadata/90000")).toBeUndefined();
    expect(track("", "x", "m=", "a=rtpmap:")).toBeUndefined();
  });
});

describe("a control address", () => {
  it.each([
    [undefined, "rtsp://c/a/", "rtsp://c/a/"],
    ["*", "rtsp://c/a", "rtsp://c/a"],
    ["track2", "rtsp://c/a/", "rtsp://c/a/track2"],
    ["track2", "rtsp://c/a", "rtsp://c/a/track2"],
    ["track2", "rtsp://c/a?b=1", "rtsp://c/a?b=1/track2"],
    ["/b/track2", "rtsp://c:8554/a", "rtsp://c:8554/b/track2"],
    ["rtsp://u:p@d/x", "rtsp://c/a", "rtsp://d/x"],
  ])("%s on %s", (control, base, uri) => {
    expect(controlUri(control, base)).toBe(uri);
  });
});
