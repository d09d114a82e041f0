import {
  type ByteDevice,
  hidOverBytes,
  hidScale,
  hidScanner,
  scaleDevice,
  scannerDevice,
  turnstileBoard,
} from "@aisle/drivers-mock/emulators";
import { type Bench, type Loss, plug, probedBar, type Rig, streamingBar, wireLosses } from "./rig.ts";

const unwatched = { way: "silent, unwatched", bar: undefined } as const;
const probed = { way: "silent, probed", bar: probedBar } as const;

/** Devices on serial lines and HID devices, each on a wire of its own. */
export function lineRigs(bench: Bench): readonly Rig[] {
  const { clock } = bench;
  const streaming = (rate: number): Pick<Loss, "way" | "bar"> => ({
    way: "silent, streaming",
    bar: streamingBar(1_000 / rate),
  });
  const rig = (
    name: string,
    driver: string,
    device: ByteDevice,
    silence: Pick<Loss, "way" | "bar">,
    settings = {},
  ): Rig => {
    const wire = plug(bench, device);
    const id = name.replaceAll(/[^a-z0-9]+/gi, "-").toLowerCase();
    const transport = { host: "memory", port: wire.port };
    return { name, buses: [], devices: [{ id, driver, transport, settings }], losses: wireLosses(wire, silence) };
  };
  const scale = (): ByteDevice => scaleDevice({ protocol: "mt-sics", clock });
  return [
    rig("turnstile, serial", "serial-turnstile", turnstileBoard({ clock }), probed),
    rig("turnstile, serial, every 1 s", "serial-turnstile", turnstileBoard({ clock }), probed, { pollEvery: 1_000 }),
    rig("scanner, serial", "serial-scanner", scannerDevice(), unwatched),
    rig("scanner, serial with probe", "serial-scanner", answeringScanner(), probed, {
      probe: { send: "?", answer: "OK" },
    }),
    rig("scale, serial, 10 Hz", "serial-scale", scale(), streaming(10), { profile: "mt-sics", rate: 10 }),
    rig("scale, serial, polled 2 Hz", "serial-scale", scale(), streaming(2), {
      profile: "mt-sics",
      mode: "poll",
      rate: 2,
    }),
    rig("scanner, HID", "hid-scanner", hidOverBytes(hidScanner()), unwatched),
    rig("scale, HID, 5 Hz", "hid-scale", hidOverBytes(hidScale({ clock })), streaming(5), { rate: 5 }),
    rig("scale, HID, 1 Hz", "hid-scale", hidOverBytes(hidScale({ clock, every: 1_000 })), streaming(1), { rate: 1 }),
  ];
}

/** A scanner that answers a question. */
function answeringScanner(): ByteDevice {
  return {
    connect: (line) => ({
      receive: () => line.send(new TextEncoder().encode("OK\r\n")),
      close: () => undefined,
    }),
  };
}
