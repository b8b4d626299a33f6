import type { Model, Scenario } from '../model.ts';
import { apply } from '../scenario.ts';
import { numberOfPath } from './explain-number.ts';
import type { ModelNumber } from './model-number.ts';

/** The number that an edit of a scenario changes, with the model that it stood in before that edit. */
export interface EditedNumber {
  readonly path: readonly string[];
  /** Absent where the edit introduces the number, or names what is not there. */
  readonly before?: { readonly number: ModelNumber; readonly model: Model };
}

/** What the edit changes whose path stands around an offset of a file; undefined where there is none. */
export function editedNumber(model: Model, scenario: Scenario, file: number, offset: number): EditedNumber | undefined {
  const at = scenario.edits.findIndex((edit) => {
    if (!('path' in edit)) return false;
    const { span } = edit.path;
    return span.file === file && span.start <= offset && offset <= span.end;
  });
  const edit = scenario.edits[at];
  if (!edit || !('path' in edit)) return undefined;
  const path = edit.path.parts;
  const { model: before } = apply(model, scenario, at);
  const number = numberOfPath(before, path);
  return { path, before: number && { number, model: before } };
}
