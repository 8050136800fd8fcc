/** The database that a URL of ClickHouse names. */
export const databaseOf = (url: string): string =>
  decodeURIComponent(new URL(url).pathname.slice(1)) || 'default'

/** The database in which each node of a cluster has its own rows. */
export const localDatabase = (database: string): string => `${database}_local`
