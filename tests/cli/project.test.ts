import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { workspaceOf } from '../../packages/cli/src/project.ts';
import { TemporaryFolder } from '../harness/temporary-folder.ts';

let folder: TemporaryFolder;
beforeEach(() => {
  folder = new TemporaryFolder();
  mkdirSync(folder.at('repository/.git'), { recursive: true });
});
afterEach(() => folder.remove());

it('takes a repository for the workspace, itself and whatever its folders are called', () => {
  const inside = workspaceOf(folder.at('repository/models'));
  const names = ['repository', 'repository/..actuals', 'repository/...', 'repository/models/months.csv'];
  expect(names.filter((name) => inside?.(folder.uri(name)) !== true)).toEqual([]);
  const others = ['', 'repository2', 'other/repository', '..'];
  expect(others.filter((name) => inside?.(folder.uri(name)) !== false)).toEqual([]);
});
