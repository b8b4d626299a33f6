import { isLookedInto } from '@upsell/language-server/looked-into';

/** A folder as an editor has it. */
export interface Folders<Uri> {
  /** What stands in a folder, with its `vscode.FileType`. */
  entries(folder: Uri): PromiseLike<readonly (readonly [name: string, type: number])[]>;
  at(folder: Uri, name: string): Uri;
}

/** The `.upsell` files in a folder and below; what cannot be listed is empty. Links are not followed: one may lead back to where it stands. */
export async function findModels<Uri>(folder: Uri, folders: Folders<Uri>): Promise<readonly Uri[]> {
  const found: Uri[] = [];
  let level = [folder];
  while (level.length > 0) {
    const listed = await Promise.all(level.map(async (one) => ({ one, entries: await entriesOf(one, folders) })));
    const below: Uri[] = [];
    for (const { one, entries } of listed)
      for (const [name, type] of entries) {
        if (!isLookedInto(name)) continue;
        if (type === DIRECTORY) below.push(folders.at(one, name));
        else if (type === FILE && name.endsWith('.upsell')) found.push(folders.at(one, name));
      }
    level = below;
  }
  return found;
}

async function entriesOf<Uri>(folder: Uri, folders: Folders<Uri>): Promise<readonly (readonly [string, number])[]> {
  try {
    return await folders.entries(folder);
  } catch {
    return [];
  }
}

/** As `vscode.FileType` has them. */
const FILE = 1;
const DIRECTORY = 2;
