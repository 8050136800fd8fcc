import { type RequestScope } from '../request/request-scope.ts'
import { type Services } from '../services.ts'
import { type Listening } from '../streams/ticks.ts'

/** What resolvers and plugins get. Apollo copies this object, so the scope is one property of it and never copied. */
export interface Context {
  scope: RequestScope
  services: Services
}

/** The same for the start of a stream. */
export interface StreamContext extends Context {
  listening: Listening
}
