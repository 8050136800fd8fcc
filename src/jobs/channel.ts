/**
 * The channel of PostgreSQL on which processes tell each other of new and of cancelled jobs. The payload of a message is the
 * id of a cancelled job, or empty for a new one. Messages may be lost, so a listener polls too.
 */
export const channel = 'convograph_work'
