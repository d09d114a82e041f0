import { describe, expect, it } from "vitest";
import type { HttpRequest } from "./http/index.ts";
import { camera, forever, open, opened, right } from "./open.fixture.ts";

const wrong = { ...right, password: "wrong-word" };
const rejected = { code: "auth-failed", remedy: expect.stringContaining("password") };

describe("a wrong password", () => {
  it.each([
    ["that knows WS-UsernameToken only", ["token"]],
    ["that knows digest only", ["digest"]],
    ["that knows both", ["token", "digest"]],
  ] as const)("reaches a camera %s exactly once", async (_kind, proofs) => {
    const given = camera({ proofs });
    await expect(open(given, wrong)).rejects.toMatchObject(rejected);
    expect(given.cam.state.wrongProofs).toBe(1);
    expect(given.cam.state.calls.filter((call) => call.endsWith("+"))).toHaveLength(1);
    expect(given.clock.nextTimerAt()).toBeUndefined();
  });

  it("is not sent again by calls that were made at the same time, nor by later ones", async () => {
    const given = camera({ proofs: ["token"], open: new Set(everything.filter((name) => name !== "GetStreamUri")) });
    const transport = await opened(given, wrong);
    const calls = await Promise.allSettled([1, 2, 3].map(() => transport.streamUri("1.10", forever())));
    await expect(transport.streamUri("1.10", forever())).rejects.toMatchObject(rejected);
    expect(calls.map((call) => call.status === "rejected" && (call.reason as { code: string }).code)).toEqual(
      Array(3).fill("auth-failed"),
    );
    expect(given.cam.state.wrongProofs).toBe(1);
  });

  it("is noticed even where the camera tells its services to anybody", async () => {
    const given = camera({ proofs: ["digest"] });
    await expect(open(given, wrong)).rejects.toMatchObject(rejected);
    expect(given.cam.state.calls).toEqual([
      "GetSystemDateAndTime",
      "GetServices",
      "GetDeviceInformation",
      "GetDeviceInformation+",
    ]);
  });

  it("is not guessed: without one, the camera is told nothing and the error says what to set", async () => {
    const given = camera();
    await expect(open(given, { host: "10.0.0.9" })).rejects.toMatchObject({
      code: "auth-failed",
      remedy: expect.stringContaining("`username`"),
    });
    expect(given.cam.state.calls.some((call) => call.endsWith("+"))).toBe(false);
  });

  it("is never sent as Basic", async () => {
    const given = camera();
    const { cam } = given;
    const basic = { status: 401, headers: { "www-authenticate": 'Basic realm="cam"' }, body: new Uint8Array() };
    const http = async (request: HttpRequest) => {
      const answer = await cam.http(request);
      return answer.status === 401 ? basic : answer;
    };
    await expect(open({ ...given, cam: { http } }, { ...right, authentication: "digest" })).rejects.toMatchObject({
      code: "onvif-auth-unsupported",
    });
    expect(cam.state.calls.at(-1)).toBe("GetDeviceInformation");
    expect(cam.state.requests.every(({ headers }) => headers["authorization"] === undefined)).toBe(true);
  });
});

describe("a right password", () => {
  it.each([
    ["ws-username-token", /<wsse:Security/, undefined],
    ["digest", /^(?!.*<wsse:Security)/s, expect.stringContaining("Digest")],
  ])(
    "is proved by %s alone where that is set, also to a camera that knows both",
    async (authentication, body, header) => {
      const given = camera();
      await opened(given, { ...right, authentication });
      const last = given.cam.state.requests.at(-1);
      expect(new TextDecoder().decode(last?.body)).toMatch(body);
      expect(last?.headers["authorization"]).toEqual(header);
      const wrongly = camera();
      await expect(open(wrongly, { ...wrong, authentication })).rejects.toMatchObject(rejected);
      expect(wrongly.cam.state.wrongProofs).toBe(1);
    },
  );

  it.each([
    ["WS-UsernameToken", ["token"]],
    ["digest", ["digest"]],
  ] as const)("costs one more request with %s, and none once the camera's way is known", async (_kind, proofs) => {
    const given = camera({ proofs });
    await opened(given);
    expect(given.cam.state.calls).toEqual([
      "GetSystemDateAndTime",
      "GetServices",
      "GetDeviceInformation",
      "GetDeviceInformation+",
      "GetProfiles+",
    ]);
    expect(given.cam.state.wrongProofs).toBe(0);
  });

  it.each([-86_400_000, 86_400_000 * 400, -1_700_000_000_000])(
    "is taken by a camera whose clock is %d ms off",
    async (clockOff) => {
      const given = camera({ proofs: ["token"], clockOff });
      await expect(opened(given)).resolves.toMatchObject({ info: { maker: "Acme" } });
      expect(given.cam.state.wrongProofs).toBe(0);
    },
  );

  it("is stamped anew when the camera's clock was set meanwhile", async () => {
    const given = camera({ proofs: ["token"] });
    const transport = await opened(given);
    given.cam.options.clockOff = -3_600_000;
    await expect(transport.streamUri("1.10", forever())).resolves.toContain("rtsp:");
    expect(given.cam.state.calls.slice(-3)).toEqual(["GetStreamUri+", "GetSystemDateAndTime", "GetStreamUri+"]);
  });

  it.each([true, false])(
    "is answered with a new nonce when the old one has been used up (stale said: %s)",
    async (saysStale) => {
      const given = camera({ proofs: ["digest"], nonceUses: 3, saysStale });
      const transport = await opened(given);
      for (let call = 0; call < 6; call += 1) await transport.streamUri("1.10", forever());
      expect(given.cam.state.wrongProofs).toBe(0);
      // Each nonce counts from one, without a gap.
      expect(given.cam.state.counts.slice(0, 6)).toEqual([
        "n1/00000001",
        "n1/00000002",
        "n1/00000003",
        "n1/00000004",
        "n2/00000001",
        "n2/00000002",
      ]);
    },
  );

  it("is proved with SHA-256 where the camera offers it beside MD5", async () => {
    const given = camera({ proofs: ["digest"], algorithms: ["MD5", "SHA-256"] });
    await opened(given);
    expect(given.cam.state.requests.at(-1)?.headers["authorization"]).toContain("algorithm=SHA-256");
    expect(given.cam.state.wrongProofs).toBe(0);
  });

  it("does not make a wrong one of a right that the account lacks", async () => {
    const given = camera({ proofs: ["token"] });
    const transport = await opened(given);
    given.cam.handlers.set("GetStreamUri", () => ({ status: 403, headers: {}, body: new Uint8Array() }));
    await expect(transport.streamUri("1.10", forever())).rejects.toMatchObject({ code: "onvif-not-allowed" });
    await expect(transport.snapshotUri("1.10", forever())).resolves.toContain("still.jpg");
  });

  it("is not needed by a camera that wants none", async () => {
    const given = camera({ proofs: [] });
    await expect(opened(given, { host: "10.0.0.9" })).resolves.toMatchObject({ info: { model: "C-1" } });
    expect(given.cam.state.calls.some((call) => call.endsWith("+"))).toBe(false);
  });

  it("also goes where the clock is told only to whom the camera knows", async () => {
    const given = camera({ proofs: ["digest"], open: new Set(["GetServices"]) });
    const transport = await opened(given);
    await expect(transport.readClock(forever())).resolves.toBe(given.clock.now());
    const refused = camera({ proofs: ["digest"], open: new Set() });
    await expect(open(refused, wrong)).rejects.toMatchObject(rejected);
    expect(refused.cam.state.wrongProofs).toBe(1);
  });
});

const everything = [
  "GetSystemDateAndTime",
  "GetServices",
  "GetDeviceInformation",
  "GetProfiles",
  "GetStreamUri",
  "GetSnapshotUri",
];
