import { type Clock, idleFrames, lines } from "@aisle/sdk";
import { map, type OperatorFunction, pipe } from "rxjs";
import { each } from "../line/index.ts";
import type { ScannerSettings } from "./settings.ts";

/** What a scanner says. */
export type ScannerMessage =
  | { readonly type: "code"; readonly symbology: string; readonly data: string }
  /** The answer to the probe. */
  | { readonly type: "answer" }
  | { readonly type: "noise"; readonly why: string };

/** What is unfinished for so long is noise (ms); a code of 4096 characters at 9600 Bd takes four seconds, without a gap. */
const stale = 2_000;
/** An AIM symbology identifier: `]`, a code letter, a modifier (ISO/IEC 15424, clause 4). */
const aimId = /^\][A-Za-z][0-9A-Za-z]/;
/** Noise: control characters but TAB, LF, CR and those of ISO 15434 (EOT, FS, GS, RS), and U+FFFD of malformed bytes. */
const broken = /[\u0000-\u0003\u0005-\u0008\u000b\u000c\u000e-\u001b\u001f\u007f\ufffd]/;

/**
 * The codes in a scanner's bytes. Prefix, suffix and AIM id are taken off; group separators inside (0x1D, of GS1) stay.
 * Without an AIM id the symbology is `]X0`. `dropped` hears of what never became a message, and why.
 */
export function scannerCodes(
  settings: ScannerSettings,
  clock: Clock,
  dropped: (why: string) => void = () => undefined,
): OperatorFunction<Uint8Array, ScannerMessage> {
  return pipe(
    texts(settings, clock, () => dropped("a code is longer than `longest`, or breaks off")),
    each((text) => toMessages(text, settings)),
  );
}

/** The texts that may be codes. */
function texts(
  { suffix, idleGap, longest, charset }: ScannerSettings,
  clock: Clock,
  onDropped: () => void,
): OperatorFunction<Uint8Array, string> {
  if (idleGap === undefined) {
    // The whole of an ISO 15434 code may hold CR and LF: whoever reads such codes sets a suffix.
    const ends = suffix === undefined ? ["\r\n", "\r", "\n"] : [suffix];
    return lines({ ends, longest, idleGap: stale, clock, encoding: charset, onDropped });
  }
  return pipe(
    idleFrames({ gap: idleGap, clock, longest: longest * 4, onDropped }),
    map((frame) => new TextDecoder(charset, { ignoreBOM: true }).decode(frame)),
    // One without its suffix broke off.
    each((text) =>
      suffix === undefined ? [text] : text.endsWith(suffix) ? [text.slice(0, -suffix.length)] : [`${text}\ufffd`],
    ),
  );
}

function toMessages(text: string, { prefix, aim, longest, probe }: ScannerSettings): readonly ScannerMessage[] {
  if (text === "") return [];
  if (probe !== undefined && text.startsWith(probe.answer)) return [{ type: "answer" }];
  if (text.length > longest) return [{ type: "noise", why: "a code is longer than `longest`" }];
  if (broken.test(text))
    return [{ type: "noise", why: "a code holds control characters or bytes that are not in `charset`" }];
  if (!text.startsWith(prefix)) return [{ type: "noise", why: "a code comes without the `prefix`" }];
  const code = text.slice(prefix.length);
  const hasId = aim !== "off" && aimId.test(code);
  if (aim === "on" && !hasId) return [{ type: "noise", why: "a code comes without an AIM id" }];
  const data = hasId ? code.slice(3) : code;
  if (data === "") return [{ type: "noise", why: "a code is empty" }];
  return [{ type: "code", symbology: hasId ? code.slice(0, 3) : "]X0", data }];
}
