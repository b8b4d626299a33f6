/** False for the name of a file or folder that is hidden or installed: models are not looked for there. */
export const isLookedInto = (name: string): boolean => !name.startsWith('.') && name !== 'node_modules';
