import type { Asking } from '../graphql/graphql-request.ts'

/** The address of WebSockets of a service. */
export const socketUrl = ({ url }: Pick<Asking, 'url'>): string => `${url.replace('http', 'ws')}/ws`
