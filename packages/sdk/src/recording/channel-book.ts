import type { McapTypes } from "@mcap/core";
import { channelKey, formatOf, type MessageFormat } from "./message-format.ts";
import { isReading, type RecordedEntry } from "./recorded-input.ts";

interface OpenChannel {
  readonly channel: McapTypes.Channel;
  readonly format: MessageFormat;
}

/** An entry in the words of MCAP, with what has to be written before it. */
interface EncodedEntry {
  readonly channel: McapTypes.Channel;
  readonly data: Uint8Array;
  /** The channel has not been written to this file yet. */
  readonly isNew: boolean;
  /** Its schema has not been written either. */
  readonly newSchema: McapTypes.Schema | undefined;
}

/** The channels and schemas of one file, each made when its first entry comes. */
export class ChannelBook {
  readonly #channels = new Map<string, OpenChannel>();
  /** The same for readings, by device and type: a key made of both would cost more than all the rest. */
  readonly #ofReading = new Map<string, Map<string, OpenChannel>>();
  readonly #schemas = new Map<string, McapTypes.Schema>();

  channels(): readonly McapTypes.Channel[] {
    return [...this.#channels.values()].map(({ channel }) => channel);
  }

  schemas(): readonly McapTypes.Schema[] {
    return [...this.#schemas.values()];
  }

  /** Throws where the entry's data cannot be written; nothing has changed then. */
  encode(entry: RecordedEntry): EncodedEntry {
    const known = isReading(entry)
      ? this.#ofReading.get(entry.device)?.get(entry.type)
      : this.#channels.get(channelKey(entry));
    if (known !== undefined) {
      const data = known.format.encode(entry as never);
      return { channel: known.channel, data, isNew: false, newSchema: undefined };
    }
    const format = formatOf(entry);
    const data = format.encode(entry as never);
    const { schema, newSchema } = this.#schema(format);
    const { topic, messageEncoding, metadata } = format;
    const channel: McapTypes.Channel = {
      id: this.#channels.size + 1,
      schemaId: schema.id,
      topic,
      messageEncoding,
      metadata: new Map(Object.entries(metadata)),
    };
    this.#keep(entry, { channel, format });
    return { channel, data, isNew: true, newSchema };
  }

  #keep(entry: RecordedEntry, open: OpenChannel): void {
    this.#channels.set(channelKey(entry), open);
    if (!isReading(entry)) return;
    const types = this.#ofReading.get(entry.device) ?? new Map<string, OpenChannel>();
    this.#ofReading.set(entry.device, types.set(entry.type, open));
  }

  #schema({ schema }: MessageFormat): { schema: McapTypes.Schema; newSchema: McapTypes.Schema | undefined } {
    const known = this.#schemas.get(schema.name);
    if (known !== undefined) return { schema: known, newSchema: undefined };
    const added: McapTypes.Schema = { ...schema, id: this.#schemas.size + 1 };
    this.#schemas.set(schema.name, added);
    return { schema: added, newSchema: added };
  }
}
