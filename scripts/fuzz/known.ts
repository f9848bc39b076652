/** What the services themselves have told so far: ids, numbers, keys, tokens, versions. A guess reaches nothing that a real value reaches. */
export class Known {
  readonly #values = new Map<string, string[]>();
  readonly #etags = new Map<string, string>();

  /** All that an answer names, by the name of its member; ids by the place in the contract where they can be asked for as well. */
  learn(place: string, url: string, body: unknown, etag: string | null): void {
    if (etag !== null) this.#etags.set(resourceOf(pathOf(url), body), etag);
    this.#walk(withoutNames(place).replace(/\/\{\}$/, ''), body);
  }

  values(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  /** For the parameter that follows `before` in the contract's path. */
  ids(before: string): readonly string[] {
    return this.values(withoutNames(before));
  }

  /** Of the resource that is asked for, or of the nearest one that it belongs to: where it is, and its version as last seen. */
  versioned(url: string): { path: string; etag: string } | undefined {
    for (let path = pathOf(url); path.includes('/', 1); path = path.slice(0, path.lastIndexOf('/'))) {
      const etag = this.#etags.get(path);
      if (etag !== undefined) return { path, etag };
    }
    return undefined;
  }

  #walk(place: string, value: unknown): void {
    if (Array.isArray(value)) for (const one of value) this.#walk(place, one);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, member] of Object.entries(value)) {
        if (typeof member === 'string') {
          this.#keep(name, member);
          if (name === 'id' || name === 'guaranteeNumber' || name === 'code') this.#keep(`${place}/`, member);
        } else this.#walk(place.endsWith(`/${name}`) ? place : `${place}/{}/${name}`, member);
      }
    }
  }

  #keep(name: string, value: string): void {
    if (value === '' || value.length > 4000) return;
    const kept = this.#values.get(name) ?? [];
    if (kept.includes(value)) return;
    this.#values.set(name, [...kept.slice(-60), value]);
  }
}

/** Where that can be read which the answer to an act, or to a creation, shows. */
function resourceOf(path: string, body: unknown): string {
  const { id, guaranteeNumber, code } = (body ?? {}) as Record<string, unknown>;
  const name = [id, guaranteeNumber, code].find((one) => typeof one === 'string');
  if (name === undefined) return path;
  const at = path.indexOf(`/${name}`);
  return at === -1 ? `${path}/${name}` : path.slice(0, at + 1 + String(name).length);
}

const pathOf = (url: string) => url.split('?', 1)[0]!;
const withoutNames = (path: string) => path.replaceAll(/\{[^}]*\}/g, '{}');
