import { URI, UriUtils } from 'langium';

/** A URI as imports are resolved to: clients differ in what they write as `%3A`. What is no URI stays as it is. */
export function normalUri(uri: string): string {
  try {
    return URI.parse(uri).toString();
  } catch {
    return uri;
  }
}

/** The name of the file that a URI leads to, as people write it. */
export const fileName = (uri: string): string => UriUtils.basename(URI.parse(uri));

/** How a file is written in the text of another one. */
export const relativePath = (from: string, to: string): string =>
  UriUtils.relative(UriUtils.dirname(URI.parse(from)), URI.parse(to));
