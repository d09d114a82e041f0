import type { OnvifProfile } from "../onvif-transport.ts";
import { childrenOf, descend, type XmlElement } from "../soap/index.ts";

/** No device has more profiles; what is beyond is left out. */
const mostProfiles = 64;
/** Longer tokens are none: ONVIF allows 64 characters (tt:ReferenceToken). */
const longestToken = 256;

/** The profiles in a `GetProfilesResponse` of either media service. One without a token is left out, any other part may be missing. */
export function readProfiles(response: XmlElement): readonly OnvifProfile[] {
  return childrenOf(response, "Profiles")
    .slice(0, mostProfiles)
    .flatMap((profile) => readProfile(profile) ?? []);
}

function readProfile(profile: XmlElement): OnvifProfile | undefined {
  const token = profile.attributes.get("token") ?? "";
  if (token === "" || token.length > longestToken) return undefined;
  // ONVIF Media2 section 5.2.2 puts the configurations one deeper than Media section 5.2.3, under shorter names.
  const configurations = descend(profile, "Configurations");
  const encoder = descend(profile, "VideoEncoderConfiguration") ?? descend(configurations, "VideoEncoder");
  const metadata = descend(profile, "MetadataConfiguration") ?? descend(configurations, "Metadata");
  const width = sizeOf(encoder, "Width");
  const height = sizeOf(encoder, "Height");
  const analytics = descend(metadata, "Analytics")?.text;
  return {
    token,
    name: (descend(profile, "Name")?.text ?? "").slice(0, longestToken),
    ...(width !== undefined && height !== undefined && { width, height }),
    metadata: metadata !== undefined && analytics !== "false" && analytics !== "0",
  };
}

function sizeOf(encoder: XmlElement | undefined, name: string): number | undefined {
  const text = descend(encoder, "Resolution", name)?.text ?? "";
  const size = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return size > 0 ? size : undefined;
}
