import { mostSubscriptions } from "../events/index.ts";
import { at, escapeXml, namespaces } from "../soap/index.ts";
import { scopesOf } from "./scopes.ts";
import { type CameraFacts, type Service, type ServiceCall, servicePaths } from "./service.ts";

const flags = (names: readonly string[], value = false): string =>
  names.map((name) => `<tt:${name}>${value}</tt:${name}>`).join("");

const deviceCapabilities =
  `<tds:Capabilities><tds:Network IPFilter="false" ZeroConfiguration="false" IPVersion6="false" DynDNS="false"/>` +
  `<tds:Security UsernameToken="true" HttpDigest="true" TLS1.2="false"/>` +
  `<tds:System DiscoveryResolve="false" DiscoveryBye="false" RemoteDiscovery="false" SystemLogging="false"/>` +
  `</tds:Capabilities>`;
/** Capabilities of the media service. */
export const mediaCapabilities = (profiles: number): string =>
  `<trt:Capabilities SnapshotUri="true" Rotation="false"><trt:ProfileCapabilities MaximumNumberOfProfiles="${profiles}"/>` +
  `<trt:StreamingCapabilities RTPMulticast="false" RTP_TCP="false" RTP_RTSP_TCP="true"/></trt:Capabilities>`;
/** Capabilities of the event service. */
export const eventCapabilities =
  `<tev:Capabilities WSSubscriptionPolicySupport="false" WSPullPointSupport="true" ` +
  `WSPausableSubscriptionManagerInterfaceSupport="false" MaxPullPoints="${mostSubscriptions}" ` +
  `PersistentNotificationStorage="false"/>`;

/** The device service (ONVIF Core 21.12, chapter 8). `cameraTime` is the time that the camera believes in. */
export function createDeviceService(facts: CameraFacts, cameraTime: () => number): Service {
  return {
    GetSystemDateAndTime: () => systemTime(cameraTime()),
    GetDeviceInformation: () =>
      `<tds:GetDeviceInformationResponse><tds:Manufacturer>Aisle</tds:Manufacturer><tds:Model>Emulated camera</tds:Model>` +
      `<tds:FirmwareVersion>1.0</tds:FirmwareVersion><tds:SerialNumber>${escapeXml(facts.id)}</tds:SerialNumber>` +
      `<tds:HardwareId>emulated</tds:HardwareId></tds:GetDeviceInformationResponse>`,
    GetCapabilities: (call) =>
      `<tds:GetCapabilitiesResponse>${capabilities(call, facts)}</tds:GetCapabilitiesResponse>`,
    GetServices: (call) => services(call, facts),
    GetServiceCapabilities: () =>
      `<tds:GetServiceCapabilitiesResponse>${deviceCapabilities}</tds:GetServiceCapabilitiesResponse>`,
    GetScopes: () =>
      `<tds:GetScopesResponse>${scopesOf(facts)
        .map(
          (scope) =>
            `<tds:Scopes><tt:ScopeDef>Fixed</tt:ScopeDef><tt:ScopeItem>${escapeXml(scope)}</tt:ScopeItem></tds:Scopes>`,
        )
        .join("")}</tds:GetScopesResponse>`,
    GetHostname: () =>
      `<tds:GetHostnameResponse><tds:HostnameInformation><tt:FromDHCP>false</tt:FromDHCP>` +
      `<tt:Name>${escapeXml(facts.name)}</tt:Name></tds:HostnameInformation></tds:GetHostnameResponse>`,
    GetNetworkInterfaces: ({ host }) =>
      `<tds:GetNetworkInterfacesResponse><tds:NetworkInterfaces token="eth0"><tt:Enabled>true</tt:Enabled>` +
      `<tt:Info><tt:Name>eth0</tt:Name><tt:HwAddress>02:00:00:00:00:01</tt:HwAddress><tt:MTU>1500</tt:MTU></tt:Info>` +
      `<tt:IPv4><tt:Enabled>true</tt:Enabled><tt:Config><tt:Manual><tt:Address>${ipv4(host)}</tt:Address>` +
      `<tt:PrefixLength>8</tt:PrefixLength></tt:Manual><tt:DHCP>false</tt:DHCP></tt:Config></tt:IPv4>` +
      `</tds:NetworkInterfaces></tds:GetNetworkInterfacesResponse>`,
  };
}

const ipv4 = (host: string): string => (/^\d{1,3}(\.\d{1,3}){3}$/.test(host) ? host : "127.0.0.1");

function systemTime(ms: number): string {
  const now = new Date(ms);
  const clock =
    `<tt:Time><tt:Hour>${now.getUTCHours()}</tt:Hour><tt:Minute>${now.getUTCMinutes()}</tt:Minute>` +
    `<tt:Second>${now.getUTCSeconds()}</tt:Second></tt:Time><tt:Date><tt:Year>${now.getUTCFullYear()}</tt:Year>` +
    `<tt:Month>${now.getUTCMonth() + 1}</tt:Month><tt:Day>${now.getUTCDate()}</tt:Day></tt:Date>`;
  return (
    `<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>Manual</tt:DateTimeType>` +
    `<tt:DaylightSavings>false</tt:DaylightSavings><tt:TimeZone><tt:TZ>UTC0</tt:TZ></tt:TimeZone>` +
    `<tt:UTCDateTime>${clock}</tt:UTCDateTime><tt:LocalDateTime>${clock}</tt:LocalDateTime>` +
    `</tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>`
  );
}

function capabilities({ base }: ServiceCall, { profiles }: CameraFacts): string {
  return (
    `<tds:Capabilities><tt:Device><tt:XAddr>${base}${servicePaths.device}</tt:XAddr>` +
    `<tt:Network>${flags(["IPFilter", "ZeroConfiguration", "IPVersion6", "DynDNS"])}</tt:Network>` +
    `<tt:System>${flags(["DiscoveryResolve", "DiscoveryBye", "RemoteDiscovery"])}` +
    flags(["SystemBackup", "SystemLogging", "FirmwareUpgrade"]) +
    `<tt:SupportedVersions><tt:Major>21</tt:Major><tt:Minor>12</tt:Minor></tt:SupportedVersions></tt:System></tt:Device>` +
    `<tt:Events><tt:XAddr>${base}${servicePaths.events}</tt:XAddr>${flags(["WSSubscriptionPolicySupport"])}` +
    `${flags(["WSPullPointSupport"], true)}${flags(["WSPausableSubscriptionManagerInterfaceSupport"])}</tt:Events>` +
    `<tt:Media><tt:XAddr>${base}${servicePaths.media}</tt:XAddr><tt:StreamingCapabilities>` +
    `${flags(["RTPMulticast", "RTP_TCP"])}${flags(["RTP_RTSP_TCP"], true)}</tt:StreamingCapabilities><tt:Extension>` +
    `<tt:ProfileCapabilities><tt:MaximumNumberOfProfiles>${profiles.length}</tt:MaximumNumberOfProfiles>` +
    `</tt:ProfileCapabilities></tt:Extension></tt:Media></tds:Capabilities>`
  );
}

function services({ base, request }: ServiceCall, facts: CameraFacts): string {
  const including = /^(true|1)$/.test(at(request, "IncludeCapability")?.text ?? "");
  const service = (uri: string, path: string, inner: string): string =>
    `<tds:Service><tds:Namespace>${uri}</tds:Namespace><tds:XAddr>${base}${path}</tds:XAddr>` +
    (including ? `<tds:Capabilities>${inner}</tds:Capabilities>` : "") +
    `<tds:Version><tt:Major>21</tt:Major><tt:Minor>12</tt:Minor></tds:Version></tds:Service>`;
  return (
    `<tds:GetServicesResponse>${service(namespaces.tds, servicePaths.device, deviceCapabilities)}` +
    service(namespaces.trt, servicePaths.media, mediaCapabilities(facts.profiles.length)) +
    `${service(namespaces.tev, servicePaths.events, eventCapabilities)}</tds:GetServicesResponse>`
  );
}
