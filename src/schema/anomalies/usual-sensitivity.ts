/** The score from which a bucket is an anomaly by default: about 2 false alarms a week in 100 quiet series of hours. */
export const usualSensitivity = 4.2
