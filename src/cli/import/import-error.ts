/** Why an import cannot start or go on, as one sentence for the person who started it. */
export class ImportError extends Error {}
