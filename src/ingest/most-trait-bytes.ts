/** The most bytes of all traits of a user, as PostgreSQL writes them: as many as two calls may send. */
export const mostTraitBytes = 65_536
