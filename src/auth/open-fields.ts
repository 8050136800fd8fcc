/** The root fields for whoever has no token yet. */
export const openFields = ['obtainToken', 'refreshToken']
