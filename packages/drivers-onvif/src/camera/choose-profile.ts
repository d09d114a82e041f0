import { AisleError } from "@aisle/sdk";
import type { PictureSize } from "../metadata/index.ts";
import type { OnvifProfile } from "../transport/onvif-transport.ts";
import type { CameraSettings } from "./settings.ts";

/** The profile that is used, and in which size detections of its metadata are given; none where it is not read. */
export interface Choice {
  readonly profile: OnvifProfile;
  readonly picture: PictureSize | undefined;
}

/**
 * Chooses the profile that the settings name, by token or else by name; without one the first with metadata, or else
 * the first. Raises `onvif-profile-unknown`, `onvif-metadata-missing` and `onvif-picture-unknown`, which only a change
 * of settings or of the camera mends.
 */
export function chooseProfile(profiles: readonly OnvifProfile[], settings: CameraSettings): Choice {
  const profile = find(profiles, settings.profile);
  if (profile === undefined) {
    const names = profiles.map(({ token, name }) => (token === name ? token : `${token} (${name})`)).join(", ");
    throw refused(
      "onvif-profile-unknown",
      settings.profile === undefined
        ? "The camera has no media profile."
        : `The camera has no media profile "${settings.profile}", only ${names || "none"}.`,
      settings.profile === undefined
        ? "Make a media profile in the camera."
        : "Give the token or name of one of them as `profile`.",
    );
  }
  if (!settings.metadata || !profile.metadata) {
    if (settings.fps === undefined) return { profile, picture: undefined };
    throw refused(
      "onvif-metadata-missing",
      `The settings promise ${settings.fps} frames of metadata a second, but the profile "${profile.token}" has no metadata.`,
      "Add a metadata configuration with analytics to the profile in the camera, choose another `profile`, or leave `fps` out.",
    );
  }
  const { width = 0, height = 0 } = settings.picture ?? profile;
  if (width > 0 && height > 0) return { profile, picture: { width, height } };
  throw refused(
    "onvif-picture-unknown",
    `The camera does not say how large the picture of its profile "${profile.token}" is.`,
    "Give `picture: { width, height }` in pixels, as the store's calibration of this camera has it.",
  );
}

function find(profiles: readonly OnvifProfile[], wanted: string | undefined): OnvifProfile | undefined {
  if (wanted === undefined) return profiles.find(({ metadata }) => metadata) ?? profiles[0];
  return profiles.find(({ token }) => token === wanted) ?? profiles.find(({ name }) => name === wanted);
}

function refused(code: string, message: string, remedy: string): AisleError {
  return new AisleError(code, message, { category: "settings", remedy });
}
