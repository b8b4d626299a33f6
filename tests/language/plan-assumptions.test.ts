import { writtenAssumptions } from '@upsell/language';
import { expect, it } from 'vitest';
import { analyseFiles } from '../harness/analyse-text.ts';

const pathsOf = (text: string): readonly string[] => {
  const { program } = analyseFiles({ 'a.upsell': `${text}\n\ndriver share 3%\n` });
  return writtenAssumptions(program).map(({ path }) => path);
};

it.each([
  ['a driver', 'driver 0% sample'],
  ['a channel', 'foundation channel {\n  volume 5/month sample\n  conversion 3% sample\n}'],
  ['a touch', 'foundation channel {\n  touch 5/month sample converting 3%\n}'],
])('has no path to a number of %s that has no name yet', (_, text) => {
  expect(pathsOf(text)).toEqual(['share']);
});

it('has the paths of what is named', () => {
  const channel = 'foundation channel calls {\n  touch dials 5/month sample converting 3%\n  win rate 20%\n}';
  expect(pathsOf(channel).toSorted()).toEqual(
    ['calls.dials', 'calls.dials.converting', 'calls.win rate', 'share'].toSorted(),
  );
});
