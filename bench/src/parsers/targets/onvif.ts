import { readProbeMatches } from "../../../../packages/drivers-onvif/src/discovery/probe-matches.ts";
import {
  sampleDocument,
  sampleEvent,
  sampleFrame,
  sampleObject,
} from "../../../../packages/drivers-onvif/src/metadata/documents.fixture.ts";
import { createMetadataParser } from "../../../../packages/drivers-onvif/src/metadata/index.ts";
import { readChallenges } from "../../../../packages/drivers-onvif/src/rtsp/challenges.ts";
import { findMetadata, readSdp } from "../../../../packages/drivers-onvif/src/rtsp/sdp.ts";
import { readProfiles, readServices } from "../../../../packages/drivers-onvif/src/transport/answers/index.ts";
import {
  readNotifications,
  salvageNotifications,
} from "../../../../packages/drivers-onvif/src/transport/events/notifications.ts";
import { readSoapReply } from "../../../../packages/drivers-onvif/src/transport/soap/soap-reply.ts";
import { type Target, utf8 } from "../target.ts";
import { functionParser, target } from "./sdk.ts";

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
const whole = (texts: readonly string[]): readonly (readonly Uint8Array[])[] => texts.map((text) => [utf8(text)]);

const metadata = whole([
  sampleDocument(
    sampleFrame(sampleObject({ id: 7, type: "Human" }) + sampleObject({ id: 8, type: "Head", parent: 7 })),
  ),
  sampleDocument(
    sampleEvent("tns1:RuleEngine/LineDetector/Crossed", { Source: { Rule: "door" }, Data: { ObjectId: "7" } }),
  ),
]);

const sdps = whole([
  "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=x\r\na=control:*\r\nm=video 0 RTP/AVP 26\r\na=control:video\r\n" +
    "m=application 0 RTP/AVP 98\r\na=rtpmap:98 vnd.onvif.metadata/90000\r\na=control:metadata\r\n",
  "v=0\r\nm=application 0 RTP/AVP 107\r\na=rtpmap:107 vnd.onvif.metadata.gzip/90000\r\na=control:rtsp://h/t?x=1\r\n",
]);

const challenges = whole([
  'Digest realm="AXIS", nonce="0014fb", algorithm=MD5, qop="auth", Basic realm="AX\\"IS"',
  'Basic realm="x"',
]);

const soap = (body: string): string =>
  `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:tt="http://www.onvif.org/ver10/schema"><s:Body>${body}</s:Body></s:Envelope>`;
const notification =
  '<n:NotificationMessage xmlns:n="http://docs.oasis-open.org/wsn/b-2"><n:Topic>tns1:RuleEngine/CountAggregation/Counter</n:Topic>' +
  '<n:Message><tt:Message UtcTime="2026-11-22T14:00:01Z" PropertyOperation="Changed"><tt:Source><tt:SimpleItem Name="Rule" Value="door"/></tt:Source>' +
  '<tt:Data><tt:SimpleItem Name="Count" Value="12"/></tt:Data></tt:Message></n:Message></n:NotificationMessage>';
const answers = whole([
  soap(
    '<GetProfilesResponse><Profiles token="main"><Name>Main</Name><VideoEncoderConfiguration><Resolution><Width>1280</Width><Height>720</Height></Resolution></VideoEncoderConfiguration></Profiles></GetProfilesResponse>',
  ),
  soap(
    "<GetServicesResponse><Service><Namespace>http://www.onvif.org/ver10/media/wsdl</Namespace><XAddr>http://10.0.0.7/onvif/media</XAddr></Service></GetServicesResponse>",
  ),
  soap(
    "<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>ter:NotAuthorized</s:Value></s:Subcode></s:Code><s:Reason><s:Text>no</s:Text></s:Reason></s:Fault>",
  ),
]);
const pulled = whole([soap(`<PullMessagesResponse>${notification}</PullMessagesResponse>`)]);
const headers = {};

const probeId = "urn:uuid:0a6dc791-2be6-4991-9af1-454778a1917a";
const probeMatch = whole([
  '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing">' +
    `<s:Header><a:RelatesTo>${probeId}</a:RelatesTo></s:Header><s:Body><d:ProbeMatches><d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:1</a:Address></a:EndpointReference>` +
    "<d:Scopes>onvif://www.onvif.org/hardware/M3045 onvif://www.onvif.org/mac/00:11:22:33:44:55</d:Scopes><d:XAddrs>http://10.0.0.7/onvif/device_service</d:XAddrs></d:ProbeMatch></d:ProbeMatches></s:Body></s:Envelope>",
]);

/** It names our probe, or none: some cameras leave it out. */
function answersUs(bytes: Uint8Array): boolean {
  const named = /<(?:[^\s<>/]*:)?RelatesTo(?:\s[^<>]*)?>\s*([^<]*?)\s*</.exec(textOf(bytes))?.[1];
  return named === undefined || named === probeId || /&|<!/.test(textOf(bytes));
}

/** Documents and answers of cameras, each whole. */
export const onvifTargets: readonly Target[] = [
  target("onvif metadata documents", false, metadata, (known) => {
    const parser = createMetadataParser({ width: 1_280, height: 720 });
    return functionParser((bytes) => {
      const document = parser.parse(textOf(bytes));
      return document === undefined ? [] : [document];
    }, known);
  }),
  target("onvif session descriptions", false, sdps, (known) =>
    functionParser((bytes) => [findMetadata(readSdp(textOf(bytes)))].filter((track) => track !== undefined), known),
  ),
  target("onvif challenges", false, challenges, (known) =>
    functionParser((bytes) => readChallenges([textOf(bytes)]), known),
  ),
  target("onvif soap answers", false, answers, (known) =>
    functionParser((body) => {
      const { body: first, fault } = readSoapReply({ status: 200, headers, body });
      if (fault !== undefined) return [fault];
      return first === undefined ? [] : [readProfiles(first), readServices(first)];
    }, known),
  ),
  target("onvif pulled notifications", false, pulled, (known) =>
    functionParser((body) => {
      const { body: first, text } = readSoapReply({ status: 200, headers, body });
      return (first === undefined ? salvageNotifications(text) : readNotifications(first)).events;
    }, known),
  ),
  target("onvif probe matches", false, probeMatch, (known) => {
    let ours = true;
    const ids = new Set([probeId]);
    return functionParser(
      (bytes) => {
        ours = answersUs(bytes);
        return readProbeMatches(bytes, "10.0.0.7", ids);
      },
      known,
      { proves: () => ours },
    );
  }),
];
