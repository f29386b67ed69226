/**
 * What waits on this phone, in IndexedDB, read and written by pages and worker alike.
 *
 * @typedef {object} Held One form that was filled in, in the order of filling in.
 * @property {number} [place]
 * @property {"check-in" | "exercise" | "finish" | string} kind
 * @property {string} url Where it is sent.
 * @property {string} page Where it was filled in.
 * @property {[string, string][]} fields What was filled in, without the token of the page.
 * @property {string} person Whose it is.
 * @property {string} group Forms of one group are one entry of the log.
 * @property {string} on The day it is about.
 * @property {number} at When it was filled in.
 * @property {"waiting" | "refused" | "sent"} state
 * @property {number} [status] What the server answered when it refused.
 */

const NAME = "stepwise";
const HELD = "held";
const FACTS = "facts";

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((done, failed) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(HELD, { keyPath: "place", autoIncrement: true });
      request.result.createObjectStore(FACTS);
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

/**
 * Runs `act` in one transaction; resolves once it is written down for good.
 * @template T
 * @param {string} store
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} act
 * @returns {Promise<T>}
 */
async function within(store, mode, act) {
  const database = await open();
  try {
    return await new Promise((done, failed) => {
      const transaction = database.transaction(store, mode, { durability: "strict" });
      const request = act(transaction.objectStore(store));
      transaction.oncomplete = () => done(request.result);
      transaction.onabort = transaction.onerror = () => failed(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** @returns {Promise<Held[]>} In the order in which they were filled in. */
export const all = () => within(HELD, "readonly", (store) => store.getAll());

/** @param {Held} held */
export const put = (held) => within(HELD, "readwrite", (store) => store.put(held));

/**
 * Only where it still is as it was: what was deleted meanwhile must not come back, and what was
 * filled in anew must not be taken for what was sent.
 * @param {Held} held
 * @param {Partial<Held>} facts
 */
export const change = (held, facts) =>
  within(HELD, "readwrite", (store) => {
    const found = store.get(held.place);
    found.onsuccess = () => {
      if (found.result?.at === held.at) store.put({ ...found.result, ...facts });
    };
    return found;
  });

/** @param {number} place */
export const drop = (place) => within(HELD, "readwrite", (store) => store.delete(place));

/** @param {string} name */
export const recall = (name) => within(FACTS, "readonly", (store) => store.get(name));

/** @param {string} name @param {unknown} value */
export const remember = (name, value) =>
  within(FACTS, "readwrite", (store) => store.put(value, name));

/** Forgets everything: what waits, whose it is, and what is kept. */
export async function clear() {
  await within(HELD, "readwrite", (store) => store.clear());
  await within(FACTS, "readwrite", (store) => store.clear());
}

/** What is not in the log yet. @returns {Promise<Held[]>} */
export const unsent = async () => (await all()).filter((held) => held.state !== "sent");
