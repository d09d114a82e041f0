import type { Detection } from "@aisle/sdk";
import type { OnvifEvent } from "../transport/onvif-transport.ts";
import { toDetections } from "./detections.ts";
import { DocumentReader } from "./document-reader.ts";
import { namespaces } from "./document-shape.ts";
import type { PictureSize } from "./transformation.ts";
import { XmlReader } from "./xml-reader.ts";

/** One picture as the camera's analytics saw it. */
export interface MetadataFrame {
  /** `UtcTime` in ms since the epoch, by the camera's clock; missing where the camera does not say it. */
  readonly at?: number;
  readonly objects: readonly Detection[];
}

/** What one metadata document says. */
export interface MetadataDocument {
  readonly frames: readonly MetadataFrame[];
  readonly events: readonly OnvifEvent[];
  /** Objects and frames that were thrown away because a number of theirs is none, or out of range. */
  readonly broken: number;
}

/** Makes detections and events of metadata documents. */
export interface MetadataParser {
  /** Gives nothing for a document that is broken or no metadata, and counts it; it never throws. */
  parse(document: string): MetadataDocument | undefined;
  /** Documents that were broken. */
  readonly brokenDocuments: number;
}

/** The largest document that is read (UTF-16 units). */
const longest = 1_048_576;

/**
 * A parser of metadata documents (`tt:MetadataStream`: ONVIF Analytics Service Specification, "Scene Description";
 * Streaming Specification, "RTP for Metadata stream") of a camera whose picture is `width` × `height` pixels. Prefixes
 * do not matter, namespaces do. Nothing in a document can define entities or load anything.
 */
export function createMetadataParser(size: PictureSize): MetadataParser {
  const reader = new XmlReader(namespaces);
  let brokenDocuments = 0;
  return {
    parse(document) {
      const visitor = new DocumentReader();
      const isWhole = document.length <= longest && reader.read(document, visitor);
      if (!isWhole || !visitor.isMetadata || visitor.tooMuch) {
        brokenDocuments += 1;
        return undefined;
      }
      return toDocument(visitor, size);
    },
    get brokenDocuments() {
      return brokenDocuments;
    },
  };
}

function toDocument({ frames, events }: DocumentReader, size: PictureSize): MetadataDocument {
  let broken = 0;
  const read: MetadataFrame[] = [];
  for (const { at, transformation, objects, broken: isBroken } of frames) {
    if (isBroken) {
      broken += 1;
      continue;
    }
    const found = toDetections(objects, transformation, size);
    broken += found.broken;
    // What is left of it would say that nobody was seen.
    if (found.broken > 0 && found.objects.length === 0) continue;
    read.push({ ...(at !== undefined && { at }), objects: found.objects });
  }
  return { frames: read, events, broken };
}
