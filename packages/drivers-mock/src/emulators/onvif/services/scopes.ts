import type { CameraFacts } from "./service.ts";

/** The camera's scopes (ONVIF Core 21.12, Device discovery, Scopes). */
export function scopesOf(facts: CameraFacts): readonly string[] {
  return [
    "onvif://www.onvif.org/type/video_encoder",
    "onvif://www.onvif.org/type/video_analytics",
    "onvif://www.onvif.org/type/Network_Video_Transmitter",
    "onvif://www.onvif.org/Profile/Streaming",
    "onvif://www.onvif.org/hardware/Emulated",
    `onvif://www.onvif.org/name/${encodeURIComponent(facts.name.replaceAll(/\p{Surrogate}/gu, "?"))}`,
  ];
}
