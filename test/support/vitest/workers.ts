/**
 * How many test files run at once. A third one uses the two processors while other files wait for a process to start or a
 * time to pass. Each worker has a PostgreSQL server of its own.
 */
export const workers = 3
