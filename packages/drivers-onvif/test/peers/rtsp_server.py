"""A camera's RTSP server made of GStreamer: a JPEG video track and a track of ONVIF metadata at /main, behind digest
authentication. Prints its port as `port N`, then serves until its standard input ends.

Needs GStreamer's RTSP server with its Python bindings (on Debian python3-gi, gir1.2-gst-rtsp-server-1.0,
gstreamer1.0-plugins-base, gstreamer1.0-plugins-good).

usage: rtsp_server.py USER PASSWORD
"""

import sys
import struct
import threading
import time
from datetime import datetime, timezone

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

FPS = 25
PAYLOAD_TYPE = 107
# Small enough that each document takes several packets.
PACKET = 400

LAUNCH = (
    "( appsrc name=pay0 is-live=true format=time do-timestamp=true caps=\"application/x-rtp, media=application, "
    "encoding-name=VND.ONVIF.METADATA, clock-rate=90000, payload=107\" "
    "videotestsrc is-live=true ! video/x-raw,format=I420,width=160,height=120,framerate=10/1 ! jpegenc ! "
    "rtpjpegpay name=pay1 pt=26 )"
)


def document(number):
    """One frame with one person whose object id counts the documents."""
    now = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<tt:MetadataStream xmlns:tt="http://www.onvif.org/ver10/schema"><tt:VideoAnalytics>'
        f'<tt:Frame UtcTime="{now}"><tt:Object ObjectId="{number}"><tt:Appearance><tt:Shape>'
        '<tt:BoundingBox left="-0.5" top="0.5" right="0.0" bottom="-0.5"/>'
        '<tt:CenterOfGravity x="-0.25" y="0.0"/></tt:Shape>'
        '<tt:Class><tt:Type Likelihood="0.9">Human</tt:Type></tt:Class>'
        "</tt:Appearance></tt:Object></tt:Frame></tt:VideoAnalytics></tt:MetadataStream>"
    ).encode()


def feed(source):
    """Pushes packets until the source takes no more."""
    number, sequence = 0, 65500
    while True:
        data = document(number)
        stamp = (number * 90000 // FPS) & 0xFFFFFFFF
        for start in range(0, len(data), PACKET):
            part = data[start : start + PACKET]
            marker = 0x80 if start + PACKET >= len(data) else 0
            header = struct.pack("!BBHII", 0x80, marker | PAYLOAD_TYPE, sequence, stamp, 0x1234)
            sequence = (sequence + 1) & 0xFFFF
            if source.emit("push-buffer", Gst.Buffer.new_wrapped(header + part)) != Gst.FlowReturn.OK:
                return
        number += 1
        time.sleep(1 / FPS)


def configure(_factory, media):
    source = media.get_element().get_by_name_recurse_up("pay0")
    threading.Thread(target=feed, args=(source,), daemon=True).start()


def main():
    user, password = sys.argv[1:3]
    Gst.init(None)
    server = GstRtspServer.RTSPServer.new()
    server.set_address("127.0.0.1")
    server.set_service("0")
    auth = GstRtspServer.RTSPAuth.new()
    auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", "viewer")
    auth.add_digest(user, password, token)
    server.set_auth(auth)
    factory = GstRtspServer.RTSPMediaFactory.new()
    factory.set_launch(LAUNCH)
    factory.set_shared(True)
    may = "viewer, media.factory.access=(boolean)true, media.factory.construct=(boolean)true"
    factory.add_role_from_structure(Gst.Structure.new_from_string(may))
    factory.connect("media-configure", configure)
    server.get_mount_points().add_factory("/main", factory)
    loop = GLib.MainLoop()
    server.attach(None)
    print(f"port {server.get_bound_port()}", flush=True)
    GLib.io_add_watch(0, GLib.PRIORITY_DEFAULT, GLib.IOCondition.HUP | GLib.IOCondition.IN, lambda *_: loop.quit())
    loop.run()


main()
