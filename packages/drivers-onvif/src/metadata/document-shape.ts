/** What an element of a metadata document means to us. */
export type Meaning =
  | "frame"
  | "object"
  | "transformation"
  | "translate"
  | "scale"
  | "box"
  | "center"
  | "type"
  | "candidate"
  | "candidate-type"
  | "likelihood"
  | "notification"
  | "topic"
  | "message"
  | "source"
  | "key"
  | "data"
  | "item"
  | "none";

/** An element, and those that may stand in it. */
export interface Shape {
  readonly meaning: Meaning;
  readonly hasText: boolean;
  readonly children: ReadonlyMap<string, Shape>;
}

const nobody: ReadonlyMap<string, Shape> = new Map();

function element(meaning: Meaning, children: Readonly<Record<string, Shape>> = {}): Shape {
  return { meaning, hasText: false, children: new Map(Object.entries(children)) };
}

const text = (meaning: Meaning): Shape => ({ meaning, hasText: true, children: nobody });

/** Anything else, with all that is in it. */
export const unknownShape: Shape = element("none");

const transformation = element("transformation", {
  "tt:Translate": element("translate"),
  "tt:Scale": element("scale"),
});
const candidate = element("candidate", { "tt:Type": text("candidate-type"), "tt:Likelihood": text("likelihood") });
const object = element("object", {
  "tt:Appearance": element("none", {
    "tt:Transformation": transformation,
    "tt:Shape": element("none", { "tt:BoundingBox": element("box"), "tt:CenterOfGravity": element("center") }),
    "tt:Class": element("none", {
      "tt:Type": text("type"),
      // The forms of before 2016, which many cameras still send.
      "tt:ClassCandidate": candidate,
      "tt:Extension": element("none", { "tt:OtherTypes": candidate }),
    }),
  }),
});
const item = { "tt:SimpleItem": element("item") };
const notification = element("notification", {
  "wsnt:Topic": text("topic"),
  "wsnt:Message": element("none", {
    "tt:Message": element("message", {
      "tt:Source": element("source", item),
      "tt:Key": element("key", item),
      "tt:Data": element("data", item),
    }),
  }),
});
const stream = element("none", {
  "tt:VideoAnalytics": element("none", {
    "tt:Frame": element("frame", { "tt:Transformation": transformation, "tt:Object": object }),
  }),
  "tt:Event": element("none", { "wsnt:NotificationMessage": notification }),
});

/** A metadata document (`metadatastream.xsd`); the specification's own text also writes `MetaDataStream`. */
export const documentShape: Shape = element("none", { "tt:MetadataStream": stream, "tt:MetaDataStream": stream });

/** Namespaces by the prefix that stands for them above. */
export const namespaces = {
  tt: "http://www.onvif.org/ver10/schema",
  wsnt: "http://docs.oasis-open.org/wsn/b-2",
} as const;
