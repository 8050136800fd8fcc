/** A server as an operator knows it: the setting and the host of its URL, without user and password. */
export const serverName = (setting: string, url: string): string => `${setting} (${new URL(url).host})`
