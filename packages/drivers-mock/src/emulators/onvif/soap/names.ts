/** Namespaces that a request or an answer may use. SOAP 1.2, WS-Addressing 1.0, WS-BaseNotification 1.3, ONVIF. */
export const namespaces = {
  s: "http://www.w3.org/2003/05/soap-envelope",
  wsa: "http://www.w3.org/2005/08/addressing",
  wsnt: "http://docs.oasis-open.org/wsn/b-2",
  wsrfr: "http://docs.oasis-open.org/wsrf/r-2",
  wstop: "http://docs.oasis-open.org/wsn/t-1",
  tds: "http://www.onvif.org/ver10/device/wsdl",
  trt: "http://www.onvif.org/ver10/media/wsdl",
  tev: "http://www.onvif.org/ver10/events/wsdl",
  tt: "http://www.onvif.org/ver10/schema",
  tns1: "http://www.onvif.org/ver10/topics",
  ter: "http://www.onvif.org/ver10/error",
  xs: "http://www.w3.org/2001/XMLSchema",
} as const;

/** `xmlns:…` of all of them, for the outermost element of an answer. */
export const declarations: string = Object.entries(namespaces)
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(" ");
