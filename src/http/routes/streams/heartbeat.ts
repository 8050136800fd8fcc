/** A sign of life is sent after this time without an answer, so that proxies keep the connection open. */
export const heartbeatSeconds = 12
