import { createSocket } from "node:dgram";
import { networkInterfaces } from "node:os";
import { toAisleError } from "@aisle/sdk";

/** An open UDP socket. */
export interface UdpSocket {
  /** Sends to a multicast group by the interface that the socket was opened on. Failures go to `onError`. */
  send(bytes: Uint8Array, port: number, address: string): void;
  /** Safe to call twice. */
  close(): void;
}

/** What a socket is opened with. */
export interface UdpOptions {
  /** Address of the interface to send and hear by; the port is any that is free. */
  readonly address: string;
  readonly onMessage: (bytes: Uint8Array, from: string) => void;
  /** Also late, and more than once. */
  readonly onError: (thrown: unknown) => void;
}

/** Opens a socket. */
export type OpenUdp = (options: UdpOptions) => Promise<UdpSocket>;

/** WS-Discovery 1.0 section 2.4 leaves the reach of a probe to the link (TTL 1). */
const timeToLive = 1;

/** UDP by node:dgram. */
export const openNodeUdp: OpenUdp = ({ address, onMessage, onError }) =>
  new Promise((resolve, reject) => {
    const socket = createSocket({ type: "udp4", reuseAddr: true });
    let open = true;
    const close = (): void => {
      if (open) socket.close();
      open = false;
    };
    // For as long as it lives: an error without a listener would end the process.
    socket.on("error", (error) => {
      reject(error);
      onError(error);
      close();
    });
    socket.on("message", (bytes, from) => onMessage(bytes, from.address));
    socket.bind({ address, port: 0 }, () => {
      try {
        socket.setMulticastInterface(address);
        socket.setMulticastTTL(timeToLive);
      } catch (thrown) {
        close();
        reject(toAisleError(thrown));
        return;
      }
      resolve({
        send: (bytes, port, group) => {
          if (!open) return;
          socket.send(bytes, port, group, (error) => {
            if (error) onError(error);
          });
        },
        close,
      });
    });
  });

/** The machine's IPv4 addresses by which a network is reached; those of the machine itself only where they are wanted. */
export function ownAddresses(loopback: boolean): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === "IPv4" && (loopback || !internal))
    .map(({ address }) => address);
}
