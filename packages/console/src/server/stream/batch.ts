/** One message of a stream as bytes: server-sent events, one JSON array a message. `id` only where a client may resume. */
export function batchBytes(items: readonly string[], id?: string): Buffer {
  const head = id === undefined ? "" : `id: ${id}\n`;
  return Buffer.from(`${head}data: [${items.join(",")}]\n\n`);
}

/** What a client that comes back says it has got: `instance` is of one console in one process. */
export function readEventId(text: string | undefined, instance: string): number | undefined {
  const match = /^([0-9a-f]{1,32})-(\d{1,15})$/.exec(text ?? "");
  return match?.[1] === instance ? Number(match[2]) : undefined;
}

/** The other direction of `readEventId`. */
export function eventId(instance: string, next: number): string {
  return `${instance}-${next}`;
}
