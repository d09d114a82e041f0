import { escapeXml } from "../soap/index.ts";
import type { CameraFacts, EmulatedProfile } from "./service.ts";

const multicast =
  `<tt:Multicast><tt:Address><tt:Type>IPv4</tt:Type><tt:IPv4Address>0.0.0.0</tt:IPv4Address></tt:Address>` +
  `<tt:Port>0</tt:Port><tt:TTL>0</tt:TTL><tt:AutoStart>false</tt:AutoStart></tt:Multicast>` +
  `<tt:SessionTimeout>PT60S</tt:SessionTimeout>`;

/** A configuration (`tt:…Configuration`, ONVIF schema ver10) as an element of this name. */
export interface Configurations {
  source(element: string): string;
  encoder(element: string): string;
  metadata(element: string): string;
  profile(element: string, profile: EmulatedProfile): string;
}

/** The configurations of a camera that has one of each. */
export function createConfigurations({ name, width, height, fps, profiles }: CameraFacts): Configurations {
  const uses = (count: number): string => `<tt:UseCount>${count}</tt:UseCount>`;
  const withMetadata = profiles.filter((each) => each.metadata).length;
  const all: Configurations = {
    source: (element) =>
      `<${element} token="source"><tt:Name>source</tt:Name>${uses(profiles.length)}` +
      `<tt:SourceToken>video</tt:SourceToken><tt:Bounds x="0" y="0" width="${width}" height="${height}"/></${element}>`,
    encoder: (element) =>
      `<${element} token="encoder"><tt:Name>encoder</tt:Name>${uses(profiles.length)}<tt:Encoding>JPEG</tt:Encoding>` +
      `<tt:Resolution><tt:Width>${width}</tt:Width><tt:Height>${height}</tt:Height></tt:Resolution>` +
      `<tt:Quality>1</tt:Quality><tt:RateControl><tt:FrameRateLimit>${Math.ceil(fps)}</tt:FrameRateLimit>` +
      `<tt:EncodingInterval>1</tt:EncodingInterval><tt:BitrateLimit>10000</tt:BitrateLimit></tt:RateControl>` +
      `${multicast}</${element}>`,
    metadata: (element) =>
      `<${element} token="metadata"><tt:Name>metadata</tt:Name>${uses(withMetadata)}` +
      `<tt:Analytics>true</tt:Analytics>${multicast}</${element}>`,
    profile: (element, profile) =>
      `<${element} token="${profile.token}" fixed="true"><tt:Name>${escapeXml(`${name} ${profile.token}`)}</tt:Name>` +
      `${all.source("tt:VideoSourceConfiguration")}${all.encoder("tt:VideoEncoderConfiguration")}` +
      `${profile.metadata ? all.metadata("tt:MetadataConfiguration") : ""}</${element}>`,
  };
  return all;
}
