import type { CodeActionContext, Range } from 'vscode-languageserver';
import type { CodeActionRequest } from '../../packages/language-server/src/offered-action.ts';
import { WHOLE_FORM } from './whole-form.ts';

/** What a client asks that can do everything, in a workspace without a configuration and without other files. */
export const actionRequest = (
  uri: string,
  range: Range,
  {
    context = {},
    canCreate = true,
    ...more
  }: { context?: Pick<CodeActionContext, 'only'>; canCreate?: boolean } & Partial<CodeActionRequest> = {},
): CodeActionRequest => ({
  uri,
  range,
  context,
  form: WHOLE_FORM,
  around: { canCreate, exists: () => false, isDeclaredElsewhere: () => false },
  config: () => ({ uri: 'file:///workspace/upsell.config.json', text: undefined }),
  takesSnippets: false,
  ...more,
});
