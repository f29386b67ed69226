/**
 * Between the pages and the network: holds forms that cannot be sent, and sends them later.
 *
 * The pages are the server's own. With a network everything passes as if no worker were there.
 */

import * as box from "./box.js";
import { localDay } from "./clock.js";
import * as held from "./held.js";
import * as pages from "./pages.js";
import { listen as listenForReminders } from "../reminders/notices.js";

// On a page that says why a good form cannot be kept now.
const HOLD = "Stepwise-Hold";
const SLOW_MS = 6000;
const SEE_OTHER = 303;
const [UNAUTHORIZED, FORBIDDEN] = [401, 403];
const after = (ms) => new Promise((done) => setTimeout(done, ms));
/** @param {string} path */
const leadTo = (path) => Response.redirect(new URL(path, self.location.origin), SEE_OTHER);

/** @param {{stamp: string, shell: string[]}} settings */
export function serve(settings) {
  const shell = pages.nameOfShell(settings.stamp);
  const install = () => pages.keepShell(shell, settings.shell).then(() => self.skipWaiting());
  const activate = () => pages.dropOldShells(shell).then(() => self.clients.claim());
  self.addEventListener("install", (event) => event.waitUntil(install()));
  self.addEventListener("activate", (event) => event.waitUntil(activate()));
  self.addEventListener("fetch", (event) => answer(event, shell));
  self.addEventListener("sync", (event) => event.waitUntil(sendOrFail()));
  self.addEventListener("message", (event) => event.waitUntil(listen(event.data, shell)));
  listenForReminders(self);
}

/** @param {FetchEvent} event @param {string} shell */
function answer(event, shell) {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  // Where the phone's own store fails, the network alone has to do.
  const orPlainly = (answer) => event.respondWith(answer.catch(() => fetch(request)));
  if (request.method === "GET" && request.mode === "navigate") orPlainly(visit(request));
  else if (request.method === "GET" && pathname.startsWith("/static/")) {
    event.respondWith(pages.file(request, shell));
  } else if (request.method === "POST" && request.mode === "navigate") {
    if (pathname === "/account/logout/") orPlainly(signOut(request));
    else if (pathname === "/account/login/") event.waitUntil(pages.forget());
    else if (isForm(request)) orPlainly(take(request));
  }
}

const isForm = (request) =>
  (request.headers.get("Content-Type") ?? "").startsWith("application/x-www-form-urlencoded");

/** What waits is sent first: a page must not show a day that what waits would change. */
async function visit(request) {
  if ((await box.unsent()).some((one) => one.state === "waiting")) {
    await Promise.race([sendAndTell(), after(SLOW_MS)]);
  }
  return pages.visit(request);
}

// --- forms ---------------------------------------------------------------------------

async function take(request) {
  await box.remember("asked", 0);
  const copy = request.clone();
  const fields = [...new URLSearchParams(await copy.text())];
  const kind = held.valueOf(fields, held.FOR_WORKER);
  if (!kind) return fetch(request);
  const url = new URL(request.url);
  const mayPass = await Promise.race([sendFirst(fields), after(SLOW_MS).then(() => false)]);
  const answer = mayPass ? await pass(url.pathname, fields) : null;
  if (answer?.headers.has(HOLD)) await keepForLater(url.pathname, fields);
  if (answer?.type === "opaqueredirect") await dropEarlier(fields);
  if (answer) return answer;
  return kind === "start" ? startHere(fields) : holdHere(url.pathname, fields);
}

/** What waits goes before what comes now, so that a session arrives in its order. */
async function sendFirst(fields) {
  const person = held.valueOf(fields, "person");
  const before = await box.unsent();
  if (!before.some((one) => one.state === "waiting" && one.person === person)) return true;
  await sendAndTell();
  const left = await box.unsent();
  return !left.some((one) => one.state === "waiting" && one.person === person);
}

/** The server's answer, or null where the form has to wait here. */
async function pass(url, fields) {
  const answer = await held.post(url, fields, held.valueOf(fields, "csrfmiddlewaretoken"), "passing");
  if (answer === null || answer.status === UNAUTHORIZED) return null;
  if (answer.status !== FORBIDDEN) return answer;
  const day = await held.askDay();
  if (!day?.person || day.person !== held.valueOf(fields, "person")) return null;
  return held.post(url, fields, day.csrf, "passing");
}

async function holdHere(path, fields) {
  if (isBack(fields) || lacksAnswers(fields)) return leadTo(backTo(fields, path));
  const form = await keepForLater(path, fields);
  return leadTo(onward(form, fields));
}

async function keepForLater(path, fields) {
  const zone = (await box.recall("zone")) ?? "UTC";
  const form = held.heldOf(path, fields, localDay(zone));
  await held.hold(form);
  await dropEarlier(fields, form.group);
  await self.registration.sync?.register("outbox").catch(() => {});
  await tell();
  return form;
}

function lacksAnswers(fields) {
  const needs = held.valueOf(fields, "outbox-needs").split(" ").filter(Boolean);
  const said = new Set(fields.map(([name]) => name));
  return !said.has("discard") && needs.some((name) => !said.has(name));
}

/** What was filled in again takes the place of what could not be sent. */
async function dropEarlier(fields, group) {
  const place = Number(held.valueOf(fields, "outbox-again"));
  const earlier = place && (await box.all()).find((one) => one.place === place);
  if (earlier && earlier.group !== group) await box.drop(place);
}

const isBack = (fields) => fields.some(([name]) => name === "back");
const backTo = (fields, path) => held.valueOf(fields, "outbox-here") || path;

/** Where a form leads on the phone; pain at its limit ends a session there, too. */
function onward(form, fields) {
  const to = (name) => held.valueOf(fields, name);
  if (form.kind !== "exercise") return "/phone/";
  const pain = to("pain");
  const isTooMuch = pain !== "" && Number(pain) >= Number(to("outbox-stop"));
  return isTooMuch ? to("outbox-at-stop") : to("outbox-onward");
}

/** Today's kept session, where today's list is known and nothing that waits could change it. */
async function startHere(fields) {
  const unsent = await box.unsent();
  const today = localDay((await box.recall("zone")) ?? "UTC");
  const isDone = unsent.some((one) => one.kind === "finish" && one.on === today);
  if (isDone) return leadTo("/phone/?why=done");
  const isKnown = (await box.recall("on")) === today;
  if (!isKnown || unsent.some((one) => one.kind === "check-in")) {
    return leadTo("/phone/?why=start");
  }
  const which = fields.some(([name]) => name === "short") ? "short" : "full";
  return leadTo(await firstPage(which));
}

async function firstPage(which) {
  for (const page of [`/session/1/?ahead=${which}`, "/session/1/"]) {
    if (await pages.kept(page)) return page;
  }
  return "/phone/?why=start";
}

/** Without a network nobody is signed out, so nothing is deleted and the phone says so. */
async function signOut(request) {
  const answer = await fetch(request).catch(() => null);
  if (answer === null) return leadTo("/phone/?why=signout");
  if (answer.type !== "opaqueredirect") return answer;
  await pages.forget();
  await box.clear();
  await tell();
  return answer;
}

// --- sending -------------------------------------------------------------------------

async function listen(message, shell) {
  await sendAndTell();
  if (message.reason === "opened") await pages.keepDay(shell, message.person);
}

async function sendAndTell() {
  const done = await held.sendAll();
  await tell();
  return done;
}

/** The browser tries again later when this fails. */
async function sendOrFail() {
  const { left } = await sendAndTell();
  if (left) throw new Error("Something still waits.");
}

async function tell() {
  for (const page of await self.clients.matchAll()) page.postMessage("changed");
}
