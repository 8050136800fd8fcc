/** Lengths of time in milliseconds. A day has 24 hours here, whatever the clock of a zone does. */
const secondMs = 1_000
export const minuteMs = 60 * secondMs
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs
