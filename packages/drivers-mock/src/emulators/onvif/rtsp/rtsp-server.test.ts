import { describe, expect, it } from "vitest";
import type { OnvifCamera, OnvifCameraOptions } from "../index.ts";
import { account, authorize, makeCamera, startsAt } from "../onvif.fixture.ts";

const objects = [{ id: 7, box: [10, 20, 30, 40], score: 0.9 }] as const;

/** A client of the RTSP side, with what came apart: texts, and packets by channel. */
function connect(camera: OnvifCamera) {
  let held: Buffer = Buffer.alloc(0);
  const replies: string[] = [];
  const packets: { channel: number; bytes: Buffer }[] = [];
  const state = { hungUp: false };
  const connection = camera.rtsp.connect({
    send: (bytes) => {
      held = Buffer.concat([held, bytes]);
      for (;;) {
        if (held[0] === 0x24 && held.length >= 4 && held.length >= 4 + held.readUInt16BE(2)) {
          const end = 4 + held.readUInt16BE(2);
          packets.push({ channel: held[1] ?? 0, bytes: held.subarray(4, end) });
          held = held.subarray(end);
          continue;
        }
        const head = held[0] === 0x24 ? -1 : held.indexOf("\r\n\r\n");
        if (head < 0) return;
        const end = head + 4 + Number(/content-length: (\d+)/i.exec(held.toString("latin1", 0, head))?.[1] ?? 0);
        replies.push(held.toString("latin1", 0, end));
        held = held.subarray(end);
      }
    },
    hangUp: () => {
      state.hungUp = true;
    },
  });
  let sequence = 0;
  const send = (method: string, uri: string, headers: Readonly<Record<string, string>> = {}): string => {
    const lines = Object.entries({ CSeq: `${++sequence}`, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    connection.receive(Buffer.from(`${method} ${uri} RTSP/1.0\r\n${lines.join("")}\r\n`));
    return replies.at(-1) ?? "";
  };
  return { connection, replies, packets, state, send };
}

const base = "rtsp://10.0.0.7/main";
const interleaved = { Transport: "RTP/AVP/TCP;unicast;interleaved=2-3" };

function play(options: Partial<OnvifCameraOptions> = {}, track = "metadata") {
  const { camera, clock } = makeCamera(options);
  const client = connect(camera);
  client.send("SETUP", `${base}/${track}`, interleaved);
  const session = /Session: (\w+)/.exec(client.replies[0] ?? "")?.[1] ?? "";
  client.send("PLAY", base, { Session: session });
  return { camera, clock, client, session };
}
const rtp = ({ packets }: ReturnType<typeof connect>) =>
  packets
    .filter(({ channel }) => channel === 2)
    .map(({ bytes }) => ({
      marker: (bytes[1] ?? 0) >> 7 === 1,
      type: (bytes[1] ?? 0) & 127,
      sequence: bytes.readUInt16BE(2),
      timestamp: bytes.readUInt32BE(4),
      payload: bytes.subarray(12),
    }));

describe("the RTSP side of an emulated camera", () => {
  it("describes a video and a metadata track, each by its own address", () => {
    const { camera } = makeCamera();
    const reply = connect(camera).send("DESCRIBE", base, { Accept: "application/sdp" });
    expect(reply).toMatch(/^RTSP\/1\.0 200 OK\r\nCSeq: 1\r\n/);
    expect(reply).toContain(`Content-Base: ${base}/\r\n`);
    expect(reply).toContain("m=video 0 RTP/AVP 26\r\na=control:video\r\n");
    expect(reply).toContain(
      "m=application 0 RTP/AVP 98\r\na=control:metadata\r\na=rtpmap:98 vnd.onvif.metadata/90000\r\n",
    );
  });

  it("leaves out the tracks that there are not", () => {
    const { camera } = makeCamera({ width: 100, height: 50, profiles: [{ token: "main", metadata: false }] });
    const client = connect(camera);
    expect(client.send("DESCRIBE", base)).not.toContain("m=");
    expect(client.send("SETUP", `${base}/metadata`, interleaved)).toContain(" 404 ");
    expect(client.send("DESCRIBE", "rtsp://10.0.0.7/other")).toContain(" 404 ");
  });

  it("sends each frame that is said as one document, the marker on its last packet", () => {
    const { camera, client } = play();
    camera.say({ at: startsAt, objects });
    camera.say({ at: startsAt + 100, objects: [] });
    const [first, second] = rtp(client);
    expect([first?.marker, second?.marker, first?.type]).toEqual([true, true, 98]);
    expect(first?.payload.toString()).toContain(`ObjectId="7"`);
    expect(((second?.timestamp ?? 0) - (first?.timestamp ?? 0) + 2 ** 32) % 2 ** 32).toBe(9_000);
    expect(camera.counts.frames).toEqual({ said: 2, sent: 2, unheard: 0, stopped: 0, objectsRefused: 0 });
  });

  it("says before the first packet of a session which time its timestamps are", () => {
    const { camera, client } = play();
    camera.say({ at: startsAt + 500, objects });
    const [report] = client.packets;
    expect([report?.channel, report?.bytes[1]]).toEqual([3, 200]);
    expect(report?.bytes.readUInt32BE(8)).toBe(startsAt / 1000 + 2_208_988_800);
    expect(report?.bytes.readUInt32BE(12)).toBe(2 ** 31);
    expect(report?.bytes.readUInt32BE(16)).toBe(rtp(client)[0]?.timestamp);
  });

  it("cuts a long document into packets below 1,400 bytes that count on and give it again", () => {
    const { camera, client } = play();
    const many = Array.from({ length: 40 }, (_, id) => ({ ...objects[0], id }));
    for (let at = 0; at < 5; at++) camera.say({ at: startsAt + 100 * at, objects: many });
    const packets = rtp(client);
    expect(packets.length).toBeGreaterThan(25);
    const documents = packets
      .map(({ payload }) => payload.toString())
      .join("")
      .split("<?xml")
      .slice(1);
    expect(documents).toHaveLength(5);
    for (const document of documents) expect(document).toMatch(/<\/tt:MetadataStream>$/);
    expect(packets.filter(({ marker }) => marker)).toHaveLength(5);
    expect(Math.max(...packets.map(({ payload }) => payload.length + 12))).toBeLessThanOrEqual(1_400);
    const first = packets[0]?.sequence ?? 0;
    expect(packets.map(({ sequence }) => sequence)).toEqual(packets.map((_, index) => (first + index) & 0xffff));
  });

  it("tells in the answer to PLAY with which packet it begins", () => {
    const { camera, client } = play();
    const reply = client.replies.at(-1) ?? "";
    camera.say({ at: startsAt, objects });
    expect(reply).toContain(
      `url=${base}/metadata;seq=${rtp(client)[0]?.sequence};rtptime=${rtp(client)[0]?.timestamp}`,
    );
  });

  it("counts frames as unheard before PLAY, after PAUSE and after TEARDOWN", () => {
    const { camera, client, session } = play();
    client.send("PAUSE", base, { Session: session });
    camera.say({ at: startsAt, objects });
    client.send("PLAY", base, { Session: session });
    camera.say({ at: startsAt, objects });
    client.send("TEARDOWN", base, { Session: session });
    camera.say({ at: startsAt, objects });
    expect(camera.counts.frames).toMatchObject({ said: 3, sent: 1, unheard: 2 });
    expect(client.send("PLAY", base, { Session: session })).toContain(" 454 ");
  });

  it("sends nothing while its frames are stopped, and what comes later by a wrong clock", () => {
    const { camera, client } = play();
    camera.faults.stopFrames(true);
    camera.say({ at: startsAt, objects });
    expect(client.packets).toEqual([]);
    camera.faults.stopFrames(false);
    camera.faults.wrongClock(3_600_000);
    camera.say({ at: startsAt, objects });
    expect(rtp(client)[0]?.payload.toString()).toContain(`UtcTime="2030-01-07T09:00:00.000Z"`);
    expect(camera.counts.frames).toMatchObject({ stopped: 1, sent: 1 });
  });

  it("sends pictures at its rate for as long as somebody plays them", () => {
    const { camera, clock, client } = play({}, "video");
    clock.advanceTo(startsAt + 1_000);
    const markers = rtp(client).filter(({ marker, type }) => marker && type === 26);
    expect(markers).toHaveLength(10);
    client.connection.close();
    clock.advanceTo(startsAt + 2_000);
    expect(rtp(client).filter(({ marker }) => marker)).toHaveLength(10);
    expect(clock.nextTimerAt()).toBeUndefined();
    expect(camera.counts.sessions.opened).toBe(1);
  });

  it("ends a session that was silent for a minute, and none that was heard from", () => {
    const { camera, clock, client, session } = play();
    clock.advanceTo(startsAt + 50_000);
    client.send("GET_PARAMETER", base, { Session: session });
    clock.advanceTo(startsAt + 100_000);
    client.connection.receive(Uint8Array.of(0x24, 3, 0, 2, 1, 2));
    clock.advanceTo(startsAt + 159_999);
    expect(client.state.hungUp).toBe(false);
    clock.advanceTo(startsAt + 160_000);
    expect(client.state.hungUp).toBe(true);
    expect(camera.counts.sessions).toMatchObject({ timedOut: 1 });
    expect(client.replies[0]).toContain(";timeout=60");
  });

  it("asks for a password, and takes the right one", () => {
    const { camera } = makeCamera(account);
    const client = connect(camera);
    expect(client.send("OPTIONS", base)).toContain("Public: OPTIONS, DESCRIBE");
    const challenge = client.send("DESCRIBE", base);
    expect(challenge).toContain(" 401 ");
    const wrong = authorize(challenge, "DESCRIBE", base, { ...account, password: "x" });
    expect(client.send("DESCRIBE", base, { Authorization: wrong })).toContain(" 401 ");
    const right = authorize(challenge, "DESCRIBE", base, account, 2);
    expect(client.send("DESCRIBE", base, { Authorization: right })).toContain(" 200 ");
    expect(camera.counts.rtsp).toEqual({ right: 1, wrong: 1, stale: 0, missing: 1 });
    camera.faults.unauthorised(true);
    expect(client.send("OPTIONS", base)).toContain(" 401 ");
  });

  it("answers late when it is slow, one after the other", () => {
    const { camera, clock } = makeCamera();
    camera.faults.slow(300);
    const client = connect(camera);
    client.send("OPTIONS", base);
    client.send("OPTIONS", base);
    clock.advanceTo(startsAt + 599);
    expect(client.replies).toHaveLength(1);
    clock.advanceTo(startsAt + 600);
    expect(client.replies[1]).toContain("CSeq: 2\r\n");
  });

  it.each([
    ["UDP", "SETUP", `${base}/metadata`, { Transport: "RTP/AVP;unicast;client_port=4000-4001" }, 461],
    ["multicast", "SETUP", `${base}/metadata`, { Transport: "RTP/AVP/TCP;multicast" }, 461],
    ["a channel that there is not", "SETUP", `${base}/metadata`, { Transport: "RTP/AVP/TCP;interleaved=300-301" }, 461],
    ["to set up all at once", "SETUP", base, interleaved, 459],
    ["to play what is not set up", "PLAY", base, {}, 455],
    ["a session of somebody else", "PLAY", base, { Session: "1234" }, 454],
    ["what it does not know", "RECORD", base, {}, 501],
  ])("refuses %s", (_, method, uri, headers, status) => {
    const client = connect(makeCamera().camera);
    expect(client.send(method, uri, headers as Record<string, string>)).toContain(`RTSP/1.0 ${status} `);
  });

  it.each([
    ["no RTSP", "GET / HTTP/1.1\r\n\r\n"],
    ["a head without an end", "A".repeat(9_000)],
    ["a body over 4 KiB", `OPTIONS * RTSP/1.0\r\nContent-Length: 5000\r\n\r\n`],
  ])("hangs up on %s", (_, bytes) => {
    const { camera } = makeCamera();
    const client = connect(camera);
    client.connection.receive(Buffer.from(bytes));
    expect([client.state.hungUp, camera.counts.sessions.malformed]).toEqual([true, 1]);
    expect(client.replies[0]).toContain(" 400 ");
  });

  it("understands requests cut anywhere, with bodies and packets between them", () => {
    const { camera } = makeCamera();
    const client = connect(camera);
    const bytes = Buffer.concat([
      Buffer.from(`GET_PARAMETER ${base} RTSP/1.0\r\nCSeq: 1\r\nContent-Length: 5\r\n\r\nhello`),
      Buffer.from([0x24, 1, 0, 3, 0x4f, 0x50, 0x54]),
      Buffer.from(`\r\nOPTIONS * RTSP/1.0\r\nCSeq: 2\r\n\r\n`),
    ]);
    for (const byte of bytes) client.connection.receive(Uint8Array.of(byte));
    expect(client.replies.map((reply) => /CSeq: (\d)/.exec(reply)?.[1])).toEqual(["1", "2"]);
  });

  it("takes 16 connections, and hangs up on the next", () => {
    const { camera } = makeCamera();
    const clients = Array.from({ length: 17 }, () => connect(camera));
    expect(clients.filter(({ state }) => state.hungUp)).toHaveLength(1);
    expect(camera.counts.sessions).toMatchObject({ opened: 16, refused: 1 });
    camera.restart();
    expect(clients.every(({ state }) => state.hungUp)).toBe(true);
  });
});
