import { type IncomingMessage, type ServerResponse } from 'node:http'
import { quietly } from '../model-calls/quietly.ts'
import { type Params, templateOf } from './template-of.ts'
import { unmatched } from './watched-response.ts'

/** What Express writes on a request while it looks for the route. */
interface RoutedRequest {
  /** The part of the path that the routers so far have matched, such as `/shops/7`. */
  baseUrl: string
  /** The parameters of the router or route that was matched last, such as `{ shop: '7' }`. */
  params?: Params
  /** The route, whose path follows that of its router. */
  route?: { path: unknown }
}

/**
 * Follows the routing of a request, and gives a function that says the whole path of its route. Express forgets the paths
 * of routers as it goes on, and leaves a router before an error is answered; so each is noted when it is matched.
 */
export function matchedRoute(request: IncomingMessage, response: ServerResponse): () => string {
  const routed = request as unknown as RoutedRequest
  const mounts = new Map<string, { template: string; params: Params }>()
  const baseTemplate = () => mounts.get(routed.baseUrl)?.template ?? ''
  let endpoint: string | undefined
  onAssign(routed, 'baseUrl', (base, before = '') => {
    if (base.length === before.length || !base.startsWith(before)) return
    const { template = '', params = {} } = mounts.get(before) ?? {}
    const own = paramsBeside(params, routed.params)
    mounts.set(base, {
      template: template + templateOf(base.slice(before.length), own),
      params: routed.params ?? {},
    })
  })
  onAssign(routed, 'route', route => {
    if (route) endpoint = joined(baseTemplate(), route.path)
  })
  return () => endpoint ?? mountedAt(baseTemplate(), response.statusCode)
}

/** The parameters without those of the router around, which a router with `mergeParams` has too. */
function paramsBeside(outer: Params, params: Params = {}): Params {
  return Object.fromEntries(Object.entries(params).filter(([name, value]) => outer[name] !== value))
}

/** A route may have several paths, or a regular expression, which is written as it is. */
function joined(base: string, path: unknown): string {
  const written = [path].flat().map(String).join(',')
  return written === '/' && base !== '' ? base : base + written
}

/** A middleware without routes, such as one for static files, counts as the path where it is mounted. */
const mountedAt = (base: string, status: number) => (base === '' || status === 404 ? unmatched : base)

/** Calls `listener` with each value that is assigned to a property, and with the value before. */
function onAssign<Target extends object, Name extends keyof Target>(
  target: Target,
  name: Name,
  listener: (value: Target[Name], before: Target[Name]) => void,
): void {
  let current = target[name]
  Object.defineProperty(target, name, {
    configurable: true,
    enumerable: true,
    get: () => current,
    set(value: Target[Name]) {
      const before = current
      current = value
      quietly(() => listener(value, before))
    },
  })
}
