/**
 * Between the pages and the network: keeps today's pages, and holds forms that cannot be sent.
 *
 * The pages are the server's own. With a network everything passes as if no worker were there.
 */

import * as box from "./box.js";
import { localDay } from "./clock.js";
import * as held from "./held.js";

const PAGES = "stepwise-pages";
const SHELL = "stepwise-shell-";
const KEPT_AT = "Stepwise-Kept-At";
// On a page that says why a good form cannot be kept now.
const HOLD = "Stepwise-Hold";
const SLOW_MS = 6000;
const FRESH_MS = 5 * 60 * 1000;
const SEE_OTHER = 303;
const [UNAUTHORIZED, FORBIDDEN, GONE, BROKEN] = [401, 403, 404, 500];
const HASHED = /\.[0-9a-f]{12}\.\w+$/;
const NEVER = new Promise(() => {});
const after = (ms) => new Promise((done) => setTimeout(done, ms));
// Whoever signs in or out begins another era: pages that were still on their way are not kept.
let era = 0;
/** @param {string} path */
const leadTo = (path) => Response.redirect(new URL(path, self.location.origin), SEE_OTHER);

/** @param {{stamp: string, shell: string[]}} settings */
export function serve(settings) {
  const shell = SHELL + settings.stamp;
  self.addEventListener("install", (event) => event.waitUntil(install(shell, settings.shell)));
  self.addEventListener("activate", (event) => event.waitUntil(activate(shell)));
  self.addEventListener("fetch", (event) => answer(event, shell));
  self.addEventListener("sync", (event) => event.waitUntil(sendOrFail()));
  self.addEventListener("message", (event) => event.waitUntil(listen(event.data, shell)));
}

async function install(shell, files) {
  const cache = await caches.open(shell);
  await cache.addAll(files.map((file) => new Request(file, { cache: "reload" })));
  await self.skipWaiting();
}

async function activate(shell) {
  const old = (await caches.keys()).filter((name) => name.startsWith(SHELL) && name !== shell);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
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
    event.respondWith(file(request, shell));
  } else if (request.method === "POST" && request.mode === "navigate") {
    if (pathname === "/account/logout/") orPlainly(signOut(request));
    else if (pathname === "/account/login/") event.waitUntil(forgetPages());
    else if (isForm(request)) orPlainly(take(request));
  }
}

const isForm = (request) =>
  (request.headers.get("Content-Type") ?? "").startsWith("application/x-www-form-urlencoded");

// --- pages and files -----------------------------------------------------------------

/** What waits is sent first: a page must not show a day that what waits would change. */
async function visit(request) {
  if ((await box.unsent()).some((one) => one.state === "waiting")) {
    await Promise.race([sendAndTell(), after(SLOW_MS)]);
  }
  const kept = await keptPage(request.url);
  try {
    const answer = await Promise.race([fetch(request), kept ? after(SLOW_MS) : NEVER]);
    if (answer && (answer.status < BROKEN || !kept)) return answer;
  } catch {
    // No network: what is kept has to do.
  }
  return kept ? marked(kept) : (await marked(await keptPage("/phone/"))) ?? Response.error();
}

/** A kept page by its address, without what scripts alone read in it. */
function keptPage(url) {
  const wanted = new URL(url, self.location.origin);
  for (const name of ["hurts", "why", "held"]) wanted.searchParams.delete(name);
  return caches.match(wanted.href, { cacheName: PAGES, ignoreVary: true });
}

/** Says in the page that it is a kept one, and since when. */
async function marked(kept) {
  if (!kept) return undefined;
  const text = await kept.text();
  const words = text.replace("<html ", `<html data-kept="${kept.headers.get(KEPT_AT)}" `);
  return new Response(words, { status: kept.status, headers: kept.headers });
}

async function file(request, shell) {
  const cache = await caches.open(shell);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept && HASHED.test(request.url)) return kept;
  try {
    const fresh = await fetch(request);
    if (kept && fresh.ok) await cache.put(request, fresh.clone());
    return fresh;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

async function forgetPages() {
  era += 1;
  await caches.delete(PAGES);
}

/**
 * Fetches today's pages again where the day has changed since they were kept. Asked after every
 * form and for every other person at once, else no more than once in some minutes.
 */
async function keepDay(shell, person) {
  const isOwner = (await box.recall("owner")) === person;
  const isFresh = Date.now() - ((await box.recall("asked")) ?? 0) < FRESH_MS;
  if (isOwner && isFresh && (await caches.has(PAGES))) return;
  const before = era;
  const day = await held.askDay();
  if (!day?.person || era !== before) return;
  await box.remember("asked", Date.now());
  if ((await box.recall("owner")) !== day.person) await caches.delete(PAGES);
  const isKept = (await caches.has(PAGES)) && (await box.recall("stamp")) === day.stamp;
  if (isKept) return;
  await box.remember("owner", day.person);
  await box.remember("zone", day.zone);
  const isWhole = (await keepPages(day.pages, before)) && (await keepFigures(day.figures, shell));
  if (era !== before) return;
  await box.remember("on", day.on);
  await box.remember("stamp", isWhole ? day.stamp : "");
}

/** Two at a time, so that the page somebody looks at comes first. @param {string[]} pages */
async function keepPages(pages, before) {
  const cache = await caches.open(PAGES);
  if (era !== before) return caches.delete(PAGES);
  const wanted = new Set(pages.map((page) => new URL(page, self.location.origin).href));
  for (const request of await cache.keys()) {
    if (!wanted.has(request.url)) await cache.delete(request);
  }
  const left = [...pages];
  const lane = async () => {
    let isWhole = true;
    while (left.length && era === before) isWhole = (await keepPage(cache, left.shift())) && isWhole;
    return isWhole;
  };
  return (await Promise.all([lane(), lane()])).every(Boolean);
}

async function keepPage(cache, page) {
  try {
    const fresh = await fetch(page, { headers: { "Stepwise-Phone": "keeping" } });
    if (fresh.status === GONE || fresh.redirected) return true;
    if (!fresh.ok) return false;
    const headers = new Headers(fresh.headers);
    headers.set(KEPT_AT, String(Date.now()));
    await cache.put(page, new Response(await fresh.blob(), { status: fresh.status, headers }));
    return true;
  } catch {
    return false;
  }
}

async function keepFigures(figures, shell) {
  const cache = await caches.open(shell);
  const missing = [];
  for (const figure of figures) if (!(await cache.match(figure))) missing.push(figure);
  return cache.addAll(missing).then(() => true, () => false);
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
    if (await keptPage(page)) return page;
  }
  return "/phone/?why=start";
}

/** Without a network nobody is signed out, so nothing is deleted and the phone says so. */
async function signOut(request) {
  const answer = await fetch(request).catch(() => null);
  if (answer === null) return leadTo("/phone/?why=signout");
  if (answer.type !== "opaqueredirect") return answer;
  await forgetPages();
  await box.clear();
  await tell();
  return answer;
}

// --- sending -------------------------------------------------------------------------

async function listen(message, shell) {
  await sendAndTell();
  if (message.reason === "opened") await keepDay(shell, message.person);
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
