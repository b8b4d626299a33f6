import { normalUri } from '@upsell/language';
import type { Connection } from 'vscode-languageserver';
import { ClientFiles, type FileSource } from './client-files.ts';
import { LIST_FILES, type ListFilesResult, READ_FILE } from './requests.ts';

/** The files that the client of a connection reads; `has` tells which these are, where it is not all of them. */
export function filesOfClient(connection: Connection, has?: FileSource['has']): ClientFiles {
  return new ClientFiles({
    has,
    read: (uri) => connection.sendRequest(READ_FILE, { uri }),
    list: async (folder) => {
      const { uris } = await connection.sendRequest<ListFilesResult>(LIST_FILES, { folder });
      return uris.map(normalUri);
    },
  });
}
