/** Why the embedded server cannot be used, and what to do about it, for the person who started it. */
export class EmbeddedServerError extends Error {}
