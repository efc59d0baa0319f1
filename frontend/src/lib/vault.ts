/** A tiny store of records and files in the browser (IndexedDB): survives reload, closing and a lost connection. */
const NAME = "joinder";
export const STORES = ["drafts", "files", "reference"] as const;
export type StoreName = (typeof STORES)[number];

let opening: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 2);
    request.onupgradeneeded = () => {
      const missing = STORES.filter((name) => !request.result.objectStoreNames.contains(name));
      for (const name of missing) request.result.createObjectStore(name);
    };
    request.onsuccess = () => {
      // The browser may take the database away (a newer page in another tab, cleared data): open it anew then.
      request.result.onversionchange = () => request.result.close();
      request.result.onclose = () => {
        opening = null;
      };
      resolve(request.result);
    };
    request.onerror = () => {
      opening = null;
      reject(request.error);
    };
  });
  return opening;
}

async function run<T>(
  store: StoreName,
  mode: IDBTransactionMode,
  work: (s: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const db = await open();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(store, mode);
    const request = work(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

export function put(store: StoreName, key: string, value: unknown): Promise<IDBValidKey> {
  return run(store, "readwrite", (s) => s.put(value, key));
}

/** Puts a value in the place of what lies there, or takes that away, if it may: looked at and done in one step. */
export async function swap<T>(
  store: StoreName,
  key: string,
  value: T | undefined,
  may: (lying: T | undefined) => boolean,
): Promise<boolean> {
  const db = await open();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(store, "readwrite");
    const records = transaction.objectStore(store);
    const lying = records.get(key) as IDBRequest<T | undefined>;
    let done = false;
    lying.onsuccess = () => {
      done = may(lying.result);
      if (!done) return;
      try {
        if (value === undefined) records.delete(key);
        else records.put(value, key);
      } catch (error) {
        reject(error);
        transaction.abort();
      }
    };
    transaction.oncomplete = () => resolve(done);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

export function get<T>(store: StoreName, key: string): Promise<T | undefined> {
  return run<T | undefined>(store, "readonly", (s) => s.get(key) as IDBRequest<T | undefined>);
}

export function remove(store: StoreName, key: string): Promise<undefined> {
  return run(store, "readwrite", (s) => s.delete(key));
}

/** Every record whose key begins so. */
export function all<T>(store: StoreName, prefix: string): Promise<T[]> {
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
  return run<T[]>(store, "readonly", (s) => s.getAll(range) as IDBRequest<T[]>);
}

export function keys(store: StoreName): Promise<IDBValidKey[]> {
  return run(store, "readonly", (s) => s.getAllKeys());
}

/** Asks the browser not to clear what is kept here when the device runs full; it may say no. */
export async function askToStay(): Promise<void> {
  await navigator.storage?.persist?.().catch(() => false);
}

/** What the server last said of something public and unchanging, for the hours without a connection. */
export async function remembered<T>(key: string, ask: () => Promise<T>, offline: (e: unknown) => boolean) {
  try {
    const fresh = await ask();
    put("reference", key, fresh).catch(() => undefined);
    return fresh;
  } catch (error) {
    const kept = offline(error) ? await get<T>("reference", key).catch(() => undefined) : undefined;
    if (kept === undefined) throw error;
    return kept;
  }
}
