/** One message of a stream of server-sent events. */
export interface ServerMessage {
  readonly data: string;
  /** The last id the server gave, also by an earlier message. */
  readonly id: string | undefined;
}

/** A message longer than this many characters is thrown away: no server of ours sends one. */
const longest = 32_000_000;

/**
 * Cuts a stream of server-sent events into messages (WHATWG HTML, section 9.2.6), as pieces of text come. Only `data`
 * and `id` matter here; comments, such as heartbeats, give nothing.
 */
export function serverEvents(): (text: string) => readonly ServerMessage[] {
  let rest = "";
  let data: string[] = [];
  let length = 0;
  let id: string | undefined;
  return (text) => {
    // The first message of a long day comes in hundreds of pieces: they are joined, not cut anew each time.
    if (!/[\r\n]/.test(text) && !rest.endsWith("\r")) {
      rest += text;
      return [];
    }
    const messages: ServerMessage[] = [];
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") {
        if (data.length > 0 && length <= longest) messages.push({ data: data.join("\n"), id });
        data = [];
        length = 0;
        continue;
      }
      const colon = line.indexOf(":");
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
      if (field === "data") {
        length += value.length;
        if (length <= longest) data.push(value);
        else data = [""];
      } else if (field === "id" && !value.includes("\0")) id = value;
    }
    return messages;
  };
}
