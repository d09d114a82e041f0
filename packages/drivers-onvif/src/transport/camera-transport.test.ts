import { inspect } from "node:util";
import { lastValueFrom } from "rxjs";
import { describe, expect, it } from "vitest";
import { fault, reply } from "./fake-camera.fixture.ts";
import { camera, forever, open, opened, right, start } from "./open.fixture.ts";

describe("an open camera", () => {
  it("says what it is as the device writes it: no number is made of a firmware, a serial number or a token", async () => {
    const transport = await opened(camera());
    expect(transport.info).toEqual({ maker: "Acme", model: "C-1", firmware: "1.10", serialNumber: "0042.50" });
    expect(transport.profiles).toEqual([{ token: "1.10", name: "Main", width: 1920, height: 1080, metadata: true }]);
    expect(transport.hasEvents).toBe(true);
  });

  it("gives addresses at the settings' host, without the camera's userinfo, at the port and path that the camera says", async () => {
    const given = camera();
    const transport = await opened(given, { ...right, host: "cam.example", port: 8080 });
    await expect(transport.streamUri("1.10", forever())).resolves.toBe("rtsp://cam.example:8554/a%2Fb?x=1&y=2");
    await expect(transport.snapshotUri("1.10", forever())).resolves.toBe("http://cam.example:81/still.jpg");
    // It says that its device service is at port 80, which is the settings' 8080: a forwarded port.
    expect(new Set(given.cam.state.requests.map(({ url }) => new URL(url).origin))).toEqual(
      new Set(["http://cam.example:8080"]),
    );
  });

  it("reads profiles of both media services, whatever is missing in them", async () => {
    const given = camera();
    const { handlers } = given.cam;
    handlers.set(
      "GetServices",
      () =>
        "<tds:GetServicesResponse><tds:Service><tds:Namespace>http://www.onvif.org/ver20/media/wsdl</tds:Namespace><tds:XAddr>http://cam/onvif/media2</tds:XAddr></tds:Service></tds:GetServicesResponse>",
    );
    handlers.set(
      "GetProfiles",
      () =>
        '<tr2:GetProfilesResponse><tr2:Profiles token="a"/><tr2:Profiles><tr2:Name>no token</tr2:Name></tr2:Profiles><tr2:Profiles token="b"><tr2:Name>B</tr2:Name><tr2:Configurations><tr2:VideoEncoder><tt:Resolution><tt:Width>640</tt:Width></tt:Resolution></tr2:VideoEncoder><tr2:Metadata/></tr2:Configurations></tr2:Profiles><tr2:Profiles token="c"><tr2:Configurations><tr2:VideoEncoder><tt:Resolution><tt:Width>640</tt:Width><tt:Height>480</tt:Height></tt:Resolution></tr2:VideoEncoder><tr2:Metadata><tt:Analytics>false</tt:Analytics></tr2:Metadata></tr2:Configurations></tr2:Profiles></tr2:GetProfilesResponse>',
    );
    handlers.set(
      "GetStreamUri",
      () => "<tr2:GetStreamUriResponse><tr2:Uri>rtsp://x/c</tr2:Uri></tr2:GetStreamUriResponse>",
    );
    const transport = await opened(given);
    expect(transport.profiles).toEqual([
      { token: "a", name: "", metadata: false },
      { token: "b", name: "B", metadata: true },
      { token: "c", name: "", width: 640, height: 480, metadata: false },
    ]);
    await expect(transport.streamUri("c", forever())).resolves.toBe("rtsp://10.0.0.9/c");
    expect(given.cam.state.requests.at(-1)?.headers["content-type"]).toContain("ver20/media/wsdl/GetStreamUri");
  });

  it("asks GetCapabilities where a device knows no GetServices", async () => {
    const given = camera();
    given.cam.handlers.set("GetServices", () => fault("ter:ActionNotSupported"));
    given.cam.handlers.set(
      "GetCapabilities",
      () =>
        "<tds:GetCapabilitiesResponse><tds:Capabilities><tt:Events><tt:XAddr>http://a/e</tt:XAddr><tt:WSPullPointSupport>false</tt:WSPullPointSupport></tt:Events><tt:Media><tt:XAddr>http://a/m</tt:XAddr></tt:Media></tds:Capabilities></tds:GetCapabilitiesResponse>",
    );
    const transport = await opened(given);
    expect(transport.profiles).toHaveLength(1);
    expect(transport.hasEvents).toBe(false);
    await expect(lastValueFrom(transport.events$)).rejects.toMatchObject({ code: "onvif-no-service" });
  });

  it("is opened without what a device refuses, and says so when that is asked for", async () => {
    const given = camera();
    for (const name of ["GetDeviceInformation", "GetProfiles"])
      given.cam.handlers.set(name, () => fault("ter:ActionNotSupported"));
    given.cam.handlers.set("GetSystemDateAndTime", () => "<tds:GetSystemDateAndTimeResponse/>");
    const transport = await opened(given);
    expect(transport).toMatchObject({ info: {}, profiles: [] });
    await expect(transport.streamUri("1.10", forever())).rejects.toMatchObject({ code: "onvif-no-service" });
    await expect(transport.readClock(forever())).rejects.toMatchObject({ code: "onvif-clock-unreadable" });
  });

  it("tells the device's time, asked without a password", async () => {
    const given = camera({ clockOff: -3_600_000 });
    const transport = await opened(given);
    await expect(transport.readClock(forever())).resolves.toBe(start - 3_600_000);
    expect(given.cam.state.calls.at(-1)).toBe("GetSystemDateAndTime");
  });

  it.each([
    "<Year>2026</Year><Month>2</Month><Day>30</Day>",
    "<Year>2026</Year><Month>13</Month><Day>1</Day>",
    "<Year>1e3</Year><Month>1</Month><Day>1</Day>",
  ])("does not believe in a day that does not exist: %s", async (date) => {
    const given = camera();
    given.cam.handlers.set(
      "GetSystemDateAndTime",
      () =>
        `<a><SystemDateAndTime><UTCDateTime><Time><Hour>1</Hour><Minute>2</Minute><Second>3</Second></Time><Date>${date}</Date></UTCDateTime></SystemDateAndTime></a>`,
    );
    await expect((await opened(given)).readClock(forever())).rejects.toMatchObject({ code: "onvif-clock-unreadable" });
  });

  it("gives a still picture, and nothing that is none", async () => {
    const given = camera();
    const transport = await opened(given);
    await expect(transport.snapshot("1.10", forever())).resolves.toHaveLength(6);
    given.cam.handlers.set("GET", () => reply(200, "<html>Log in</html>"));
    given.cam.handlers.delete("GET /still.jpg");
    await expect(transport.snapshot("1.10", forever())).rejects.toMatchObject({ code: "onvif-snapshot-invalid" });
    given.cam.handlers.set("GET", () => ({ status: 200, headers: {}, body: new Uint8Array(16 * 1024 * 1024 + 1) }));
    await expect(transport.snapshot("1.10", forever())).rejects.toMatchObject({ code: "onvif-reply-too-big" });
    given.cam.handlers.set("GET", () => reply(503, ""));
    await expect(transport.snapshot("1.10", forever())).rejects.toMatchObject({ code: "onvif-http-status" });
    await expect(transport.snapshot("none", forever())).rejects.toMatchObject({ code: "onvif-profile-unknown" });
  });

  it.each(["javascript:alert(1)", "file:///etc/passwd", "rtsp://cam/", "http://cam/a b", "", "x".repeat(3_000)])(
    "does not take %s for the address of a picture",
    async (uri) => {
      const given = camera();
      given.cam.handlers.set("GetSnapshotUri", () => `<r><MediaUri><Uri>${uri}</Uri></MediaUri></r>`);
      const transport = await opened(given);
      await expect(transport.snapshotUri("1.10", forever())).rejects.toMatchObject({ code: "onvif-address-refused" });
    },
  );

  it("tells neither user name nor password nor anybody's userinfo, whatever the camera says", async () => {
    const given = camera();
    const wrong = { ...right, username: "mister-x", password: "open-sesame" };
    const refusal = "mister-x:open-sesame at http://mister-x:open-sesame@10.0.0.9/ is\u200b not\u0085nice";
    given.cam.options.username = wrong.username;
    given.cam.options.password = wrong.password;
    const transport = await opened(given, wrong);
    given.cam.handlers.set("GetStreamUri", () => fault("ter:InvalidArgVal", refusal));
    const error: unknown = await transport.streamUri("1.10", forever()).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "onvif-fault", message: expect.stringContaining("is not nice") });
    const shown = [error, transport.info, transport.profiles, await transport.snapshotUri("1.10", forever())];
    expect(inspect(shown, { depth: 9 })).not.toMatch(/mister-x|sesame|root|hidden/);
  });

  it("refuses a host that is none, without repeating it", async () => {
    const error: unknown = await open(camera(), { host: "a!b" }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "settings-invalid" });
    expect(inspect(error)).not.toContain("a!b");
  });

  it("does nothing more once it is closed, and closing twice is no harm", async () => {
    const given = camera();
    const { transport, close } = await open(given);
    const calling = transport.streamUri("1.10", forever());
    const expected = expect(calling).rejects.toMatchObject({ code: "device-gone" });
    await close();
    await close();
    await expected;
    const before = given.cam.state.calls.length;
    await expect(transport.readClock(forever())).rejects.toMatchObject({ code: "device-gone" });
    await expect(lastValueFrom(transport.events$, { defaultValue: "ended" })).resolves.toBe("ended");
    await expect(lastValueFrom(transport.metadata$("1.10"))).rejects.toMatchObject({ code: "device-gone" });
    expect(given.cam.state.calls).toHaveLength(before);
    expect(given.clock.nextTimerAt()).toBeUndefined();
  });
});
