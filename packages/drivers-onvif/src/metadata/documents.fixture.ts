/** Makes metadata documents as cameras send them. */
export interface SampleObject {
  readonly id: number;
  readonly type?: string;
  readonly parent?: number;
  readonly likelihood?: number;
  /** Left, top, right, bottom in normalised coordinates. */
  readonly box?: readonly [number, number, number, number];
}

export function sampleObject({ id, type, parent, likelihood = 0.9, box = [-0.5, 0.5, 0, -0.5] }: SampleObject): string {
  const [left, top, right, bottom] = box;
  const family = parent === undefined ? "" : ` Parent="${parent}"`;
  const kind = type === undefined ? "" : `<tt:Class><tt:Type Likelihood="${likelihood}">${type}</tt:Type></tt:Class>`;
  return (
    `<tt:Object ObjectId="${id}"${family}><tt:Appearance><tt:Shape>` +
    `<tt:BoundingBox left="${left}" top="${top}" right="${right}" bottom="${bottom}"/>` +
    `<tt:CenterOfGravity x="${((left + right) / 2).toFixed(4)}" y="${((top + bottom) / 2).toFixed(4)}"/></tt:Shape>${kind}</tt:Appearance></tt:Object>`
  );
}

export function sampleDocument(content: string): string {
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<tt:MetadataStream xmlns:tt="http://www.onvif.org/ver10/schema" ` +
    `xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2" xmlns:tns1="http://www.onvif.org/ver10/topics">${content}</tt:MetadataStream>`
  );
}

export function sampleFrame(objects: string, time = "2026-11-22T10:00:00.250Z"): string {
  return `<tt:VideoAnalytics><tt:Frame UtcTime="${time}">${objects}</tt:Frame></tt:VideoAnalytics>`;
}

/** One document with one frame. */
export const sampleMetadata = (objects: readonly SampleObject[], time?: string): string =>
  sampleDocument(sampleFrame(objects.map(sampleObject).join(""), time));

export function sampleEvent(
  topic: string,
  items: Readonly<Partial<Record<"Source" | "Key" | "Data", Readonly<Record<string, string>>>>>,
  attributes = 'UtcTime="2026-11-22T10:00:00Z" PropertyOperation="Changed"',
): string {
  const parts = Object.entries(items).map(
    ([part, values]) =>
      `<tt:${part}>${Object.entries(values)
        .map(([name, value]) => `<tt:SimpleItem Name="${name}" Value="${value}"/>`)
        .join("")}</tt:${part}>`,
  );
  return `<tt:Event><wsnt:NotificationMessage><wsnt:Topic>${topic}</wsnt:Topic><wsnt:Message><tt:Message ${attributes}>${parts.join("")}</tt:Message></wsnt:Message></wsnt:NotificationMessage></tt:Event>`;
}

/** Changes a text in one of the ways that wires and bad programs do; `random` gives numbers from 0 to 1. */
export function mutate(bytes: Uint8Array, random: () => number): Uint8Array {
  const copy = Array.from(bytes);
  const at = (): number => Math.floor(random() * copy.length);
  for (let left = 1 + Math.floor(random() * 4); left > 0; left -= 1) {
    const kind = random();
    if (kind < 0.4) copy[at()] = Math.floor(random() * 256);
    else if (kind < 0.6) copy.splice(at(), 1 + Math.floor(random() * 20));
    else if (kind < 0.8) copy.splice(at(), 0, ...copy.slice(at(), at() + 1 + Math.floor(random() * 20)));
    else
      copy.splice(at(), 0, ...Array.from({ length: 1 + Math.floor(random() * 8) }, () => Math.floor(random() * 256)));
  }
  return Uint8Array.from(copy);
}
