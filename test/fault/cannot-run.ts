/** The scenario needs something that this machine does not give: neither PASS nor FAIL. */
export class CannotRun extends Error {}
