import { isAisleError } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { createOnvifCamera } from "./index.ts";
import { account, all, ask, authorize, makeCamera, startsAt, token } from "./onvif.fixture.ts";

const information = "<tds:GetDeviceInformation/>";
const text = (xml: string, name: string): string | undefined => new RegExp(`<(?:\\w+:)?${name}>([^<]*)`).exec(xml)?.[1];

describe("an emulated ONVIF camera", () => {
  it("tells who and where it is, by the address it was reached at", async () => {
    const { camera } = makeCamera();
    expect((await ask(camera, information)).xml).toContain("<tds:SerialNumber>cam-1</tds:SerialNumber>");
    for (const body of [
      "<tds:GetCapabilities/>",
      "<tds:GetServices><tds:IncludeCapability>true</tds:IncludeCapability></tds:GetServices>",
    ]) {
      const { answer } = await ask(camera, body);
      expect(
        all(answer, "XAddr")
          .map((each) => each.text)
          .sort(),
      ).toEqual([
        "http://10.0.0.7:8080/onvif/device_service",
        "http://10.0.0.7:8080/onvif/event_service",
        "http://10.0.0.7:8080/onvif/media_service",
      ]);
    }
    const names = await ask(camera, "<tds:GetScopes/>");
    expect(names.xml).toContain("onvif://www.onvif.org/name/Aisle%201");
  });

  it("tells its profiles, and where their stream and stills are", async () => {
    const { camera } = makeCamera({
      profiles: [
        { token: "plain", metadata: false },
        { token: "main", metadata: true },
      ],
    });
    camera.rtspPort = 8554;
    const { answer } = await ask(camera, "<trt:GetProfiles/>");
    expect(
      all(answer, "Profiles").map((each) => [each.attributes.get("token"), all(each, "MetadataConfiguration").length]),
    ).toEqual([
      ["plain", 0],
      ["main", 1],
    ]);
    expect(all(answer, "Width")[0]?.text).toBe("1280");
    const stream = await ask(camera, "<trt:GetStreamUri><trt:ProfileToken>main</trt:ProfileToken></trt:GetStreamUri>");
    expect(text(stream.xml, "Uri")).toBe("rtsp://10.0.0.7:8554/main");
    const still = await ask(
      camera,
      "<trt:GetSnapshotUri><trt:ProfileToken>main</trt:ProfileToken></trt:GetSnapshotUri>",
    );
    expect(text(still.xml, "Uri")).toBe("http://10.0.0.7:8080/onvif/snapshot/main.jpg");
    const none = await ask(camera, "<trt:GetStreamUri><trt:ProfileToken>other</trt:ProfileToken></trt:GetStreamUri>");
    expect([none.status, text(none.xml, "Text")]).toEqual([400, undefined]);
    expect(none.xml).toContain("ter:NoProfile");
  });

  it("gives a still picture, and whichever it is shown", async () => {
    const { camera } = makeCamera();
    const still = () => camera.http({ method: "GET", url: "http://10.0.0.7/onvif/snapshot/main.jpg" });
    expect((await still()).headers["content-type"]).toBe("image/jpeg");
    camera.picture(Uint8Array.of(1, 2, 3));
    expect([...(await still()).body]).toEqual([1, 2, 3]);
    expect((await camera.http({ method: "GET", url: "/onvif/snapshot/none.jpg" })).status).toBe(404);
  });

  it("tells the time without a password, and nothing else that matters", async () => {
    const { camera } = makeCamera(account);
    camera.faults.wrongClock(3_600_000);
    const { xml } = await ask(camera, "<tds:GetSystemDateAndTime/>");
    expect([text(xml, "Hour"), text(xml, "Year")]).toEqual(["9", "2030"]);
    const refused = await ask(camera, information);
    expect([refused.status, refused.headers["www-authenticate"]?.startsWith("Digest ")]).toEqual([401, true]);
    expect(camera.counts.http).toEqual({ right: 0, wrong: 0, stale: 0, missing: 1 });
  });

  it("takes a WS-UsernameToken once, and answers a wrong one with a fault", async () => {
    const { camera, clock } = makeCamera(account);
    const header = token(account, clock.now());
    expect((await ask(camera, information, { header })).status).toBe(200);
    const again = await ask(camera, information, { header });
    const wrong = await ask(camera, information, { header: token({ ...account, password: "x" }, clock.now()) });
    for (const refused of [again, wrong]) {
      expect(refused.status).toBe(400);
      expect(refused.xml).toContain("ter:NotAuthorized");
    }
    expect(camera.counts.http).toEqual({ right: 1, wrong: 1, stale: 1, missing: 0 });
  });

  it("takes HTTP digest, and counts a wrong password also where none is needed", async () => {
    const { camera } = makeCamera({ ...account, digest: "SHA-256" });
    const challenge = (await ask(camera, information)).headers["www-authenticate"] ?? "";
    const path = "/onvif/device_service";
    const right = authorize(challenge, "POST", path, account, 1);
    expect((await ask(camera, information, { authorization: right })).status).toBe(200);
    const replayed = await ask(camera, information, { authorization: right });
    expect([replayed.status, replayed.headers["www-authenticate"]?.includes("stale=true")]).toEqual([401, true]);
    const wrong = authorize(challenge, "POST", path, { ...account, password: "x" }, 2);
    expect((await ask(camera, "<tds:GetSystemDateAndTime/>", { authorization: wrong })).status).toBe(200);
    expect(camera.counts.http).toEqual({ right: 1, wrong: 1, stale: 1, missing: 1 });
  });

  it("answers what it does not know with the right fault", async () => {
    const { camera } = makeCamera();
    const unimplemented = await ask(camera, "<tds:SystemReboot/>");
    expect([unimplemented.status, unimplemented.answer?.name]).toEqual([500, "Fault"]);
    expect(unimplemented.xml).toContain("<s:Value>s:Receiver</s:Value><s:Subcode><s:Value>ter:ActionNotSupported<");
    const unknown = await ask(camera, `<x xmlns="urn:x"/>`);
    expect([unknown.status, unknown.xml.includes("ter:UnknownAction")]).toEqual([400, true]);
    expect((await ask(camera, "<tds:constructor/>")).status).toBe(500);
    expect(camera.counts.actions).toEqual({ unknown: 3 });
  });

  it.each([
    ["not XML", "<", 400],
    ["a bomb of entities", `<!DOCTYPE a [<!ENTITY a "aaaa">]><a>&a;</a>`, 400],
    [
      "SOAP 1.1",
      `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><a/></s:Body></s:Envelope>`,
      400,
    ],
    ["over 64 KiB", " ".repeat(65_537), 413],
  ])("refuses %s", async (_, body, status) => {
    const { camera } = makeCamera();
    expect((await camera.http({ method: "POST", url: "/onvif/device_service", body })).status).toBe(status);
    expect(camera.counts.requests).toMatchObject({ came: 1, refused: 1 });
  });

  it("says what HTTP says of other paths and methods", async () => {
    const { camera } = makeCamera();
    const status = async (method: string, url: string) => (await camera.http({ method, url })).status;
    expect(await status("GET", "/")).toBe(404);
    expect(await status("GET", "/onvif/device_service")).toBe(405);
    expect(await status("POST", "/onvif/snapshot/main.jpg")).toBe(405);
    expect(await status("GET", `/${"a".repeat(2_000)}`)).toBe(400);
    expect(await status("GET", "ftp://x/")).toBe(400);
  });

  it("never puts a host into an answer that is none", async () => {
    const { camera } = makeCamera();
    const response = await camera.http({
      method: "POST",
      url: "/onvif/device_service",
      headers: { host: `x"><evil/>` },
      body: `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><GetCapabilities xmlns="http://www.onvif.org/ver10/device/wsdl"/></s:Body></s:Envelope>`,
    });
    expect(Buffer.from(response.body).toString()).toContain("http://127.0.0.1/onvif/device_service");
  });

  it.each([
    { width: 0 },
    { fps: 0 },
    { username: "aisle" },
    { profiles: [] },
    { profiles: [{ token: "a b", metadata: true }] },
    {
      profiles: [
        { token: "a", metadata: true },
        { token: "a", metadata: true },
      ],
    },
  ])("cannot be made with %j", (wrong) => {
    expect(() => makeCamera(wrong)).toThrow(expect.objectContaining({ code: "onvif-camera-invalid" }));
  });
});

describe("the faults of an emulated camera", () => {
  it("answer everything with 401", async () => {
    const { camera } = makeCamera();
    camera.faults.unauthorised(true);
    expect((await ask(camera, "<tds:GetSystemDateAndTime/>")).status).toBe(401);
    camera.faults.unauthorised(false);
    expect((await ask(camera, information)).status).toBe(200);
    expect(camera.counts.requests.unauthorised).toBe(1);
  });

  it("make it slow by the clock, and let whoever is tired go", async () => {
    const { camera, clock } = makeCamera();
    camera.faults.slow(2_000);
    const abort = new AbortController();
    const tired = ask(camera, information, { signal: abort.signal });
    const patient = ask(camera, information);
    clock.advanceTo(startsAt + 1_999);
    abort.abort();
    await expect(tired).rejects.toMatchObject({ code: "aborted" });
    expect(await Promise.race([patient, clock.settle()])).toBeUndefined();
    clock.advanceTo(startsAt + 2_000);
    expect((await patient).status).toBe(200);
    expect(camera.counts.actions).toEqual({ GetDeviceInformation: 1 });
  });

  it("unplug its HTTP wire: what is under way is cut, what comes is refused", async () => {
    const { camera } = makeCamera();
    camera.faults.slow(1_000);
    const cut = ask(camera, information);
    camera.faults.httpWire("unplugged");
    await expect(cut).rejects.toMatchObject({ code: "device-gone" });
    await expect(ask(camera, information)).rejects.toSatisfy(isAisleError);
    camera.faults.slow(0);
    camera.faults.httpWire("up");
    expect((await ask(camera, information)).status).toBe(200);
    expect(camera.counts.requests).toMatchObject({ came: 3, swallowed: 2 });
  });

  it("swallow what comes on a wire that is half open, until whoever waits gives up", async () => {
    const { camera, clock } = makeCamera();
    camera.faults.httpWire("half-open");
    const abort = new AbortController();
    const swallowed = ask(camera, information, { signal: abort.signal });
    camera.faults.httpWire("up");
    expect(await Promise.race([swallowed, clock.settle()])).toBeUndefined();
    abort.abort();
    await expect(swallowed).rejects.toMatchObject({ code: "aborted" });
    expect(camera.counts).toMatchObject({ actions: {}, requests: { swallowed: 1 } });
  });

  it("leave room for no more than 64 requests at once", async () => {
    const { camera, clock } = makeCamera();
    camera.faults.slow(1_000);
    const asked = Array.from({ length: 65 }, () => ask(camera, information));
    expect((await asked[64])?.status).toBe(503);
    clock.advanceTo(startsAt + 1_000);
    expect((await Promise.all(asked)).filter(({ status }) => status === 200)).toHaveLength(64);
  });
});

describe("a camera that is made twice alike", () => {
  it("has the same endpoint reference, and another has another", () => {
    const urn = (id: string) =>
      createOnvifCamera({ ...{ name: "x", width: 64, height: 64, fps: 1 }, id, ...parts() }).facts.urn;
    expect(urn("a")).toBe(urn("a"));
    expect(urn("a")).not.toBe(urn("b"));
    expect(urn("a")).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
  });
});

function parts() {
  const { clock } = makeCamera();
  return { clock, random: () => 0.5 };
}
