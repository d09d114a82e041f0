import { at, invalidValue, type SoapFault, senderFault } from "../soap/index.ts";
import { mediaCapabilities } from "./device-service.ts";
import { createConfigurations } from "./media-configurations.ts";
import type { CameraFacts, EmulatedProfile, Service, ServiceCall } from "./service.ts";

const noProfile = senderFault(["ter:InvalidArgVal", "ter:NoProfile"], "The profile does not exist");
const noConfig = senderFault(["ter:InvalidArgVal", "ter:NoConfig"], "The configuration does not exist");

/** The media service (ONVIF Media 21.12, chapter 5). `rtspPort` is asked at each call. */
export function createMediaService(facts: CameraFacts, rtspPort: () => number): Service {
  const make = createConfigurations(facts);

  const forProfile = (call: ServiceCall, answer: (profile: EmulatedProfile) => string): string | SoapFault => {
    const token = at(call.request, "ProfileToken")?.text;
    const profile = facts.profiles.find((each) => each.token === token);
    return profile === undefined ? noProfile : answer(profile);
  };
  const forConfiguration = (call: ServiceCall, token: string, answer: string): string | SoapFault =>
    at(call.request, "ConfigurationToken")?.text === token ? answer : noConfig;
  const uri = (name: string, address: string): string =>
    `<trt:${name}Response><trt:MediaUri><tt:Uri>${address}</tt:Uri><tt:InvalidAfterConnect>false</tt:InvalidAfterConnect>` +
    `<tt:InvalidAfterReboot>false</tt:InvalidAfterReboot><tt:Timeout>PT0S</tt:Timeout></trt:MediaUri></trt:${name}Response>`;
  const wrap = (name: string, inner: string): string => `<trt:${name}Response>${inner}</trt:${name}Response>`;

  return {
    GetServiceCapabilities: () => wrap("GetServiceCapabilities", mediaCapabilities(facts.profiles.length)),
    GetProfiles: () => wrap("GetProfiles", facts.profiles.map((each) => make.profile("trt:Profiles", each)).join("")),
    GetProfile: (call) => forProfile(call, (profile) => wrap("GetProfile", make.profile("trt:Profile", profile))),
    GetVideoSources: () =>
      wrap(
        "GetVideoSources",
        `<trt:VideoSources token="video"><tt:Framerate>${facts.fps}</tt:Framerate><tt:Resolution>` +
          `<tt:Width>${facts.width}</tt:Width><tt:Height>${facts.height}</tt:Height></tt:Resolution></trt:VideoSources>`,
      ),
    GetVideoSourceConfigurations: () => wrap("GetVideoSourceConfigurations", make.source("trt:Configurations")),
    GetVideoEncoderConfigurations: () => wrap("GetVideoEncoderConfigurations", make.encoder("trt:Configurations")),
    GetVideoEncoderConfiguration: (call) =>
      forConfiguration(call, "encoder", wrap("GetVideoEncoderConfiguration", make.encoder("trt:Configuration"))),
    GetMetadataConfigurations: () =>
      wrap(
        "GetMetadataConfigurations",
        facts.profiles.some((each) => each.metadata) ? make.metadata("trt:Configurations") : "",
      ),
    GetMetadataConfiguration: (call) =>
      forConfiguration(call, "metadata", wrap("GetMetadataConfiguration", make.metadata("trt:Configuration"))),
    GetStreamUri: (call) => {
      const protocol = at(call.request, "StreamSetup", "Transport", "Protocol")?.text;
      if (at(call.request, "StreamSetup", "Stream")?.text === "RTP-Multicast" || protocol === "HTTP")
        return senderFault(["ter:InvalidArgVal", "ter:InvalidStreamSetup"], "Only unicast over RTSP is streamed");
      if (protocol !== undefined && !/^(UDP|TCP|RTSP)$/.test(protocol)) return invalidValue("No such protocol");
      return forProfile(call, ({ token }) => uri("GetStreamUri", `rtsp://${call.host}:${rtspPort()}/${token}`));
    },
    GetSnapshotUri: (call) =>
      forProfile(call, ({ token }) => uri("GetSnapshotUri", `${call.base}/onvif/snapshot/${token}.jpg`)),
  };
}
