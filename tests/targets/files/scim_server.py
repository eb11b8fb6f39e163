"""The PyPI package scim2-server behind a small door of its own: it says on which port it listens and
refuses short passwords. Each first step of a path is a service for itself, which shows its store at
/store, what it was asked at /requests, and what each change has left behind at /history."""

import json
from socketserver import ThreadingMixIn
from threading import Lock
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from scim2_models import InvalidValueException, ResourceType, Schema, ScimProvider
from scim2_server.memory import InMemoryStorage
from scim2_server.service import ScimService
from scim2_server.testserver.application import BearerTokenApplication
from scim2_server.utils import (
    load_default_resource_types,
    load_default_schemas,
    load_default_service_provider_config,
)

EXTENSION = "urn:ietf:params:scim:schemas:extension:varco:2.0:User"

extension = Schema.model_validate(
    {
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
        "id": EXTENSION,
        "name": "Varco",
        "description": "What Varco keeps",
        "attributes": [
            {
                "name": "passwordVersion",
                "type": "integer",
                "multiValued": False,
                "description": "Version of the last order",
                "required": False,
                "mutability": "readWrite",
                "returned": "default",
                "uniqueness": "none",
            }
        ],
    }
)


class Storage(InMemoryStorage):
    def __init__(self):
        super().__init__()
        self.history = []

    def _check(self, resource):
        password = getattr(resource, "password", None)
        if password is not None and len(password) < 8:
            raise InvalidValueException(detail="The password needs 8 characters.")

    def create(self, resource_type, resource):
        self._check(resource)
        return self._note(super().create(resource_type, resource))

    def update(self, resource_type, resource, **rest):
        self._check(resource)
        return self._note(super().update(resource_type, resource, **rest))

    def _note(self, after):
        self.history.append(after.model_dump())
        return after


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


resource_types = []
for resource_type in load_default_resource_types().values():
    data = resource_type.model_dump()
    if data["id"] == "User":
        data["schemaExtensions"].append({"schema": EXTENSION, "required": False})
    resource_types.append(ResourceType.model_validate(data))

provider = ScimProvider.from_discovery(
    [*load_default_schemas().values(), extension],
    resource_types,
    config=load_default_service_provider_config(),
)
service = ScimService(provider, secret="s")
lock = Lock()
rooms = {}


class Room:
    def __init__(self):
        self.storage = Storage()
        self.requests = []
        self.application = BearerTokenApplication(
            self.storage, provider, service=service, bearer_tokens=["gettone"]
        )


def door(environ, start):
    _, name, rest = environ["PATH_INFO"].split("/", 2)
    with lock:
        room = rooms.setdefault(name, Room())
    if rest in ("store", "requests", "history"):
        start("200 OK", [("Content-Type", "application/json")])
        users = [user.model_dump() for user in room.storage.resources]
        history = room.storage.history
        shown = {"store": users, "requests": room.requests, "history": history}[rest]
        return [json.dumps(shown, default=str).encode()]
    room.requests.append(
        {
            "method": environ["REQUEST_METHOD"],
            "path": rest,
            "key": environ.get("HTTP_IDEMPOTENCY_KEY"),
            "match": environ.get("HTTP_IF_MATCH"),
        }
    )
    environ["SCRIPT_NAME"], environ["PATH_INFO"] = "/" + name, "/" + rest
    return room.application(environ, start)


with make_server("127.0.0.1", 0, door, server_class=Server, handler_class=Quiet) as server:
    print(server.server_port, flush=True)
    server.serve_forever()
