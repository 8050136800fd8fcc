/** The scenario needs something that this machine lacks: neither PASS nor FAIL. */
export class CannotRun extends Error {}
