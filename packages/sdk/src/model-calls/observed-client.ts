type Method = (...args: never[]) => unknown

/** Wraps a method that is bound to its object, such as `create` of `chat.completions`. */
type Watch = (method: (...args: unknown[]) => unknown) => (...args: never[]) => unknown

/** The methods of a client to watch, by their path: `{ 'chat.completions.create': watch }`. */
export type Watched = Record<string, Watch>

/**
 * A client whose watched methods are wrapped and which is the given one otherwise: same class, same settings, same other
 * methods. Helpers that call a watched method themselves, such as `stream`, call the wrapped one.
 */
export function observedClient<Client extends object>(client: Client, watched: Watched): Client {
  const observed: Client = proxied(client, (name, value) => {
    if (name === 'withOptions') return copying(client, value as Method, watched)
    // Methods of the client use private fields, which only the client itself has.
    if (typeof value === 'function') return name === 'constructor' ? value : value.bind(client)
    return partOf(observed, value, name, watched)
  })
  return observed
}

/** A copy with other options is observed as well. */
const copying =
  (client: object, withOptions: Method, watched: Watched) =>
  (...options: never[]) =>
    observedClient(withOptions.apply(client, options) as object, watched)

/** A part of the client, such as `chat`, if a watched method is in it. Its methods stay, and meet the observed client. */
function partOf(client: object, value: unknown, path: string, watched: Watched): unknown {
  if (typeof value !== 'object' || value === null || !leadsToWatched(path, watched)) return value
  const part: object = value
  return proxied(part, (name, member) => {
    if (name === '_client') return client
    const here = `${path}.${name}`
    const watch = watched[here]
    if (watch && typeof member === 'function') return watch(member.bind(part))
    return partOf(client, member, here, watched)
  })
}

const leadsToWatched = (path: string, watched: Watched) =>
  Object.keys(watched).some(watchedPath => watchedPath.startsWith(`${path}.`))

/** An object whose members are `shown` instead of their values; the same value is shown as the same member. */
function proxied<Target extends object>(
  target: Target,
  shown: (name: string, value: unknown) => unknown,
): Target {
  const members = new Map<string, { value: unknown; member: unknown }>()
  return new Proxy(target, {
    get(_, name) {
      const value = Reflect.get(target, name, target)
      if (typeof name === 'symbol') return value
      const known = members.get(name)
      if (known && known.value === value) return known.member
      const member = shown(name, value)
      members.set(name, { value, member })
      return member
    },
    set: (_, name, value) => Reflect.set(target, name, value, target),
  })
}
