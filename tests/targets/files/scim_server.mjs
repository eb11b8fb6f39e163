// The npm packages scimmy and scimmy-routers with a store of their own: says on which port it listens
// and refuses short passwords. Each first step of a path is a service for itself, which shows its store
// at /store.

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

// The packages are installed beside the workspace's other builds, not beside this file.
const require = createRequire(pathToFileURL(process.argv[2] + "/"));
const load = (name) => require(name).default ?? require(name);
const express = require("express");
const SCIMMY = load("scimmy");
const SCIMMYRouters = load("scimmy-routers");

const rooms = new Map();
const room = (name) => rooms.get(name) ?? rooms.set(name, new Map()).get(name);
let next = 1;

const shown = ({ password, ...rest }) => rest;

SCIMMY.Resources.declare(SCIMMY.Resources.User)
  .ingress(async (resource, data, name) => {
    const store = room(name);
    if (data.password !== undefined && [...data.password].length < 8) {
      throw new SCIMMY.Types.Error(400, "invalidValue", "The password needs 8 characters.");
    }
    const same = [...store.values()].find(
      (user) => user.userName.toLowerCase() === data.userName?.toLowerCase() && user.id !== resource.id,
    );
    if (same) throw new SCIMMY.Types.Error(409, "uniqueness", "There is such a user already.");
    const id = resource.id ?? String(next++);
    const after = { ...store.get(id), ...JSON.parse(JSON.stringify(data)), id };
    // Never shown, so it is not among what turns into JSON.
    if (data.password !== undefined) after.password = data.password;
    store.set(id, after);
    return shown(after);
  })
  .egress(async (resource, name) => {
    const store = room(name);
    const all = [...store.values()].map(shown);
    if (resource.id === undefined) return resource.filter?.match(all) ?? all;
    if (!store.has(resource.id)) throw new SCIMMY.Types.Error(404, null, "No such user.");
    return shown(store.get(resource.id));
  });

const app = express();
app.get("/:name/store", (request, response) => response.json([...room(request.params.name).values()]));
app.use(
  "/:name/v2",
  new SCIMMYRouters({
    type: "bearer",
    handler: (request) => {
      if (request.header("Authorization") !== "Bearer gettone") throw new Error("Who are you?");
      return "varco";
    },
    context: (request) => request.originalUrl.split("/")[1],
  }),
);
const server = app.listen(0, "127.0.0.1", () => console.log(server.address().port));
