"""Says on which port mitmproxy listens."""

from mitmproxy import ctx


def running():
    (server,) = ctx.master.addons.get("proxyserver").servers
    print("port", server.listen_addrs[0][1], flush=True)
