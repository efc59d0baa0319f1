/** A tiny store of records and files in the browser (IndexedDB): survives reload, closing and a lost connection. */
const NAME = "joinder";
const STORES = ["drafts", "files"] as const;
export type StoreName = (typeof STORES)[number];

let opening: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      for (const name of STORES) request.result.createObjectStore(name);
    };
    request.onsuccess = () => resolve(request.result);
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

export function get<T>(store: StoreName, key: string): Promise<T | undefined> {
  return run<T | undefined>(store, "readonly", (s) => s.get(key) as IDBRequest<T | undefined>);
}

export function remove(store: StoreName, key: string): Promise<undefined> {
  return run(store, "readwrite", (s) => s.delete(key));
}

export function keys(store: StoreName): Promise<IDBValidKey[]> {
  return run(store, "readonly", (s) => s.getAllKeys());
}
