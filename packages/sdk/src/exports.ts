export type * from './analytics.ts'
export { AnalyticsError, type ErrorCode } from './core/error.ts'
export type { Item, Store } from './core/store.ts'
export type * from './options.ts'
