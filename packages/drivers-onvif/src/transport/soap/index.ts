export { type Authenticator, createAuthenticator } from "./authenticator.ts";
export { envelopeEnd, envelopeHead, type SoapMessage } from "./envelope.ts";
export { loadOnvifMessages, type OnvifMessages } from "./onvif-messages.ts";
export { type CallOptions, createSoapClient, type SoapClient } from "./soap-client.ts";
export type { SoapReply } from "./soap-reply.ts";
export { usernameToken } from "./username-token.ts";
export { childrenOf, descend, escapeXml, readXml, type XmlElement } from "./xml-tree.ts";
