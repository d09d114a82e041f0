/** A request that is ready but for the proof of who asks. */
export interface SoapMessage {
  /** Name of the operation, as in `GetProfiles`. */
  readonly what: string;
  /** Its action URI. */
  readonly action: string;
  /** The whole envelope; `security` is a header element, or empty. */
  readonly envelope: (security: string) => string;
}

/** The beginning of an envelope up to where the content of its body starts. */
export function envelopeHead(headers: string): string {
  return (
    '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing">' +
    `<s:Header>${headers}</s:Header><s:Body>`
  );
}

/** The rest of it. */
export const envelopeEnd = "</s:Body></s:Envelope>";
