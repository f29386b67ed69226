/** What the phone keeps of somebody's day: today's pages, and the files they need. */

import * as box from "./box.js";
import { askDay } from "./held.js";

const PAGES = "stepwise-pages";
const SHELL = "stepwise-shell-";
const KEPT_AT = "Stepwise-Kept-At";
const SLOW_MS = 6000;
const FRESH_MS = 5 * 60 * 1000;
const [GONE, BROKEN] = [404, 500];
const HASHED = /\.[0-9a-f]{12}\.\w+$/;
const NEVER = new Promise(() => {});
const after = (ms) => new Promise((done) => setTimeout(done, ms));
// Whoever signs in or out begins another era: pages that were still on their way are not kept.
let era = 0;

/** @param {string} stamp */
export const nameOfShell = (stamp) => SHELL + stamp;

/** @param {string} shell @param {string[]} files */
export async function keepShell(shell, files) {
  const cache = await caches.open(shell);
  // A name that changes with the content cannot be old: what the page just fetched will do.
  const request = (file) => new Request(file, { cache: HASHED.test(file) ? "default" : "reload" });
  await cache.addAll(files.map(request));
}

/** @param {string} shell The one that stays. */
export async function dropOldShells(shell) {
  const old = (await caches.keys()).filter((name) => name.startsWith(SHELL) && name !== shell);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** The server's page; where it does not come in time, the kept one. @param {Request} request */
export async function visit(request) {
  const page = await kept(request.url);
  try {
    const answer = await Promise.race([fetch(request), page ? after(SLOW_MS) : NEVER]);
    if (answer && (answer.status < BROKEN || !page)) return answer;
  } catch {
    // No network: what is kept has to do.
  }
  return page ? marked(page) : (await marked(await kept("/phone/"))) ?? Response.error();
}

/** A kept page by its address, without what scripts alone read in it. */
export function kept(url) {
  const wanted = new URL(url, self.location.origin);
  for (const name of ["hurts", "why", "held"]) wanted.searchParams.delete(name);
  return caches.match(wanted.href, { cacheName: PAGES, ignoreVary: true });
}

/** Says in the page that it is a kept one, and since when. */
async function marked(page) {
  if (!page) return undefined;
  const text = await page.text();
  const words = text.replace("<html ", `<html data-kept="${page.headers.get(KEPT_AT)}" `);
  return new Response(words, { status: page.status, headers: page.headers });
}

/** A file by its content comes from the phone, any other only where the network fails. */
export async function file(request, shell) {
  const cache = await caches.open(shell);
  const here = await cache.match(request, { ignoreVary: true });
  if (here && HASHED.test(request.url)) return here;
  try {
    const fresh = await fetch(request);
    if (here && fresh.ok) await cache.put(request, fresh.clone());
    return fresh;
  } catch (error) {
    if (here) return here;
    throw error;
  }
}

export async function forget() {
  era += 1;
  await caches.delete(PAGES);
}

/**
 * Fetches today's pages again where the day has changed since they were kept. Asked after every
 * form and for every other person at once, else no more than once in some minutes.
 */
export async function keepDay(shell, person) {
  const isOwner = (await box.recall("owner")) === person;
  const isFresh = Date.now() - ((await box.recall("asked")) ?? 0) < FRESH_MS;
  if (isOwner && isFresh && (await caches.has(PAGES))) return;
  const before = era;
  const day = await askDay();
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
