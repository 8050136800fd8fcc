/** The root fields that need no token. */
export const openFields = ['obtainToken', 'refreshToken']
