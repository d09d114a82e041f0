import type { DeviceInfo } from "@aisle/sdk";
import { isAisleError } from "@aisle/sdk";
import { readCapabilities, readDeviceInfo, readProfiles, readServices, type SaidServices } from "./answers/index.ts";
import type { CameraLink } from "./camera-link.ts";
import { firstAnswerError, toldNoTime } from "./errors.ts";
import type { OnvifProfile } from "./onvif-transport.ts";

/** What is asked of a camera once, when it is opened. */
export interface CameraFacts {
  readonly info: DeviceInfo;
  readonly profiles: readonly OnvifProfile[];
  /** Addresses of its services, as they are reached. */
  readonly media?: MediaService;
  readonly events?: string;
}

/** The media service that is used. */
export interface MediaService {
  readonly url: string;
  /** Whether it is the second (Profile T), whose requests differ. */
  readonly media2: boolean;
}

/**
 * Asks for the time (without a password), the services (they need none), who the device is (the first request that
 * needs one) and its profiles. What a device does not have, or refuses for another reason than the password, is left out.
 */
export async function openCamera(link: CameraLink, signal: AbortSignal): Promise<CameraFacts> {
  const { messages, device, clean } = link;
  await learnTime(link, signal);
  const said = await askServices(link, signal);
  if (said.device !== undefined) link.addresses.learn(said.device);
  const information = await unlessRefused(link, link.call(device, messages.getDeviceInformation(), signal));
  const [media, profiles] = await askProfiles(link, said, signal);
  const events = said.pullPoint ? reach(link, said.events) : undefined;
  return {
    info: information === undefined ? {} : readDeviceInfo(information, clean),
    profiles,
    ...(media !== undefined && { media }),
    ...(events !== undefined && { events }),
  };
}

/** A camera whose clock cannot be read is opened all the same: only WS-UsernameToken needs it. */
async function learnTime({ during, readTime, settings, log }: CameraLink, signal: AbortSignal): Promise<void> {
  try {
    await during(signal, (either) => readTime(either, settings.connectTimeout));
  } catch (thrown) {
    if (!toldNoTime(thrown)) throw firstAnswerError(thrown);
    log.warn(`The camera's clock is taken to be right: ${thrown.message}`, { code: thrown.code });
  }
}

async function askServices(link: CameraLink, signal: AbortSignal): Promise<SaidServices> {
  const { messages, device } = link;
  const services = await unlessRefused(link, link.call(device, messages.getServices(), signal));
  if (services !== undefined) return readServices(services);
  // Devices from before ONVIF 2.1 have no GetServices.
  return readCapabilities(await link.call(device, messages.getCapabilities(), signal));
}

/** Media2 first, as Profile T wants it; Media where that is refused: some firmware says that it has it, and has not. */
async function askProfiles(
  link: CameraLink,
  said: SaidServices,
  signal: AbortSignal,
): Promise<readonly [MediaService | undefined, readonly OnvifProfile[]]> {
  const services = [
    { url: reach(link, said.media2), media2: true },
    { url: reach(link, said.media), media2: false },
  ];
  for (const { url, media2 } of services) {
    if (url === undefined) continue;
    const answer = await unlessRefused(link, link.call(url, link.messages.getProfiles(media2), signal));
    const profiles = answer === undefined ? [] : readProfiles(answer);
    if (profiles.length > 0) return [{ url, media2 }, profiles];
  }
  return [undefined, []];
}

/** An address that is of no use is as good as none. */
function reach({ addresses, log }: CameraLink, said: string | undefined): string | undefined {
  try {
    return said === undefined ? undefined : addresses.http(said);
  } catch (thrown) {
    log.warn("The camera gives an address of a service that is none.", {
      code: isAisleError(thrown) ? thrown.code : undefined,
    });
    return undefined;
  }
}

async function unlessRefused<T>({ log }: CameraLink, call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (thrown) {
    if (!isAisleError(thrown) || !["onvif-fault", "onvif-http-status"].includes(thrown.code)) throw thrown;
    log.debug(thrown.message, { code: thrown.code });
    return undefined;
  }
}
