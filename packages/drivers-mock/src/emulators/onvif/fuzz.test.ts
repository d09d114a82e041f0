import { seededRandom } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { readProbe } from "./discovery/probe.ts";
import { account, makeCamera, soap, startsAt, token } from "./onvif.fixture.ts";

const cases = 20_000;

/** Changes, cuts, doubles and inserts bytes, a few times. */
function createMutator(seed: number): (bytes: Uint8Array) => Uint8Array {
  const random = seededRandom(seed);
  const whole = (most: number): number => Math.floor(random() * (most + 1));
  return (bytes) => {
    let changed = Buffer.from(bytes);
    for (let left = 1 + whole(3); left > 0; left--) {
      const at = whole(changed.length);
      const to = at + whole(40);
      const [before, piece, after] = [changed.subarray(0, at), changed.subarray(at, to), changed.subarray(to)];
      const noise = Uint8Array.from({ length: whole(6) }, () => whole(255));
      const kinds = [
        [before, noise, after],
        [before, after],
        [before, piece, piece, after],
        [before, noise, piece, after],
        [before],
      ] as const;
      changed = Buffer.concat(kinds[whole(kinds.length - 1)] ?? []);
    }
    return changed;
  };
}

const pull =
  "<tev:PullMessages><tev:Timeout>PT20S</tev:Timeout><tev:MessageLimit>9</tev:MessageLimit></tev:PullMessages>";
const requests: readonly (readonly [url: string, body: string])[] = [
  ["/onvif/device_service", soap("<tds:GetDeviceInformation/>", token(account, startsAt))],
  ["/onvif/device_service", soap("<tds:GetServices/>")],
  ["/onvif/media_service", soap("<trt:GetStreamUri><trt:ProfileToken>main</trt:ProfileToken></trt:GetStreamUri>")],
  [
    "/onvif/event_service",
    soap(
      "<tev:CreatePullPointSubscription><tev:Filter><wsnt:TopicExpression>tns1:a//.|b</wsnt:TopicExpression></tev:Filter>" +
        "<tev:InitialTerminationTime>PT60S</tev:InitialTerminationTime></tev:CreatePullPointSubscription>",
    ),
  ],
  ["/onvif/subscription/1", soap(pull)],
  ["/onvif/subscription/1", soap("<wsnt:Renew><wsnt:TerminationTime>PT60S</wsnt:TerminationTime></wsnt:Renew>")],
];

describe(`an emulated camera that is sent ${cases} mutated messages`, () => {
  it("answers every SOAP request, and holds no more than it says", async () => {
    const { camera, clock } = makeCamera({ replayCrossings: true });
    const mutate = createMutator(7);
    const statuses = new Map<number, number>();
    let answered = 0;
    for (let from = 0; from < cases; from += 50) {
      const answers = Array.from({ length: 50 }, (_, index) => {
        const [url, body] = requests[(from + index) % requests.length] ?? ["/", ""];
        return camera.http({ method: "POST", url, body: mutate(Buffer.from(body)) }).then(({ status }) => {
          answered++;
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        });
      });
      camera.count(`counter-${from}`, from);
      camera.cross(`line-${from}`, "Left", `object-${from}`);
      await clock.settle();
      clock.advanceTo(clock.now() + 20_000);
      await Promise.all(answers);
    }
    expect(answered).toBe(cases);
    expect([...statuses.keys()].sort()).toEqual([200, 400, 500]);
    expect(camera.counts.subscriptions.made).toBeGreaterThan(10);
    expect(Object.keys(camera.counts.actions).length).toBeLessThan(30);
    expect(clock.nextTimerAt()).toBeUndefined();
  }, 120_000);

  it("takes any bytes over RTSP, and still serves the next client", () => {
    const { camera, clock } = makeCamera();
    const mutate = createMutator(8);
    const good = [
      "OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n",
      "DESCRIBE rtsp://h/main RTSP/1.0\r\nCSeq: 2\r\n\r\n",
      "SETUP rtsp://h/main/metadata RTSP/1.0\r\nCSeq: 3\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n",
      "PLAY rtsp://h/main RTSP/1.0\r\nCSeq: 4\r\n\r\n",
      "$\u0001\u0000\u0004abcd",
      "GET_PARAMETER rtsp://h/main RTSP/1.0\r\nCSeq: 5\r\nContent-Length: 4\r\n\r\nabcd",
      "TEARDOWN rtsp://h/main RTSP/1.0\r\nCSeq: 6\r\n\r\n",
    ].map((text) => Buffer.from(text, "latin1"));
    const script = Buffer.concat(good);
    let sent = 0;
    for (let at = 0; at < cases; at++) {
      const connection = camera.rtsp.connect({ send: (bytes) => (sent += bytes.length), hangUp: () => undefined });
      const bytes = mutate(at % 2 === 0 ? script : (good[at % good.length] ?? script));
      connection.receive(bytes.subarray(0, at % 97));
      connection.receive(bytes.subarray(at % 97));
      camera.say({ at: startsAt, objects: [] });
      connection.close();
    }
    expect(sent).toBeGreaterThan(cases);
    expect(camera.counts.sessions.malformed).toBeGreaterThan(1_000);
    expect(camera.counts.frames.sent).toBeGreaterThan(100);
    expect(clock.nextTimerAt()).toBeUndefined();
    let reply = "";
    const last = camera.rtsp.connect({
      send: (bytes) => (reply += Buffer.from(bytes).toString()),
      hangUp: () => undefined,
    });
    last.receive(script.subarray(0, good[0]?.length));
    expect(reply).toContain("200 OK");
  }, 60_000);

  it("reads probes without a throw, and none that is not whole", () => {
    const mutate = createMutator(9);
    const discovery = "http://schemas.xmlsoap.org/ws/2005/04/discovery";
    const probe = Buffer.from(
      `<Envelope xmlns="http://www.w3.org/2003/05/soap-envelope"><Header><MessageID>urn:1</MessageID></Header>` +
        `<Body><Probe xmlns="${discovery}"><Types>dn:Device</Types><Scopes/></Probe></Body></Envelope>`,
    );
    expect(readProbe(probe)).toMatchObject({ messageId: "urn:1", types: ["Device"], scopes: [] });
    let read = 0;
    for (let at = 0; at < cases; at++) if (readProbe(mutate(probe)) !== undefined) read++;
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(cases / 2);
  }, 60_000);
});
