/** A text of which each character is one byte, up to U+00FF: how settings and manuals write what goes over a line. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
}

/** Whether each character of a text is one byte. */
export function isBytes(text: string): boolean {
  return /^[\u0000-\u00ff]*$/.test(text);
}
