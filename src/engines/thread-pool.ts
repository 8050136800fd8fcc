/**
 * Each running statement of the embedded ClickHouse holds a thread of Node's pool, which has four unless told
 * otherwise: four slow questions would stop file access, DNS and the hashing of passwords. Node reads the number when
 * the pool is first used, so this module is imported before anything uses the pool.
 */
const threads = '24'

process.env.UV_THREADPOOL_SIZE ??= threads

export {}
