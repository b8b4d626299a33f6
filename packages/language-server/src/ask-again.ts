/** Takes the answer of a client that was told to ask again: one that offers that, and then refuses, keeps what it shows. */
export const askAgain = (told: Promise<unknown>): void => void told.catch(() => {});
