"""Fixtures for pytest: `touchstone_gateway` and `touchstone_providers`, each a server on a free port.

Every test gets a server of its own. With `touchstone_scope = session` (or module, class, package) in
pytest's configuration one server stands for as long, so that fixtures of that scope can lead a gateway to
it; `reset()` then begins a new journal. `touchstone_gateway_options` and `touchstone_providers_options`
are added to `touchstone serve` and `touchstone stub`.
"""

import pytest

from touchstone.testing import Gateway, Providers


def pytest_addoption(parser):
    parser.addini("touchstone_scope", "how long a server of touchstone stands", default="function")
    for fixture, verb in (("gateway", "serve"), ("providers", "stub")):
        parser.addini(f"touchstone_{fixture}_options", f"options for touchstone {verb}", type="args", default=[])


def scope(fixture_name, config):
    return config.getini("touchstone_scope")


@pytest.fixture(scope=scope)
def touchstone_gateway(pytestconfig):
    """A gateway that answers as the real one does, offline: for code that calls one."""
    with Gateway(*pytestconfig.getini("touchstone_gateway_options")) as gateway:
        yield gateway


@pytest.fixture(scope=scope)
def touchstone_providers(pytestconfig):
    """The providers as strict stubs with drawn pictures: for code that is a gateway."""
    with Providers(*pytestconfig.getini("touchstone_providers_options")) as providers:
        yield providers
