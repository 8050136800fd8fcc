/**
 * Each running statement of the embedded ClickHouse occupies a thread of Node's pool. The pool has four threads by
 * default, so four slow questions would block file access, DNS and password hashing. Node reads the size when the
 * pool is first used, so this module is imported before any use of the pool.
 */
const threads = '24'

process.env.UV_THREADPOOL_SIZE ??= threads

export {}
