import { declarations } from "./names.ts";
import { escapeXml } from "./xml.ts";

/** Why a request was not carried out (SOAP 1.2 part 1, section 5.4; ONVIF Core 21.12, Error handling). */
export interface SoapFault {
  readonly code: "Sender" | "Receiver";
  /** Qualified names, each within the one before, such as `ter:NotAuthorized`. */
  readonly subcodes: readonly string[];
  readonly reason: string;
  /** XML of the detail. */
  readonly detail?: string;
}

/** What a service answers: XML of the body's only child, or a fault. */
export type SoapAnswer = string | SoapFault;

/** A fault of the caller's making. */
export function senderFault(subcodes: readonly string[], reason: string, detail?: string): SoapFault {
  return { code: "Sender", subcodes, reason, ...(detail === undefined ? {} : { detail }) };
}

/** An argument with a value that cannot be. */
export function invalidValue(reason: string): SoapFault {
  return senderFault(["ter:InvalidArgVal"], reason);
}

/** A whole SOAP 1.2 document around an answer. `header` is XML. */
export function envelope(answer: SoapAnswer, header = ""): string {
  const body = typeof answer === "string" ? answer : faultXml(answer);
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<s:Envelope ${declarations}>` +
    `${header === "" ? "" : `<s:Header>${header}</s:Header>`}<s:Body>${body}</s:Body></s:Envelope>`
  );
}

function faultXml({ code, subcodes, reason, detail }: SoapFault): string {
  const subcode = subcodes.reduceRight(
    (inner, name) => `<s:Subcode><s:Value>${name}</s:Value>${inner}</s:Subcode>`,
    "",
  );
  return (
    `<s:Fault><s:Code><s:Value>s:${code}</s:Value>${subcode}</s:Code>` +
    `<s:Reason><s:Text xml:lang="en">${escapeXml(reason)}</s:Text></s:Reason>` +
    `${detail === undefined ? "" : `<s:Detail>${detail}</s:Detail>`}</s:Fault>`
  );
}
