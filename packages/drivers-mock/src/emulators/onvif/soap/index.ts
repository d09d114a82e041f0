export { envelope, invalidValue, type SoapAnswer, type SoapFault, senderFault } from "./envelope.ts";
export { namespaces } from "./names.ts";
export { dateTime, parseDateTime, parseDuration } from "./times.ts";
export { at, child, escapeXml, parseXml, type XmlElement } from "./xml.ts";
