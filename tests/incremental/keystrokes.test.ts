import { describe, it } from 'vitest';
import { seededDice } from '../oracle/dice.ts';
import { Session } from './session.ts';
import { EXAMPLES, FIXTURES, type Workspace } from './workspaces.ts';

/*
 * Texts that come to be as texts do: character by character from nothing, and away again. Between two keystrokes an editor
 * may have shown anything, so that each one is looked at.
 */
const TEXTS = 30;
const MOST_CHARACTERS = 1_000;
const BETWEEN_CHECKS = 25;

const rootOf = ({ files }: Workspace) => Object.entries(files)[0] as [name: string, text: string];
const isShort = (workspace: Workspace): boolean => rootOf(workspace)[1].length <= MOST_CHARACTERS;

/** Short texts with many constructs, and rule fixtures from all over. */
const workspaces: readonly Workspace[] = [
  ...EXAMPLES.filter(isShort),
  ...FIXTURES.filter(isShort).filter((_, i, all) => i % Math.floor(all.length / TEXTS) === 0),
].slice(0, TEXTS);

describe('typed character by character, and deleted from random places', () => {
  it.each(workspaces.map((each, i) => [each.name, each, i] as const))('%s', (name, workspace, seed) => {
    const [root, text] = rootOf(workspace);
    const session = new Session({ name, files: { ...workspace.files, [root]: '' } });
    const dice = seededDice(seed);
    let keys = 0;
    const press = (next: string) => {
      session.change(root, next);
      session.look();
      keys++;
      if (keys % BETWEEN_CHECKS === 0) session.check();
    };
    for (let length = 1; length <= text.length; length++) press(text.slice(0, length));
    let left = text;
    while (left !== '') {
      const at = dice.int(0, left.length - 1);
      left = left.slice(0, at) + left.slice(at + dice.int(1, 12));
      press(left);
    }
    session.check();
  });
});
