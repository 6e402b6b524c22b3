import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** A database of this browser: opened when it is needed, and again after the browser has closed it. */
export class Database<S extends DBSchema> {
  #db: Promise<IDBPDatabase<S>> | undefined;

  constructor(
    private readonly name: string,
    private readonly create: (db: IDBPDatabase<S>) => void,
  ) {}

  open(): Promise<IDBPDatabase<S>> {
    this.#db ??= openDB<S>(this.name, 1, {
      upgrade: this.create,
      // A newer page wants another version of it.
      blocking: (_from, _to, event) => {
        (event.target as IDBDatabase).close();
        this.#db = undefined;
      },
      terminated: () => (this.#db = undefined),
    }).catch((cause: unknown) => {
      // The next one may succeed: there is room again, or the browser has mended it.
      this.#db = undefined;
      throw cause;
    });
    return this.#db;
  }
}
