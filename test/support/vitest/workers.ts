/** How many test files run at once. Each worker has a PostgreSQL server of its own. */
export const workers = 2
