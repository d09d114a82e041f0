import type { HttpReply } from "../http/index.ts";
import { descend, readXml, type XmlElement } from "./xml-tree.ts";

/** What a SOAP fault says (SOAP 1.2 part 1, section 5.4; 1.1 is read too). */
export interface SoapFault {
  /** Code and subcodes without prefixes, as in `Sender`, `NotAuthorized`. */
  readonly codes: readonly string[];
  readonly reason: string;
}

/** One answer: a body, a fault, or something that is no SOAP. */
export interface SoapReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** First element in the body, where it is no fault. */
  readonly body?: XmlElement;
  readonly fault?: SoapFault;
  /** The whole text, for whoever can save something of what is not well-formed. */
  readonly text: string;
  /** Whether it says that it wants a user it knows. */
  readonly refused: boolean;
}

/** Reads an answer. Never throws. */
export function readSoapReply({ status, headers, body }: HttpReply): SoapReply {
  const text = new TextDecoder().decode(body);
  const envelope = readXml(text);
  const first = envelope?.name === "Envelope" ? descend(envelope, "Body")?.children[0] : undefined;
  const fault = first?.name === "Fault" ? readFault(first) : undefined;
  return {
    status,
    headers,
    text,
    ...(fault !== undefined && { fault }),
    ...(first !== undefined && fault === undefined && { body: first }),
    refused: status === 401 || status === 403 || (fault !== undefined && isAboutUser(fault)),
  };
}

function readFault(fault: XmlElement): SoapFault {
  const codes: string[] = [];
  let code = descend(fault, "Code");
  while (code !== undefined && codes.length < 5) {
    codes.push(withoutPrefix(descend(code, "Value")?.text ?? ""));
    code = descend(code, "Subcode");
  }
  const old = descend(fault, "faultcode");
  if (old !== undefined) codes.push(withoutPrefix(old.text));
  const reason = descend(fault, "Reason", "Text")?.text ?? descend(fault, "faultstring")?.text ?? "";
  return { codes, reason };
}

const withoutPrefix = (name: string): string => name.slice(name.indexOf(":") + 1).slice(0, 100);

/**
 * ONVIF Core section 5.9 names `ter:NotAuthorized`, WS-Security 1.0 section 12 the others; some cameras say it in the
 * reason only.
 */
function isAboutUser({ codes, reason }: SoapFault): boolean {
  const named = /^(?:NotAuthorized|FailedAuthentication|InvalidSecurity|InvalidSecurityToken|FailedCheck)$/i;
  return (
    codes.some((code) => named.test(code)) ||
    /\b(?:not ?authori[sz]ed|unauthori[sz]ed|authority failure)\b/i.test(reason)
  );
}
