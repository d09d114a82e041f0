import { createSocket } from "node:dgram";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { makeCamera, soap } from "./onvif.fixture.ts";
import { type ServedOnvif, type ServeOnvifOptions, serveOnvif } from "./serve-onvif.ts";

const served: ServedOnvif[] = [];
afterEach(async () => {
  await Promise.all(served.splice(0).map((each) => each.close()));
});

async function serve(options: ServeOnvifOptions = {}, id = "cam-1") {
  const { camera, clock } = makeCamera({ id });
  const where = await serveOnvif(camera, options);
  served.push(where);
  return { camera, clock, where };
}

/** One request on a socket of its own: the status, or the error. */
function post(url: string, body: string | Buffer): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      { method: "POST", agent: new Agent(), headers: { "Content-Length": body.length } },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (piece: string) => (text += piece));
        response.on("end", () => {
          resolve({ status: response.statusCode, text });
        });
      },
    );
    asked.on("error", reject).end(body);
  });
}

const probe = (types: string, scopes = "") =>
  `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing">` +
  `<s:Header><a:MessageID>urn:uuid:1</a:MessageID></s:Header><s:Body>` +
  `<Probe xmlns="http://schemas.xmlsoap.org/ws/2005/04/discovery"><Types>${types}</Types><Scopes>${scopes}</Scopes>` +
  `</Probe></s:Body></s:Envelope>`;

/** Sends datagrams to an address and gives what comes back until there are so many. */
async function discover(
  datagrams: readonly string[],
  port: number,
  address: string,
  wanted: number,
): Promise<string[]> {
  const socket = createSocket("udp4");
  const answers: string[] = [];
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  socket.setMulticastInterface("127.0.0.1");
  for (const datagram of datagrams) socket.send(datagram, port, address);
  while (answers.length < wanted) answers.push(String((await once(socket, "message"))[0]));
  socket.close();
  return answers;
}

describe("an emulated camera on sockets", () => {
  it("answers SOAP at its address, and tells the port of its stream", async () => {
    const { where } = await serve();
    const { status, text } = await post(
      where.address.replace("device", "media"),
      soap("<trt:GetStreamUri><trt:ProfileToken>main</trt:ProfileToken></trt:GetStreamUri>"),
    );
    expect(status).toBe(200);
    expect(text).toContain(`rtsp://127.0.0.1:${where.rtspPort}/main`);
  });

  it("refuses a body that is too long, without reading it all", async () => {
    const { where } = await serve();
    expect((await post(where.address, Buffer.alloc(70_000, "a"))).status).toBe(413);
  });

  it("cuts connections when its HTTP wire is unplugged, and lets none through until it is up", async () => {
    const { camera, where } = await serve();
    camera.faults.httpWire("unplugged");
    await expect(post(where.address, soap("<tds:GetHostname/>"))).rejects.toThrow();
    camera.faults.httpWire("up");
    expect((await post(where.address, soap("<tds:GetHostname/>"))).status).toBe(200);
  });

  it("lets a held pull go when its client hangs up", async () => {
    const { camera, where } = await serve();
    const made = await post(where.address.replace("device", "event"), soap("<tev:CreatePullPointSubscription/>"));
    const path = /<wsa:Address>([^<]+)/.exec(made.text)?.[1] ?? "";
    const pull = (timeout: string) =>
      soap(
        `<tev:PullMessages><tev:Timeout>${timeout}</tev:Timeout><tev:MessageLimit>1</tev:MessageLimit></tev:PullMessages>`,
      );
    const held = request(path, { method: "POST", agent: new Agent() });
    held.on("error", () => undefined).end(pull("PT60S"));
    await until(() => camera.counts.actions["PullMessages"] === 1);
    expect((await post(path, pull("PT0S"))).text).toContain("UnableToGetMessagesFault");
    held.destroy();
    while ((await post(path, pull("PT0S"))).status !== 200);
    camera.cross("door", "Left");
    expect((await post(path, pull("PT0S"))).text).toContain("Crossed");
  });

  it("speaks RTSP at its port", async () => {
    const { where } = await serve();
    const socket = connect(where.rtspPort, where.host);
    socket.write("OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n");
    const [answer] = (await once(socket, "data")) as [Buffer];
    expect(answer.toString()).toContain("RTSP/1.0 200 OK");
    socket.destroy();
  });

  it("frees its ports and cuts everybody off when it is closed, once or twice", async () => {
    const { where } = await serve();
    const socket = connect(where.rtspPort, where.host);
    await once(socket, "connect");
    const closed = once(socket, "close");
    await Promise.all([where.close(), where.close()]);
    await closed;
    const { where: again } = await serve({ httpPort: where.httpPort, rtspPort: where.rtspPort });
    expect(again.httpPort).toBe(where.httpPort);
  });

  it("leaves nothing open when one of its ports is taken", async () => {
    const { where } = await serve();
    const { camera } = makeCamera();
    await expect(serveOnvif(camera, { httpPort: where.httpPort })).rejects.toMatchObject({
      code: "emulator-port-taken",
    });
    const taken = camera.rtspPort;
    const { where: other } = await serve({ rtspPort: taken });
    expect(other.rtspPort).toBe(taken);
  });
});

describe("WS-Discovery", () => {
  it("is answered on the address that was asked for, and only probes that are for it", async () => {
    const { where } = await serve({ discovery: { address: "127.0.0.1", port: 0 } });
    const port = where.discovery?.port ?? 0;
    const scope = "onvif://www.onvif.org/hardware";
    const [answer] = await discover(
      [
        "rubbish",
        probe("dn:Printer"),
        probe("", "onvif://elsewhere"),
        probe("dn:NetworkVideoTransmitter tds:Device", scope),
      ],
      port,
      "127.0.0.1",
      1,
    );
    expect(answer).toContain("<a:RelatesTo>urn:uuid:1</a:RelatesTo>");
    expect(answer).toContain(`<d:XAddrs>${where.address}</d:XAddrs>`);
    expect(where.discovery?.counts).toEqual({ answered: 1, ignored: 3 });
  });

  it("finds several cameras in one process that share a group and a port", async () => {
    const group = "239.255.255.250";
    const { where } = await serve({ discovery: { address: group, port: 0 } }, "cam-1");
    const port = where.discovery?.port ?? 0;
    await serve({ discovery: { address: group, port } }, "cam-2");
    const answers = await discover([probe("dn:NetworkVideoTransmitter")], port, group, 2);
    expect(new Set(answers.map((answer) => /urn:uuid:[^<]+<\/a:Address>/.exec(answer)?.[0])).size).toBe(2);
  });
});

/** Lets the event loop turn until something holds. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
